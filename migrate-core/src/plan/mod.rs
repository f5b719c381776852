//! The plan: which revisions run, in which direction, with which operations on which schema.

#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod error;
mod make;
mod undo;

use crate::ledger::LedgerEntry;
use crate::name::Prefix;
use crate::schema::Dialect;
use crate::site::Site;

pub use crate::graph::StepDirection;
pub use crate::replay::PlannedOperation;
pub use error::{PlanError, StuckOperation};
pub use make::{WayBack, entries, make, make_all, prove};
pub(crate) use make::{asked, make_each};

/// A revision that a plan applies or undoes.
#[derive(Clone, Debug)]
pub struct PlannedStep {
    /// What the ledger is told; its `downgrade` is still empty.
    pub entry: LedgerEntry,
    /// Where the revision's id is written.
    pub site: Site,
    /// Up or down.
    pub direction: StepDirection,
    /// What runs, in order.
    pub operations: Vec<PlannedOperation>,
    /// What its data steps call what the database has.
    pub names: Prefix,
    /// For a step up: what would undo it, in order, or why nothing does; nothing where that was not asked for.
    pub undo: Option<Result<Vec<PlannedOperation>, PlanError>>,
}

/// What will be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The dialect that operations were chosen for (see [`Operations::on`](crate::operation::Operations::on)).
    pub dialect: Dialect,
    /// The chain's name; with several the names of those that were asked for.
    pub chain: String,
    /// The steps, in the order they run.
    pub steps: Vec<PlannedStep>,
}

#[cfg(test)]
mod tests;
