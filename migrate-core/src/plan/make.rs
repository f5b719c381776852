//! Making a plan: the route's revisions replayed on what is applied.

use std::collections::BTreeMap;

use super::{Plan, PlanError, PlannedOperation, PlannedStep, StepDirection, undo};
use crate::graph::{Applied, Chains, ChainsRoute, Graph, Node, Route};
use crate::ledger::LedgerEntry;
use crate::replay::{self, Replayed, Walk};
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
    let mut all = Vec::with_capacity(route.steps().len());
    steps(graph, applied, route, dialect, WayBack::Kept, &mut |step| all.push(step))?;
    Ok(Plan { dialect, chain: graph.chain().to_owned(), steps: all })
}

/// Whether a plan says what would undo its steps: the ledger keeps it, and who only looks needs it not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayBack {
    /// It does.
    Kept,
    /// It does not.
    LeftOut,
}

/// Makes the plan of the routes of several chains.
///
/// # Errors
///
/// As [`make`] has, and when two chains make something of one name.
pub fn make_all(
    chains: &Chains,
    applied: &[Applied],
    route: &ChainsRoute,
    dialect: Dialect,
    way_back: WayBack,
) -> Result<Plan, PlanError> {
    let mut steps = Vec::new();
    make_each(chains, applied, route, dialect, way_back, &mut |step| steps.push(step))?;
    Ok(Plan { dialect, chain: asked(chains), steps })
}

/// Makes the plan of the routes of several chains, and gives each step away as soon as it is made: they are those of a plan
/// unless there is an error in the end.
///
/// # Errors
///
/// As [`make_all`] has.
pub(crate) fn make_each(
    chains: &Chains,
    applied: &[Applied],
    route: &ChainsRoute,
    dialect: Dialect,
    way_back: WayBack,
    take: &mut dyn FnMut(PlannedStep),
) -> Result<(), PlanError> {
    let mut stuck = Vec::new();
    let mut names = Names::default();
    for (at, route) in &route.routes {
        match steps(&chains.graphs()[*at], &applied[*at], route, dialect, way_back, take) {
            // One chain alone shares its names with none.
            Ok(_) if chains.graphs().len() == 1 => {}
            Ok(schema) => names.add(chains.graphs()[*at].chain(), &schema)?,
            Err(PlanError::Irreversible { operations }) => stuck.extend(operations),
            Err(error) => return Err(error),
        }
    }
    for (at, graph) in chains.graphs().iter().enumerate() {
        let runs = route.routes.iter().any(|(other, _)| *other == at);
        if !runs && chains.graphs().len() > 1 && applied[at].nodes().next().is_some() {
            let schema = replay::schema(graph, applied[at].nodes(), dialect)?;
            names.add(graph.chain(), &schema)?;
        }
    }
    if stuck.is_empty() { Ok(()) } else { Err(PlanError::Irreversible { operations: stuck }) }
}

/// The names of the chains that were asked for.
pub(crate) fn asked(chains: &Chains) -> String {
    chains.asked_graphs().map(|graph| graph.chain()).collect::<Vec<_>>().join(", ")
}

