//! Several chains in one database: each with a graph and heads of its own, in an order in which every chain stands behind
//! those that it depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Applied, Goal, Graph, Node, Others, Place, Route, RouteError, Stamp, StepDirection, Target};

/// The graphs of the chains that a run has to do with, each behind those that it depends on.
#[derive(Clone, Debug)]
pub struct Chains {
    graphs: Vec<Arc<Graph>>,
    /// Which of them were asked for.
    asked: Vec<usize>,
}

/// The way of several chains: for each of them the revisions to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainsRoute {
    /// The chains' places, in the order in which they run, with the way of each. Those without a step are left out.
    pub routes: Vec<(usize, Route)>,
}

impl ChainsRoute {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }

    /// What is applied behind it, where this is applied before.
    pub fn leads_to(&self, mut applied: Vec<Applied>) -> Vec<Applied> {
        for (chain, route) in &self.routes {
            applied[*chain] = route.leads_to(std::mem::take(&mut applied[*chain]));
        }
        applied
    }
}

impl Chains {
    /// Chains, given in any order, of which those of these names were asked for.
    pub fn new(graphs: impl IntoIterator<Item = Arc<Graph>>, asked: &[&str]) -> Self {
        let mut waiting = graphs.into_iter().collect::<Vec<_>>();
        waiting.sort_by_key(|graph| graph.chain());
        let mut sorted = Vec::<Arc<Graph>>::with_capacity(waiting.len());
        for graph in &waiting {
            place(graph, &waiting, &mut sorted);
        }
        let is_asked = |at: &usize| asked.contains(&sorted[*at].chain());
        let asked = (0..sorted.len()).filter(is_asked).collect();
        Self { graphs: sorted, asked }
    }

    /// The chains, each behind those that it depends on.
    pub fn graphs(&self) -> &[Arc<Graph>] {
        &self.graphs
    }

    /// The places of the chains that were asked for.
    pub fn asked(&self) -> &[usize] {
        &self.asked
    }

    /// The graphs of the chains that were asked for.
    pub fn asked_graphs(&self) -> impl Iterator<Item = &Arc<Graph>> {
        self.asked.iter().map(|at| &self.graphs[*at])
    }

    /// The place of a chain.
    pub fn position(&self, chain: &str) -> Option<usize> {
        self.graphs.iter().position(|graph| graph.chain() == chain)
    }

    /// Sorts the ledger's rows into the graphs.
    pub fn applied(&self, rows: &[crate::ledger::LedgerRow]) -> Vec<Applied> {
        self.graphs.iter().map(|graph| Applied::new(graph, rows)).collect()
    }

    /// The way of the chains that were asked for to a goal. What their revisions depend on in other chains comes with
    /// them; what depends on a revision that is undone goes before it.
    ///
    /// # Errors
    ///
    /// As [`Graph::route`] has, for every chain that would be changed.
    pub fn route(&self, applied: &[Applied], goal: &Goal) -> Result<ChainsRoute, RouteError> {
        let (Goal::Downgrade(target) | Goal::Upgrade(target)) = goal;
        self.require_common(target)?;
        let mut steps = vec![BTreeSet::new(); self.graphs.len()];
        for at in &self.asked {
            let route = self.graphs[*at].route(&applied[*at], goal);
            let route = route.map_err(|error| self.hole_in(*at, error))?;
            steps[*at].extend(route.steps().iter().map(|(node, _)| *node));
        }
        let direction = match goal {
            Goal::Downgrade(_) => {
                self.add_dependents(applied, &mut steps);
                StepDirection::Down
            }
            Goal::Upgrade(_) => {
                self.add_needs(applied, &mut steps);
                for (at, nodes) in steps.iter().enumerate() {
                    let whole = self.graphs[at].require_no_hole(&applied[at], nodes);
                    whole.map_err(|error| self.hole_in(at, error))?;
                }
                self.require_no_hole(applied, &steps)?;
                StepDirection::Up
            }
        };
        let mut routes = Vec::new();
        for (at, nodes) in steps.into_iter().enumerate().filter(|(_, nodes)| !nodes.is_empty()) {
            self.graphs[at].require_clear(&applied[at], direction)?;
            routes.push((at, Route::of(nodes, direction)));
        }
        if direction == StepDirection::Down {
            routes.reverse();
        }
        Ok(ChainsRoute { routes })
    }

    /// What makes the ledger say that the targets are applied in the chains that were asked for: what those depend on in
    /// other chains is too, and what depends on what no longer is goes with it. A stamp for each chain.
    ///
    /// # Errors
    ///
    /// As [`Graph::stamp`] has.
    pub fn stamp(
        &self,
        applied: &[Applied],
        targets: &[Target],
        others: Others,
    ) -> Result<Vec<Stamp>, RouteError> {
        for target in targets {
            self.require_common(target)?;
        }
        let mut stamps = vec![Stamp::default(); self.graphs.len()];
        for at in &self.asked {
            stamps[*at] = self.graphs[*at].stamp(&applied[*at], targets, others)?;
        }
        let set = |nodes: fn(&Stamp) -> &Vec<Node>| {
            stamps.iter().map(|stamp| nodes(stamp).iter().copied().collect()).collect::<Vec<BTreeSet<_>>>()
        };
        let (mut insert, mut delete) = (set(|stamp| &stamp.insert), set(|stamp| &stamp.delete));
        self.add_needs(applied, &mut insert);
        let gone = delete.iter().zip(&insert).map(|(delete, insert)| delete - insert).collect::<Vec<_>>();
        let mut all_gone = gone.clone();
        self.add_dependents(applied, &mut all_gone);
        for (at, stamp) in stamps.iter_mut().enumerate() {
            delete[at].extend(all_gone[at].difference(&gone[at]));
            insert[at].retain(|node| !all_gone[at].contains(node) || gone[at].contains(node));
            stamp.insert = std::mem::take(&mut insert[at]).into_iter().collect();
            stamp.delete = std::mem::take(&mut delete[at]).into_iter().rev().collect();
        }
        Ok(stamps)
    }

