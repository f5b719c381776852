//! What was typed: the command line's grammar, and nothing of what it means.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use migrate_core::run::Transactions;

use crate::command::{self, Example};
use crate::exit::ExitStatus;

/// The colours of the help.
pub(crate) const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The whole command line.
#[derive(Debug, Parser)]
#[command(styles = STYLES, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What every verb takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// The configuration; without it `MIGRATE_CONFIG`, then the nearest `migrate.toml` up to the root of the package
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The environment, a table `[env.NAME]` of the configuration; without it `MIGRATE_ENV`
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// The database; without it `DATABASE_URL`, then the configuration, then the program's own
    // clap knows none of them, since it would show them, and a password can stand in them.
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// The chain, where the program has several; `all` for all of them [default: the program's own]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) chain: Option<String>,
    /// The ledger's table, `name` or, on PostgreSQL, `schema.name`
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) ledger: Option<String>,
    /// How many seconds a statement may wait for a lock that others hold; 0: as the server has it
    #[arg(long, global = true, value_name = "S")]
    pub(crate) lock_timeout: Option<u32>,
    /// How long to wait for another run on this database to end [default: 60]
    #[arg(long, global = true, value_name = "SECONDS")]
    pub(crate) lock_wait: Option<u32>,
    /// What stands before the names of all that revisions make, and of the ledger: `irma_`
    #[arg(long, global = true, value_name = "PREFIX")]
    pub(crate) prefix: Option<String>,
    /// The schemas where PostgreSQL looks for names, and makes what has none, in the first: `shop,public`
    #[arg(long, global = true, value_name = "SCHEMAS")]
    pub(crate) search_path: Option<String>,
    /// How many seconds a statement may run before the server stops it; 0: as the server has it
    #[arg(long, global = true, value_name = "S")]
    pub(crate) statement_timeout: Option<u32>,
    /// Log to stderr what is traced: a level (`info`, `debug`), or `migrate_core=debug,sqlx=warn`
    #[arg(long, global = true, value_name = "FILTER")]
    pub(crate) log: Option<String>,
    /// Print only what was asked for, and errors
    #[arg(long, short, global = true, action = ArgAction::SetTrue, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Print more
    #[arg(long, short, global = true, action = ArgAction::SetTrue)]
    pub(crate) verbose: bool,
}

/// What the verbs take that run revisions.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Transacting {
    /// What is one transaction: `per-revision`, or `all` for the whole run (not on MySQL and MariaDB)
    #[arg(
        long,
        value_name = "WHAT",
        value_enum,
        default_value_t,
        hide_possible_values = true,
        conflicts_with = "sql"
    )]
    pub(crate) transaction: Transaction,
}

/// What is one transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Transaction {
    /// Each revision, as far as the database can
    #[default]
    PerRevision,
    /// The whole run: all of it is in at the end, or nothing
    All,
}

impl Transacting {
    /// The same in words of core.
    pub(crate) fn transactions(self) -> Transactions {
        match self.transaction {
            Transaction::All => Transactions::All,
            Transaction::PerRevision => Transactions::PerRevision,
        }
    }
}

/// What the verbs take that print data.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Output {
    /// How it is printed: `text`, or `json` for programs
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, hide_possible_values = true)]
    pub(crate) format: Format,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A document whose keys never change their meaning within a version
    Json,
    /// Lines for people
    #[default]
    Text,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Apply revisions, up to the head or to another target
    Upgrade(command::upgrade::Upgrade),
    /// Undo revisions, down to a target
    Downgrade(command::downgrade::Downgrade),
    /// Write into the ledger that a target is applied, without running anything
    Stamp(command::stamp::Stamp),
    /// Show what is applied to the database
    Current(command::current::Current),
    /// Show what is applied, pending, unknown and changed, in one view
    Status(command::status::Status),
    /// Show the revisions of the chain, newest first
    History(command::history::History),
    /// Show the revisions that nothing comes after
    Heads(command::heads::Heads),
    /// Show where the chain forks
    Branches(command::branches::Branches),
    /// Show revisions with everything that is known of them
    Show(command::show::Show),
    /// Draw the chain: Mermaid, DOT, a picture, or a page for a browser
    Graph(command::graph::Graph),
    /// Show the SQL that an upgrade or a downgrade would run
    Plan(command::plan::Plan),
    /// Show the SQL that creates the tables of a revision, without a database
    Schema(command::schema::Schema),
    /// Make the database as the models say at once, without a revision: for development
    Push(command::push::Push),
    /// Show how models, revisions and database differ from each other
    Diff(command::diff::Diff),
    /// Check that the chain is sound, the program up to date, and the database at the heads
    Check(command::check::Check),
    /// Write models of what the database holds
    Models(command::models::Models),
    /// Make the ledger where it is not there, and nothing else
    EnsureVersion(command::ensure_version::EnsureVersion),
    /// Make, drop, open, dump, restore or fill the database as a whole
    Db(command::db::Db),
    /// Show what flags, environment variables and `migrate.toml` say, and which of them holds
    Config(command::config::Config),
    /// Print a script by which a shell completes verbs, options and targets
    Completions(command::completions::Completions),
    /// Tell `cargo migrate` what the next revision does
    #[command(hide = true)]
    Autogenerate(command::autogenerate::Autogenerate),
    /// Tell `cargo migrate` what the database holds
    #[command(hide = true)]
    FromDatabase(command::from_database::FromDatabase),
    /// Tell `cargo migrate` what another tool has applied
    #[command(hide = true)]
    AdoptedBy(command::adopted_by::AdoptedBy),
}

