//! Everything that can go wrong on the command line.

use std::fmt;
use std::io;

use migrate_core::graph::{GraphError, RouteError, TargetError};
use migrate_core::registry::RegistryError;
use migrate_core::site::Site;

use crate::exit::ExitStatus;
use crate::url::UrlError;

/// Why the command line did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    Graph(GraphError),
    LedgerName { typed: String },
    Output(io::Error),
    Registry(RegistryError),
    Route(RouteError),
    Target(TargetError),
    Url(UrlError),
}

impl Failure {
    /// The exit code.
    pub(crate) fn status(&self) -> ExitStatus {
        match self {
            Self::Graph(_) | Self::Output(_) | Self::Registry(_) => ExitStatus::Failed,
            Self::LedgerName { .. } | Self::Route(_) | Self::Target(_) | Self::Url(_) => ExitStatus::Usage,
        }
    }

    /// Where in the user's source it is.
    pub(crate) fn sites(&self) -> Vec<Site> {
        Vec::new()
    }

    /// What to type instead.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::Graph(_) | Self::Output(_) | Self::Registry(_) | Self::Target(_) => None,
            Self::LedgerName { .. } => {
                Some("write `--ledger name`, or `--ledger schema.name` on PostgreSQL".to_owned())
            }
            Self::Route(error) => Some(error.help()),
            Self::Url(_) => Some(UrlError::help()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Graph(error) => error.fmt(f),
            Self::LedgerName { typed } => write!(f, "`{typed}` is no name of a table"),
            Self::Output(error) => write!(f, "cannot write to stdout: {error}"),
            Self::Registry(error) => error.fmt(f),
            Self::Route(error) => error.fmt(f),
            Self::Target(error) => error.fmt(f),
            Self::Url(error) => error.fmt(f),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
