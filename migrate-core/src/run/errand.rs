//! What a run is sent for.

use super::drive;
use crate::dialect;
use crate::error::{Error, Problem, UnknownApplied};
use crate::graph::{Applied, Goal, Graph, RouteError};
use crate::ledger::LedgerRecord;
use crate::schema::Dialect;
use crate::script::Script;

/// What a run is sent for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// To bring the chain to a target.
    Goal(Goal),
    /// To undo revisions by what the ledger keeps of them: see [`Run::undo_stored`](super::Run::undo_stored).
    Stored(Vec<String>),
}

impl From<Goal> for Errand {
    fn from(goal: Goal) -> Self {
        Self::Goal(goal)
    }
}

impl From<&Goal> for Errand {
    fn from(goal: &Goal) -> Self {
        Self::Goal(goal.clone())
    }
}

impl From<&Self> for Errand {
    fn from(errand: &Self) -> Self {
        errand.clone()
    }
}

/// The script that undoes revisions by what the ledger keeps of them; `None` where there is nothing to do.
pub(super) fn stored(
    graph: &Graph,
    records: &[LedgerRecord],
    wanted: &[String],
    dialect: Dialect,
) -> Result<Option<Script>, Error> {
    let gone = graph.stored(records, wanted).map_err(Error::new)?;
    let mut steps = Vec::with_capacity(gone.len());
    let mut stuck = Vec::new();
    for record in gone {
        match dialect::read_downgrade(dialect, record) {
            Ok(step) => steps.push(step),
            Err(why) => stuck.push((record.clone(), why)),
        }
    }
    if !stuck.is_empty() {
        return Err(Error::new(Problem::Stuck(stuck)));
    }
    let chain = graph.chain().to_owned();
    Ok((!steps.is_empty()).then_some(Script { dialect, chain, steps }))
}

/// The error of a route, with what the ledger tells of revisions that the program does not have.
pub(super) fn told(error: RouteError, records: &[LedgerRecord]) -> Error {
    match error {
        RouteError::UnknownApplied { chain, revisions } => {
            let is_meant = |record: &&LedgerRecord| revisions.contains(&record.entry.revision);
            let records = records.iter().filter(is_meant).cloned().collect();
            Error::new(Problem::UnknownApplied(Box::new(UnknownApplied { chain, records })))
        }
        error => Error::new(error),
    }
}

/// The heads behind a run.
pub(super) fn heads_after(
    graph: &Graph,
    applied: &Applied,
    records: &[LedgerRecord],
    errand: &Errand,
) -> Result<Vec<String>, Error> {
    match errand {
        Errand::Goal(goal) => {
            let route = graph.route(applied, goal).map_err(|error| told(error, records))?;
            Ok(drive::applied_heads(graph, &route.leads_to(applied.clone())))
        }
        Errand::Stored(wanted) => {
            let gone = graph.stored(records, wanted).map_err(Error::new)?;
            let gone = gone.into_iter().map(|record| record.entry.revision.as_str()).collect::<Vec<_>>();
            let left = applied.without(graph, &gone);
            Ok(drive::applied_heads(graph, &left))
        }
    }
}
