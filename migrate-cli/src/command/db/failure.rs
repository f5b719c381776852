//! What can go wrong with a database as a whole.

use std::fmt;
use std::io;
use std::path::PathBuf;

use migrate_core::fixture::FixtureError;
use migrate_core::replay::ReplayError;

use super::FileError;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::tools::ToolError;

/// Why a verb behind `db` did not do what was asked.
#[derive(Debug)]
pub(crate) enum DbFailure {
    /// A file could not be read or written.
    File { what: &'static str, path: PathBuf, error: io::Error },
    /// A file of rows cannot be read.
    Fixture(FileError),
    /// Rows do not fit the schema.
    Misfit(FixtureError),
    /// The database is not there.
    Missing { name: String },
    /// The schema of the rows cannot be told.
    Replay(ReplayError),
    /// A tool failed, and this is what the database is now.
    Stopped { error: ToolError, state: String },
    /// A tool failed.
    Tool(ToolError),
    /// Something would be lost, and nobody said that it may.
    WouldLose { what: String, help: &'static str },
}

impl DbFailure {
    pub(crate) fn status(&self) -> ExitStatus {
        match self {
            Self::File { .. } | Self::Replay(_) | Self::Stopped { .. } | Self::Tool(_) => ExitStatus::Failed,
            Self::Fixture(_) | Self::Misfit(_) => ExitStatus::Usage,
            Self::Missing { .. } => ExitStatus::Unreachable,
            Self::WouldLose { .. } => ExitStatus::Refused,
        }
    }
}

impl fmt::Display for DbFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { what, path, error } => write!(f, "cannot {what} `{}`: {error}", path.display()),
            Self::Fixture(error) => error.fmt(f),
            Self::Misfit(error) => write!(f, "{error}\nhelp: {}", error.help()),
            Self::Missing { name } => {
                write!(f, "there is no database `{name}`\nhelp: correct the URL, or make it: `db create`")
            }
            Self::Replay(error) => write!(f, "{error}\n  at {}", error.site()),
            Self::Stopped { error, state } => write!(f, "{state}\n{error}"),
            Self::Tool(error) => error.fmt(f),
            Self::WouldLose { what, help } => write!(f, "{what}; nothing was done\nhelp: {help}"),
        }
    }
}

impl From<DbFailure> for Failure {
    fn from(failure: DbFailure) -> Self {
        Self::Db(failure)
    }
}
