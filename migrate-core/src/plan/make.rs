//! Making a plan: the route's revisions replayed on what is applied.

use std::collections::BTreeMap;

use super::{Plan, PlanError, PlannedOperation, PlannedStep, StepDirection, undo};
use crate::graph::{Applied, Graph, Node, Route};
use crate::ledger::LedgerEntry;
use crate::registry::Entry;
use crate::replay::{self, Replayed};
use crate::schema::{Dialect, Schema};

/// A revision that was replayed, with the schema before it.
struct Past {
    before: Schema,
    replayed: Replayed,
}

/// Makes the plan of a route: replays what is applied, then the route's revisions.
///
/// # Errors
///
/// When a revision cannot be replayed or, in a downgrade, not be undone.
pub fn make(graph: &Graph, applied: &Applied, route: &Route, dialect: Dialect) -> Result<Plan, PlanError> {
    let goes_down = |node: Node| route.steps().contains(&(node, StepDirection::Down));
    let mut schema = Schema::default();
    let mut pasts = BTreeMap::<Node, Past>::new();
    for node in applied.nodes() {
        let entry = graph.entry(node);
        if goes_down(node) {
            let before = schema.clone();
            let replayed = replay::revision(entry, &before, dialect, graph.prefix())?;
            schema = replayed.after.clone();
            pasts.insert(node, Past { before, replayed });
        } else {
            let recorded = replay::record(entry, entry.upgrade, graph.prefix())?;
            (_, schema) = replay::follow(entry, recorded, &schema, dialect, graph.prefix())?;
        }
    }
    let mut steps = Vec::with_capacity(route.steps().len());
    let mut stuck = Vec::new();
    for (node, direction) in route.steps() {
        let entry = graph.entry(*node);
        match (direction, pasts.remove(node)) {
            (StepDirection::Down, Some(past)) => {
                match undo::make(entry, &past.replayed, &past.before, &schema, dialect) {
                    Ok((operations, after)) => {
                        schema = after;
                        steps.push(down(graph, *node, &past.replayed, operations));
                    }
                    // All that is stuck is told at once; what is under it is looked at as if it were undone.
                    Err(PlanError::Irreversible { operations }) => {
                        stuck.extend(operations);
                        schema = past.before;
                    }
                    Err(error) => return Err(error),
                }
            }
            (StepDirection::Down | StepDirection::Up, _) => {
                let replayed = replay::revision(entry, &schema, dialect, graph.prefix())?;
                let undo = undo::at_once(entry, &replayed, &schema, dialect);
                schema = replayed.after.clone();
                steps.push(up(graph, *node, replayed, undo));
            }
        }
    }
    if stuck.is_empty() {
        Ok(Plan { dialect, chain: graph.chain().to_owned(), steps })
    } else {
        Err(PlanError::Irreversible { operations: stuck })
    }
}

/// The steps of revisions that a stamp lets count as applied, for their ledger entries. Nothing of them runs.
///
/// # Errors
///
/// When a revision cannot be replayed.
pub fn entries(graph: &Graph, nodes: &[Node], dialect: Dialect) -> Result<Plan, PlanError> {
    let mut schema = Schema::default();
    let mut steps = Vec::with_capacity(nodes.len());
    for node in graph.ancestors_of(nodes) {
        let entry = graph.entry(node);
        let replayed = replay::revision(entry, &schema, dialect, graph.prefix())?;
        let undo = undo::at_once(entry, &replayed, &schema, dialect);
        schema = replayed.after.clone();
        if nodes.contains(&node) {
            steps.push(up(graph, node, replayed, undo));
        }
    }
    Ok(Plan { dialect, chain: graph.chain().to_owned(), steps })
}

/// Replays the whole chain and undoes it again on paper.
///
/// # Errors
///
/// When a revision cannot be replayed, or its downgrade does not lead back. An operation that nothing undoes is no
/// error here, but when a downgrade asks for it.
pub fn prove(graph: &Graph, dialect: Dialect) -> Result<(), PlanError> {
    let mut schema = Schema::default();
    for node in graph.nodes() {
        let entry = graph.entry(node);
        let replayed = replay::revision(entry, &schema, dialect, graph.prefix())?;
        match undo::make(entry, &replayed, &schema, &replayed.after, dialect) {
            Ok(_) | Err(PlanError::Irreversible { .. }) => {}
            Err(error) => return Err(error),
        }
        schema = replayed.after;
    }
    Ok(())
}

fn up(
    graph: &Graph,
    node: Node,
    replayed: Replayed,
    undo: Result<Vec<PlannedOperation>, PlanError>,
) -> PlannedStep {
    let Replayed { operations, after: _, hash, journal, prefix: _ } = replayed;
    let entry = graph.entry(node);
    PlannedStep {
        entry: ledger_entry(graph, entry, hash, journal),
        site: entry.site,
        direction: StepDirection::Up,
        operations,
        undo: Some(undo),
    }
}

fn down(graph: &Graph, node: Node, replayed: &Replayed, operations: Vec<PlannedOperation>) -> PlannedStep {
    let entry = graph.entry(node);
    let journal = operations.iter().map(|planned| replay::short_hash(&planned.operation)).collect();
    PlannedStep {
        entry: ledger_entry(graph, entry, replayed.hash.clone(), journal),
        site: entry.site,
        direction: StepDirection::Down,
        operations,
        undo: None,
    }
}

fn ledger_entry(graph: &Graph, entry: &Entry, hash: String, journal: Vec<String>) -> LedgerEntry {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    LedgerEntry {
        chain: graph.chain().to_owned(),
        revision: entry.id.to_owned(),
        parents: owned(entry.down),
        depends_on: owned(entry.depends_on),
        message: entry.message.lines().next().unwrap_or_default().to_owned(),
        hash,
        journal,
        downgrade: None,
    }
}