    /// Refuses a target that names a revision where several chains were asked for.
    fn require_common(&self, target: &Target) -> Result<(), RouteError> {
        let is_common = match &target.place {
            Place::Base | Place::Current | Place::Head | Place::Heads => target.branch.is_none(),
            Place::Named(_) => false,
        };
        if is_common || self.asked.len() < 2 {
            return Ok(());
        }
        Err(RouteError::ManyChains {
            target: target.to_string(),
            chains: self.asked_graphs().map(|graph| graph.chain().to_owned()).collect(),
        })
    }

    /// Adds what revisions that are to be applied depend on in other chains, and is not applied.
    pub(super) fn add_needs(&self, applied: &[Applied], steps: &mut [BTreeSet<Node>]) {
        for at in (0..self.graphs.len()).rev() {
            for node in steps[at].clone() {
                for (below, need) in self.graphs[at].needs(node) {
                    if let Some(other) = self.position(below.chain()) {
                        let before = below.ancestors_of(&[need]);
                        steps[other].extend(before.filter(|node| !applied[other].contains(*node)));
                    }
                }
            }
        }
    }

    /// What the revisions of a route depend on in chains that are not here: their names, each with the ids of those revisions
    /// that no other of them stands on.
    pub(crate) fn needs_outside(&self, route: &ChainsRoute) -> Vec<(String, Vec<String>)> {
        let mut needed = BTreeMap::<&str, (&Graph, BTreeSet<Node>)>::new();
        for (at, route) in &route.routes {
            let graph = &self.graphs[*at];
            for (below, need) in route.steps().iter().flat_map(|(node, _)| graph.needs(*node)) {
                if self.position(below.chain()).is_none() {
                    needed.entry(below.chain()).or_insert((below, BTreeSet::new())).1.insert(need);
                }
            }
        }
        let tips = |(chain, (graph, nodes)): (&str, (&Graph, BTreeSet<Node>))| {
            let is_tip = |node: &Node| {
                let mut others = nodes.iter().filter(|other| *other != node);
                !others.any(|other| graph.ancestors([*other]).contains(node))
            };
            (chain.to_owned(), graph.ids_of(nodes.iter().copied().filter(is_tip)))
        };
        needed.into_iter().map(tips).collect()
    }

    /// What would undo applied revisions that depend on others and stay: what to type, for each chain of them that is here.
    pub(crate) fn ways_to_undo(&self, applied: &[Applied], by: &BTreeSet<String>) -> Vec<String> {
        let mut ways = Vec::new();
        for (at, graph) in self.graphs.iter().enumerate() {
            let of_chain = by.iter().filter_map(|one| one.strip_prefix(graph.chain())?.strip_prefix(':'));
            let (known, unknown) = of_chain.partition::<Vec<_>, _>(|id| graph.find(id).is_some());
            if let Some(first) = known.iter().filter_map(|id| graph.find(id)).min() {
                let back = graph.applied_parent(&applied[at], first);
                let back = back.as_deref().unwrap_or("base");
                ways.push(format!("downgrade --chain {} {back}", graph.chain()));
            } else if !unknown.is_empty() {
                ways.push(format!("downgrade --stored --chain {} {}", graph.chain(), unknown.join(" ")));
            }
        }
        ways
    }

    /// Adds what is applied in other chains and depends on revisions that are to be undone.
    pub(super) fn add_dependents(&self, applied: &[Applied], steps: &mut [BTreeSet<Node>]) {
        for (at, graph) in self.graphs.iter().enumerate() {
            let goes = |node: &Node| {
                graph.needs(*node).any(|(below, need)| {
                    self.position(below.chain()).is_some_and(|other| steps[other].contains(&need))
                })
            };
            let gone = applied[at].nodes().filter(goes).collect::<Vec<_>>();
            let gone = graph.descendants(gone).into_iter().filter(|node| applied[at].contains(*node));
            let gone = gone.collect::<Vec<_>>();
            steps[at].extend(gone);
        }
    }
}

/// Puts a chain behind those of the others that it depends on.
fn place(graph: &Arc<Graph>, all: &[Arc<Graph>], sorted: &mut Vec<Arc<Graph>>) {
    if sorted.iter().any(|placed| placed.chain() == graph.chain()) {
        return;
    }
    for below in graph.below() {
        if let Some(below) = all.iter().find(|other| other.chain() == below.chain()) {
            place(below, all, sorted);
        }
    }
    sorted.push(Arc::clone(graph));
}
