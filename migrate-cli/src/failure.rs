//! Everything that can go wrong on the command line.

use std::fmt;
use std::io;
use std::path::PathBuf;

use migrate_core::autogenerate::AutogenerateError;
use migrate_core::graph::{RouteError, TargetError};
use migrate_core::name::IllPrefix;
use migrate_core::source::Unwritten;
use migrate_core::{Error, ErrorKind};

use crate::command::db::DbFailure;
use crate::config::{ConfigError, Source};
use crate::exit::ExitStatus;
use crate::stale::Stale;
use crate::url::UrlError;

/// Why the command line did not do what was asked. As text it may have several lines.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A database that cannot become the first revision.
    Adopting {
        what: String,
        help: &'static str,
    },
    /// The next revision cannot be told from the models.
    Autogenerate(Box<AutogenerateError>),
    Config(ConfigError),
    Core(Error),
    /// With a database as a whole.
    Db(DbFailure),
    /// What a check found, for each chain with findings.
    Found(Vec<Findings>),
    LedgerName {
        typed: String,
        source: Source,
    },
    /// It says nothing of what is to be logged.
    LogFilter {
        typed: String,
        source: Source,
    },
    /// A verb that is about one chain.
    ManyChains {
        chains: Vec<String>,
    },
    /// The program does not hold a chain.
    NoChain {
        typed: String,
        known: Vec<String>,
    },
    /// Nothing says which dialect is meant.
    NoDialect,
    Output(io::Error),
    /// Nothing says how a file is to be drawn.
    Picture {
        file: PathBuf,
    },
    /// What is said to be a prefix is none.
    Prefix {
        error: IllPrefix,
        source: Source,
    },
    Route(RouteError),
    /// There is no such script.
    Script {
        fault: String,
        help: &'static str,
    },
    Signals(io::Error),
    /// The program is of other sources than lie here.
    Stale {
        chain: String,
        stale: Stale,
    },
    Target(TargetError),
    /// What may have been renamed, and nobody has said it.
    Unanswered {
        what: String,
        help: String,
    },
    /// What the next revision does has no words.
    Unwritten(Unwritten),
    Url(UrlError),
    Write {
        file: PathBuf,
        source: io::Error,
    },
}

impl Failure {
    /// The exit code.
    pub(crate) fn status(&self) -> ExitStatus {
        match self {
            Self::Core(error) => match error.kind() {
                ErrorKind::Connect => ExitStatus::Unreachable,
                ErrorKind::Consent => ExitStatus::Refused,
                ErrorKind::Interrupted => ExitStatus::Interrupted,
                ErrorKind::Lock if error.code().text == "lock-timeout" => ExitStatus::Locked,
                ErrorKind::Target => ExitStatus::Usage,
                // Whatever else fails, or will be told apart by core one day.
                _ => ExitStatus::Failed,
            },
            Self::Db(failure) => failure.status(),
            Self::Autogenerate(_)
            | Self::Output(_)
            | Self::Signals(_)
            | Self::Unwritten(_)
            | Self::Write { .. } => ExitStatus::Failed,
            Self::Found(_) | Self::Stale { .. } => ExitStatus::Found,
            Self::Adopting { .. }
            | Self::Config(_)
            | Self::LedgerName { .. }
            | Self::LogFilter { .. }
            | Self::ManyChains { .. }
            | Self::NoChain { .. }
            | Self::NoDialect
            | Self::Picture { .. }
            | Self::Prefix { .. }
            | Self::Route(_)
            | Self::Script { .. }
            | Self::Target(_)
            | Self::Unanswered { .. }
            | Self::Url(_) => ExitStatus::Usage,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Autogenerate(error) => {
                write!(f, "{error}")?;
                for site in error.sites() {
                    write!(f, "\n  at {site}")?;
                }
                error.help().map_or(Ok(()), |help| write!(f, "\nhelp: {help}"))
            }
            Self::Adopting { what, help } => write!(f, "{what}\nhelp: {help}"),
            Self::Config(error) => write!(f, "{error}\nhelp: {}", error.help()),
            Self::Core(error) => error.fmt(f),
            Self::Db(failure) => failure.fmt(f),
            Self::Found(findings) => {
                let texts = findings.iter().map(ToString::to_string).collect::<Vec<_>>();
                f.write_str(&texts.join("\n"))
            }
            Self::LedgerName { typed, source } => write!(
                f,
                "`{typed}`, which {source} says, is no name of a table\n\
                 help: write `--ledger name`, or `--ledger schema.name` on PostgreSQL"
            ),
            Self::LogFilter { typed, source } => write!(
                f,
                "`{typed}`, which {source} says, is no filter of what is logged\n\
                 help: write a level (`error`, `warn`, `info`, `debug`, `trace`), or one for each part: \
                 `info,migrate_core=debug`"
            ),
            Self::ManyChains { chains } => {
                let typed = chains.iter().map(|name| format!("`--chain {name}`")).collect::<Vec<_>>();
                write!(f, "this verb is about one chain\nhelp: name it: {}", typed.join(" or "))
            }
            Self::NoChain { typed, known } => {
                let known = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                write!(
                    f,
                    "this program has no chain `{typed}`, but {known}\nhelp: a crate that nothing names is not linked; name its \
                     chain in the program: `Cli::new(…).chain(accounts::Accounts)`"
                )
            }
            Self::NoDialect => f.write_str(
                "nothing says for which database\nhelp: give `--dialect postgres`, `mariadb`, `mysql` or `sqlite`, or a database's URL",
            ),
            Self::Output(error) => write!(f, "cannot write to stdout: {error}"),
            Self::Picture { file } => write!(
                f,
                "the name of `{}` does not say how it is to be drawn\nhelp: let it end with `.html`, `.svg`, `.mmd` or \
                 `.dot`, or write `--format`",
                file.display()
            ),
            Self::Prefix { error, source } => {
                write!(f, "{error}, as {source} says\nhelp: {}", error.help())
            }
            Self::Route(error) => write!(f, "{error}\nhelp: {}", error.help()),
            Self::Script { fault, help } => write!(f, "{fault}\nhelp: {help}"),
            Self::Signals(error) => write!(f, "nothing has run: Ctrl-C could not be heard: {error}"),
            Self::Stale { chain, stale } => {
                write!(f, "this program and the sources of chain `{chain}` do not agree{stale}")
            }
            Self::Target(error) => write!(f, "{error}\nhelp: {}", error.help()),
            Self::Unanswered { what, help } => write!(f, "{what}\nhelp: {help}"),
            Self::Unwritten(error) => {
                write!(f, "{error}\nhelp: `Cli::rewrite` of this program put it there; leave it out")
            }
            Self::Write { file, source } => write!(f, "cannot write `{}`: {source}", file.display()),
            Self::Url(error) => write!(f, "{error}\nhelp: {}", error.help()),
        }
    }
}

