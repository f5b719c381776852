//! What a run is sent for.

use crate::dialect;
use crate::error::{Error, Problem, UnknownApplied};
use crate::graph::{Applied, Chains, Goal, Graph, RouteError};
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

/// The one chain, where what is typed is of one alone.
pub(super) fn only<'a>(chains: &'a Chains, typed: &str) -> Result<&'a Graph, Error> {
    match chains.asked() {
        [at] => Ok(&chains.graphs()[*at]),
        _ => Err(Error::new(RouteError::ManyChains {
            target: typed.to_owned(),
            chains: chains.asked_graphs().map(|graph| graph.chain().to_owned()).collect(),
        })),
    }
}

/// The rows of a chain.
pub(super) fn of(graph: &Graph, records: &[LedgerRecord]) -> Vec<LedgerRecord> {
    records.iter().filter(|record| record.entry.chain == graph.chain()).cloned().collect()
}

/// The error of a route, with what the ledger tells of revisions that the program does not have.
pub(super) fn told(error: RouteError, chains: &Chains, records: &[LedgerRecord]) -> Error {
    match error {
        RouteError::UnknownApplied { chain, revisions } => {
            let is_meant = |record: &&LedgerRecord| {
                record.entry.chain == chain && revisions.contains(&record.entry.revision)
            };
            let records = records.iter().filter(is_meant).cloned().collect();
            let mut asked = chains.asked_graphs().map(|graph| graph.chain());
            let is_only = asked.next() == Some(chain.as_str()) && asked.next().is_none();
            let flag = if is_only { String::new() } else { format!(" --chain {chain}") };
            Error::new(Problem::UnknownApplied(Box::new(UnknownApplied { chain, flag, records })))
        }
        error => Error::new(error),
    }
}

/// What is applied behind a run.
pub(super) fn applied_after(
    chains: &Chains,
    applied: &[Applied],
    records: &[LedgerRecord],
    errand: &Errand,
) -> Result<Vec<Applied>, Error> {
    match errand {
        Errand::Goal(goal) => {
            let route = chains.route(applied, goal).map_err(|error| told(error, chains, records))?;
            Ok(route.leads_to(applied.to_vec()))
        }
        Errand::Stored(wanted) => {
            let graph = only(chains, "--stored")?;
            let records = of(graph, records);
            let gone = graph.stored(&records, wanted).map_err(Error::new)?;
            let gone = gone.into_iter().map(|record| record.entry.revision.as_str()).collect::<Vec<_>>();
            let mut after = applied.to_vec();
            for at in chains.asked() {
                after[*at] = applied[*at].without(graph, &gone);
            }
            Ok(after)
        }
    }
}