/// What somebody types who is new here.
const FIRST: &[Example] = &[
    Example { typed: "status", does: "what the database has, and what is missing" },
    Example { typed: "plan", does: "the SQL that `upgrade` would run" },
    Example { typed: "upgrade", does: "runs it: everything up to the head" },
    Example { typed: "downgrade -1", does: "undoes the newest revision" },
    Example { typed: "history -g", does: "all revisions, with the branches drawn beside them" },
];

/// What URLs look like.
const DATABASES: &str = "Databases:
  sqlite://file.db?mode=rwc
  postgres://user:password@host/database
  mysql://user:password@host/database";

/// What targets look like, below the help of the verbs that take one.
const TARGETS: &str = "Targets:
  head    the end of the chain         heads    all ends, where it has several
  base    before the first revision    current  what is applied
  ID      a revision, or the start     LABEL    the revision that has this label
          of its id
  +N      N revisions on               -N       N revisions back
  ID+N, head-N                         counted from there
  LABEL@head, LABEL@+N, LABEL@base     on that branch";

/// The names of the program, as the help shows them.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) name: String,
    pub(crate) version: Option<String>,
    pub(crate) chain: &'static str,
}

/// Reads the command line.
pub(crate) fn parse(
    program: &Program,
    typed: impl IntoIterator<Item = std::ffi::OsString>,
) -> Result<Arguments, clap::Error> {
    let mut command = make(program);
    let matches = command.try_get_matches_from_mut(typed)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The grammar, with the program's names in it.
pub(crate) fn make(program: &Program) -> clap::Command {
    let Program { name, version, chain } = program;
    let mut command = Arguments::command()
        .name(name.clone())
        .bin_name(name.clone())
        .about(format!("Migrates databases along the chain of revisions `{chain}`"))
        .after_help(format!(
            "{}\n\n{TARGETS}\n\n{DATABASES}\n\n{}",
            draw_examples(name, FIRST),
            ExitStatus::table()
        ));
    if let Some(version) = version {
        command = command.version(version.clone());
    }
    for &(verb, examples, shows_targets) in command::EXAMPLES {
        command = command.mut_subcommand(verb, |verb| {
            let examples = draw_examples(name, examples);
            let targets = if shows_targets { format!("{TARGETS}\n\n") } else { String::new() };
            verb.after_help(format!("{targets}{examples}"))
        });
    }
    command
}

fn draw_examples(name: &str, examples: &[Example]) -> String {
    let lines = examples.iter().map(|example| (format!("{name} {}", example.typed), example.does));
    let lines = lines.collect::<Vec<_>>();
    let width = lines.iter().map(|(typed, _)| typed.chars().count()).max().unwrap_or_default();
    let lines = lines.iter().map(|(typed, does)| format!("\n  {typed:width$}  {does}"));
    format!("Examples:{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program() -> Program {
        Program { name: "shop".to_owned(), version: None, chain: "shop" }
    }

    fn typed(line: &str) -> Result<Arguments, clap::Error> {
        parse(&program(), line.split(' ').map(Into::into))
    }

    #[test]
    fn the_grammar_is_sound() {
        make(&program()).debug_assert();
    }

    #[test]
    fn every_example_can_be_typed_and_every_verb_has_one() {
        for example in FIRST {
            assert!(typed(&format!("shop {}", example.typed)).is_ok(), "{}", example.typed);
        }
        for &(verb, examples, _) in command::EXAMPLES {
            assert!(!examples.is_empty(), "{verb}");
            for example in examples {
                assert!(example.typed.starts_with(verb), "{}", example.typed);
                if let Err(error) = typed(&format!("shop {}", example.typed)) {
                    panic!("{error}");
                }
            }
        }
        let verbs = make(&program());
        let verbs = verbs.get_subcommands().filter(|verb| !verb.is_hide_set());
        let verbs = verbs.map(clap::Command::get_name).collect::<Vec<_>>();
        assert_eq!(verbs, command::EXAMPLES.iter().map(|(verb, _, _)| *verb).collect::<Vec<_>>());
    }

    #[test]
    fn relative_targets_are_values() {
        for line in [
            "shop downgrade -1",
            "shop upgrade +2",
            "shop plan --downgrade -1",
            "shop downgrade -1 -q",
            "shop stamp -1",
            "shop downgrade left@-1",
        ] {
            assert!(typed(line).is_ok(), "{line}");
        }
        assert!(typed("shop downgrade -x").is_err());
    }
}
