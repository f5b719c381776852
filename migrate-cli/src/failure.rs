//! Everything that can go wrong on the command line.

use std::fmt;
use std::io;

use migrate_core::graph::TargetError;
use migrate_core::{Error, ErrorKind};

use crate::exit::ExitStatus;
use crate::url::UrlError;

/// Why the command line did not do what was asked. As text it may have several lines.
#[derive(Debug)]
pub(crate) enum Failure {
    Core(Error),
    LedgerName { typed: String },
    Output(io::Error),
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
            Self::LedgerName { .. } | Self::Target(_) | Self::Url(_) => ExitStatus::Usage,
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
            Self::Output(error) => write!(f, "cannot write to stdout: {error}"),
            Self::Signals(error) => write!(f, "nothing has run: Ctrl-C could not be heard: {error}"),
            Self::Target(error) => write!(f, "{error}\nhelp: {}", error.help()),
            Self::Url(error) => write!(f, "{error}\nhelp: {}", UrlError::help()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