/// What a check found of a chain in a database: ids of revisions.
#[derive(Debug)]
pub(crate) struct Findings {
    pub(crate) chain: String,
    pub(crate) missing: Vec<String>,
    pub(crate) unfinished: Vec<String>,
    pub(crate) unknown: Vec<String>,
    /// Those of `unknown` that are half applied.
    pub(crate) half_applied: Vec<String>,
    pub(crate) changed: Vec<String>,
    /// What the models say and no revision does, in words.
    pub(crate) unwritten: Vec<String>,
    /// What of the database is not as its revisions made it, in words.
    pub(crate) drift: Vec<String>,
}

impl Findings {
    /// What models say alone.
    pub(crate) fn of_models(chain: &str, unwritten: Vec<String>) -> Self {
        Self {
            chain: chain.to_owned(),
            missing: Vec::new(),
            unfinished: Vec::new(),
            unknown: Vec::new(),
            half_applied: Vec::new(),
            changed: Vec::new(),
            unwritten,
            drift: Vec::new(),
        }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { chain: _, missing, unfinished, unknown, half_applied: _, changed, unwritten, drift } =
            self;
        [missing, unfinished, unknown, changed, unwritten, drift].into_iter().all(Vec::is_empty)
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chain, missing, unfinished, unknown, half_applied, changed, unwritten, drift } = self;
        let is_at_heads = missing.is_empty() && unfinished.is_empty() && unknown.is_empty();
        if !is_at_heads {
            write!(f, "the database is not at all heads of chain `{chain}`")?;
        } else if !changed.is_empty() {
            write!(f, "revisions of chain `{chain}` are no longer what was applied")?;
        } else if !unwritten.is_empty() {
            write!(f, "the models of chain `{chain}` say what its revisions do not")?;
        } else {
            write!(f, "the database is not as chain `{chain}` has made it")?;
        }
        for (what, ids) in [
            ("not applied", missing),
            ("not finished", unfinished),
            ("not in this program", unknown),
            ("half applied and not in this program", half_applied),
            ("changed since", changed),
        ] {
            if !ids.is_empty() {
                write!(f, "\n  {what}: {}", shortened(ids))?;
            }
        }
        for (what, words) in [("only the models say", unwritten), ("what would mend it", drift)] {
            if !words.is_empty() {
                write!(f, "\n  {what}:\n    {}", words.join("\n    "))?;
            }
        }
        if is_at_heads && changed.is_empty() {
            let way = if unwritten.is_empty() {
                ""
            } else {
                "`cargo migrate revision --autogenerate -m \"…\"` writes what is missing; "
            };
            return write!(f, "\nhelp: {way}`diff` shows what differs, and what mends it");
        }
        let way = match (missing.is_empty(), unknown.is_empty(), half_applied.as_slice()) {
            (_, false, [half, ..]) => {
                format!("{}; ", RouteError::HalfApplied { revision: half.clone() }.help())
            }
            (_, false, []) => "`downgrade --stored` undoes what is not in this program; ".to_owned(),
            (false, true, _) => "`upgrade heads` applies what is missing; ".to_owned(),
            (true, true, _) => String::new(),
        };
        write!(f, "\nhelp: {way}`status` shows everything")
    }
}

/// The first ids, and how many more there are.
fn shortened(ids: &[String]) -> String {
    const MOST: usize = 10;
    let shown = ids.iter().take(MOST).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    if ids.len() > MOST { format!("{shown} and {} more", ids.len() - MOST) } else { shown }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