/// What chains have made, by kind and name.
#[derive(Default)]
struct Names(BTreeMap<(&'static str, String), String>);

impl Names {
    /// Adds what a chain has made, as far as no other has.
    fn add(&mut self, chain: &str, schema: &Schema) -> Result<(), PlanError> {
        for (what, name) in schema.own_names() {
            let other = self.0.insert((what, name.clone()), chain.to_owned());
            if let Some(other) = other {
                let chains = [other, chain.to_owned()];
                return Err(PlanError::MadeTwice { what, name, chains });
            }
        }
        Ok(())
    }
}

/// Makes the steps of a route, and the schema behind them.
fn steps(
    graph: &Graph,
    applied: &Applied,
    route: &Route,
    dialect: Dialect,
    way_back: WayBack,
    take: &mut dyn FnMut(PlannedStep),
) -> Result<Schema, PlanError> {
    let goes_down = |node: Node| route.steps().contains(&(node, StepDirection::Down));
    let mut walk = Walk::new(graph, dialect);
    let mut pasts = BTreeMap::<Node, Past>::new();
    for node in applied.nodes() {
        walk.reach(node)?;
        if goes_down(node) {
            let before = walk.schema.clone();
            let replayed = walk.replay(node)?;
            walk.schema = replayed.after.clone();
            pasts.insert(node, Past { before, replayed });
        } else {
            walk.apply(node)?;
        }
    }
    let mut stuck = Vec::new();
    for (node, direction) in route.steps() {
        let entry = graph.entry(*node);
        match (direction, pasts.remove(node)) {
            (StepDirection::Down, Some(past)) => {
                match undo::make(entry, &past.replayed, &past.before, &walk.schema, dialect) {
                    Ok((operations, after)) => {
                        walk.schema = after;
                        take(down(graph, *node, &past.replayed, operations));
                    }
                    // All that is stuck is told at once; what is under it is looked at as if it were undone.
                    Err(PlanError::Irreversible { operations }) => {
                        stuck.extend(operations);
                        walk.schema = past.before;
                    }
                    Err(error) => return Err(error),
                }
            }
            (StepDirection::Down | StepDirection::Up, _) => {
                walk.reach(*node)?;
                let replayed = walk.replay(*node)?;
                let undo = match way_back {
                    WayBack::Kept => Some(undo::at_once(entry, &replayed, &walk.schema, dialect)),
                    WayBack::LeftOut => None,
                };
                walk.schema = replayed.after.clone();
                take(up(graph, *node, replayed, undo));
            }
        }
    }
    if stuck.is_empty() { Ok(walk.schema) } else { Err(PlanError::Irreversible { operations: stuck }) }
}

/// The steps of revisions that a stamp lets count as applied, for their ledger entries. Nothing of them runs.
///
/// # Errors
///
/// When a revision cannot be replayed.
pub fn entries(graph: &Graph, nodes: &[Node], dialect: Dialect) -> Result<Plan, PlanError> {
    let mut walk = Walk::new(graph, dialect);
    let mut steps = Vec::with_capacity(nodes.len());
    for node in graph.ancestors_of(nodes) {
        walk.reach(node)?;
        let entry = graph.entry(node);
        let replayed = walk.replay(node)?;
        let undo = undo::at_once(entry, &replayed, &walk.schema, dialect);
        walk.schema = replayed.after.clone();
        if nodes.contains(&node) {
            steps.push(up(graph, node, replayed, Some(undo)));
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
    let mut walk = Walk::new(graph, dialect);
    for node in graph.nodes() {
        walk.reach(node)?;
        let entry = graph.entry(node);
        let replayed = walk.replay(node)?;
        match undo::make(entry, &replayed, &walk.schema, &replayed.after, dialect) {
            Ok(_) | Err(PlanError::Irreversible { .. }) => {}
            Err(error) => return Err(error),
        }
        walk.schema = replayed.after;
    }
    Ok(())
}

fn up(
    graph: &Graph,
    node: Node,
    replayed: Replayed,
    undo: Option<Result<Vec<PlannedOperation>, PlanError>>,
) -> PlannedStep {
    let Replayed { operations, after: _, hash, journal, names } = replayed;
    let entry = graph.entry(node);
    PlannedStep {
        entry: ledger_entry(graph, node, hash, journal),
        site: entry.site,
        direction: StepDirection::Up,
        operations,
        names,
        undo,
    }
}

fn down(graph: &Graph, node: Node, replayed: &Replayed, operations: Vec<PlannedOperation>) -> PlannedStep {
    let entry = graph.entry(node);
    let journal = operations.iter().map(|planned| replay::short_hash(&planned.operation)).collect();
    PlannedStep {
        entry: ledger_entry(graph, node, replayed.hash.clone(), journal),
        site: entry.site,
        direction: StepDirection::Down,
        operations,
        names: replayed.names.clone(),
        undo: None,
    }
}

fn ledger_entry(graph: &Graph, node: Node, hash: String, journal: Vec<String>) -> LedgerEntry {
    let entry = graph.entry(node);
    LedgerEntry {
        chain: graph.chain().to_owned(),
        revision: entry.id.to_owned(),
        parents: entry.down.iter().map(|id| (*id).to_owned()).collect(),
        depends_on: graph.dependencies(node),
        message: entry.message.lines().next().unwrap_or_default().to_owned(),
        hash,
        journal,
        downgrade: None,
    }
}
