//! Everything that can go wrong on the command line.

use std::fmt;
use std::io;

use migrate_core::graph::{RouteError, TargetError};
use migrate_core::{Error, ErrorKind};

use crate::exit::ExitStatus;
use crate::url::UrlError;

/// Why the command line did not do what was asked. As text it may have several lines.
#[derive(Debug)]
pub(crate) enum Failure {
    Core(Error),
    LedgerName {
        typed: String,
    },
    /// What `--check-heads` found.
    NotAtHeads {
        chain: String,
        missing: Vec<String>,
        unfinished: Vec<String>,
        unknown: Vec<String>,
    },
    Output(io::Error),
    Route(RouteError),
    Signals(io::Error),
    Target(TargetError),
    Url(UrlError),
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
            Self::Output(_) | Self::Signals(_) => ExitStatus::Failed,
            Self::NotAtHeads { .. } => ExitStatus::Found,
            Self::LedgerName { .. } | Self::Route(_) | Self::Target(_) | Self::Url(_) => ExitStatus::Usage,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Core(error) => error.fmt(f),
            Self::LedgerName { typed } => write!(
                f,
                "`{typed}` is no name of a table\nhelp: write `--ledger name`, or `--ledger schema.name` on PostgreSQL"
            ),
            Self::NotAtHeads { chain, missing, unfinished, unknown } => {
                write!(f, "the database is not at all heads of chain `{chain}`")?;
                for (what, ids) in
                    [("not applied", missing), ("not finished", unfinished), ("not in this program", unknown)]
                {
                    if !ids.is_empty() {
                        write!(f, "\n  {what}: {}", shortened(ids))?;
                    }
                }
                f.write_str("\nhelp: `upgrade heads` applies what is missing; `status` shows everything")
            }
            Self::Output(error) => write!(f, "cannot write to stdout: {error}"),
            Self::Route(error) => write!(f, "{error}\nhelp: {}", error.help()),
            Self::Signals(error) => write!(f, "nothing has run: Ctrl-C could not be heard: {error}"),
            Self::Target(error) => write!(f, "{error}\nhelp: {}", error.help()),
            Self::Url(error) => write!(f, "{error}\nhelp: {}", UrlError::help()),
        }
    }
}

/// The first ids, and how many more there are.
fn shortened(ids: &[String]) -> String {
    const MOST: usize = 10;
    let shown = ids.iter().take(MOST).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    if ids.len() > MOST { format!("{shown} and {} more", ids.len() - MOST) } else { shown }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
