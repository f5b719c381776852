//! Why no revision can be written from the models.

use thiserror::Error;

use crate::diff::{Ambiguous, Change};
use crate::model::ModelError;
use crate::operation::Misfit;
use crate::replay::ReplayError;
use crate::site::Site;

/// Why no revision can be written from the models.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AutogenerateError {
    /// Something may have been renamed.
    #[error(transparent)]
    Ambiguous(Ambiguous),
    /// A change does not go together with the rest of the schema.
    #[error("{}", blocked(.0))]
    Blocked(Box<Change>),
    /// The models make no sense by themselves.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A revision makes no sense behind the ones before it.
    #[error(transparent)]
    Replay(#[from] ReplayError),
}

fn blocked(change: &Change) -> String {
    let reason = change.blocked.as_ref().map(|misfit| format!(": {misfit}")).unwrap_or_default();
    format!("{change}, which does not go together with the rest of the chain{reason}")
}

impl AutogenerateError {
    /// Where in the user's source it is.
    pub fn sites(&self) -> Vec<Site> {
        match self {
            Self::Ambiguous(_) | Self::Blocked(_) => Vec::new(),
            Self::Model(error) => error.sites(),
            Self::Replay(error) => vec![error.site()],
        }
    }

    /// What to do, where that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Ambiguous(ambiguous) => Some(ambiguous.help()),
            Self::Blocked(change) => change.blocked.as_ref().and_then(Misfit::help),
            Self::Model(error) => error.help(),
            Self::Replay(ReplayError::Beside { misfit, .. } | ReplayError::Misfit { misfit, .. }) => {
                misfit.help()
            }
            Self::Replay(ReplayError::Panicked { .. }) => None,
        }
    }
}
