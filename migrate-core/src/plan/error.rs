//! Why there is no plan.

use thiserror::Error;

use crate::operation::{Irreversible, Misfit};
use crate::replay::ReplayError;
use crate::site::Site;

/// Why there is no plan. Nothing has run by then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The author's downgrade does not bring back what was before.
    #[error("the downgrade of revision `{revision}` leaves another schema than was before it: {difference}")]
    DowngradeDiffers {
        /// The revision.
        revision: String,
        /// Where the revision's id is written.
        site: Site,
        /// The first difference, in words.
        difference: String,
    },
    /// Operations that nothing undoes.
    #[error("no downgrade can be derived")]
    Irreversible {
        /// All of them, in the order in which they would be undone.
        operations: Vec<StuckOperation>,
    },
    /// Two chains make something of one name.
    #[error("chains `{}` and `{}` both make a {what} `{name}`", .chains[0], .chains[1])]
    MadeTwice {
        /// What kind of thing it is.
        what: &'static str,
        /// Its name.
        name: String,
        /// The chains.
        chains: [String; 2],
    },
    /// A revision cannot be replayed.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// What undoes an operation does not fit what other branches have made since.
    #[error("undoing revision `{revision}` cannot {operation}: {misfit}")]
    UndoMisfit {
        /// The revision.
        revision: String,
        /// What would undo it, in words.
        operation: String,
        /// Where the author wrote what would be undone.
        site: Site,
        /// Why it does not fit.
        misfit: Box<Misfit>,
    },
}

/// An operation that nothing undoes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuckOperation {
    /// The revision.
    pub revision: String,
    /// The operation, in words.
    pub operation: String,
    /// Where the author wrote it.
    pub site: Site,
    /// Why nothing undoes it.
    pub irreversible: Irreversible,
}

impl PlanError {
    /// What to write so that there is a plan, where something can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::DowngradeDiffers { .. } => Some(
                "let the function bring back what the upgrade changed, or declare with `.effect(…)` what its SQL does; \
                 without `downgrade = …` the downgrade is derived from the operations"
                    .to_owned(),
            ),
            Self::Irreversible { operations } => {
                operations.first().map(|operation| operation.irreversible.help().to_owned())
            }
            Self::MadeTwice { .. } => Some(
                "give one of the two another name: the tables of a database are no chain's alone".to_owned(),
            ),
            Self::Replay(ReplayError::Beside { chain, revision, .. }) => Some(format!(
                "let chain `{chain}` not stand in the way of `{revision}`, or depend on an older revision"
            )),
            Self::Replay(ReplayError::Misfit { misfit, .. }) | Self::UndoMisfit { misfit, .. } => misfit.help(),
            Self::Replay(ReplayError::Panicked { .. }) => {
                Some("a revision's function only records; let it not depend on anything that can fail".to_owned())
            }
        }
    }

    /// Where in the user's source it is.
    pub fn sites(&self) -> Vec<Site> {
        match self {
            Self::DowngradeDiffers { site, .. } | Self::UndoMisfit { site, .. } => vec![*site],
            Self::Irreversible { operations } => operations.iter().map(|operation| operation.site).collect(),
            Self::MadeTwice { .. } => Vec::new(),
            Self::Replay(error) => vec![error.site()],
        }
    }
}
