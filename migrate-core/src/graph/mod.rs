//! The graph of a chain's revisions: order, heads, and the way from what is applied to a target.
//!
//! It knows no operations, no SQL and no database.

mod applied;
mod branch;
mod build;
mod chains;
mod error;
mod help;
mod hole;
mod ids;
mod lists;
mod near;
mod range;
mod resolve;
mod route;
mod stamp;
mod stored;
mod target;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::name::Prefix;
use crate::registry::Entry;

use ids::Ids;
use lists::Lists;

pub use applied::Applied;
pub use branch::Labels;
pub use build::{build, build_on};
pub use chains::{Chains, ChainsRoute};
pub use error::{GraphError, RouteError};
pub use hole::Hole;
pub use route::{Route, StepDirection};
pub use stamp::{Others, Stamp};
pub use target::{Goal, Place, Range, Target, TargetError, TargetFault};

/// A revision's place in a graph: its number in the order of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(usize);

/// The revisions of a chain, in one fixed order in which every revision stands behind its parents and what it
/// depends on.
#[derive(Clone, Debug)]
pub struct Graph {
    chain: &'static str,
    /// What stands before the names of all that the revisions make.
    prefix: Prefix,
    /// What is registered of each node.
    entries: Vec<&'static Entry>,
    parents: Lists<Node>,
    depends_on: Lists<Node>,
    children: Lists<Node>,
    dependents: Lists<Node>,
    ids: Ids,
    /// The nodes of the sorted ids.
    places: Vec<Node>,
    /// The chains that this one depends on, sorted by name.
    below: Vec<Arc<Graph>>,
    /// What revisions depend on in them, by their place in `below`.
    needs: BTreeMap<Node, Vec<(usize, Node)>>,
}

impl Graph {
    /// The chain's name.
    pub fn chain(&self) -> &'static str {
        self.chain
    }

    /// What stands before the names of all that the revisions make.
    pub fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    /// The same for a database in which all names have a prefix.
    #[must_use]
    pub fn with_prefix(self, prefix: Prefix) -> Self {
        Self { prefix, ..self }
    }

    /// The nodes, in the order of the chain.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node> + use<> {
        (0..self.entries.len()).map(Node)
    }

    /// The node of an id.
    pub fn find(&self, id: &str) -> Option<Node> {
        self.ids.find(id).map(|place| self.places[place])
    }

    /// What is registered of a revision.
    pub fn entry(&self, node: Node) -> &'static Entry {
        self.entries[node.0]
    }

    /// The parents of a revision, as the author wrote them.
    pub fn parents(&self, node: Node) -> &[Node] {
        self.parents.of(node.0)
    }

    /// The revisions whose parent this one is, in the order of the chain.
    pub fn children(&self, node: Node) -> &[Node] {
        self.children.of(node.0)
    }

    /// What a revision depends on beside its parents, as the author wrote it.
    pub fn depends_on(&self, node: Node) -> &[Node] {
        self.depends_on.of(node.0)
    }

    /// The revisions that depend on this one without being its children, in the order of the chain.
    pub fn dependents(&self, node: Node) -> &[Node] {
        self.dependents.of(node.0)
    }

    /// The chains that revisions of this one depend on, sorted by name.
    pub fn below(&self) -> &[Arc<Self>] {
        &self.below
    }

    /// What a revision depends on in other chains, as the author wrote it.
    pub fn needs(&self, node: Node) -> impl Iterator<Item = (&Self, Node)> {
        let needs = self.needs.get(&node).into_iter().flatten();
        needs.map(|(chain, node)| (&*self.below[*chain], *node))
    }

    /// What a revision depends on beside its parents, as the ledger keeps it: ids, those of other chains behind their
    /// chain's name and a colon.
    pub fn dependencies(&self, node: Node) -> Vec<String> {
        let entry = self.entry(node);
        let own = entry.depends_on.iter().map(|id| (*id).to_owned());
        own.chain(entry.needs.iter().map(ToString::to_string)).collect()
    }

    /// The revisions without parents, in the order of the chain.
    pub fn bases(&self) -> Vec<Node> {
        self.nodes().filter(|node| self.parents(*node).is_empty()).collect()
    }

    /// The revisions without children, in the order of the chain.
    pub fn heads(&self) -> Vec<Node> {
        self.nodes().filter(|node| self.children(*node).is_empty()).collect()
    }

    /// Whether nothing continues a revision, while others depend on it: a head that comes with theirs.
    pub fn is_effective_head(&self, node: Node) -> bool {
        self.children(node).is_empty() && !self.dependents(node).is_empty()
    }

    /// What must be applied before a revision.
    fn before(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        self.parents.of(node.0).iter().chain(self.depends_on.of(node.0)).copied()
    }

    /// What must be undone before a revision is.
    fn behind(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        self.children.of(node.0).iter().chain(self.dependents.of(node.0)).copied()
    }

    /// The nodes and all that must be applied before them.
    fn ancestors(&self, of: impl IntoIterator<Item = Node>) -> BTreeSet<Node> {
        closure(of, |node| self.before(node))
    }

    /// These revisions and all that must be applied before them, in the order of the chain.
    pub fn ancestors_of(&self, nodes: &[Node]) -> impl Iterator<Item = Node> + use<> {
        self.ancestors(nodes.iter().copied()).into_iter()
    }

    /// The nodes and all that must be undone before them.
    fn descendants(&self, of: impl IntoIterator<Item = Node>) -> BTreeSet<Node> {
        closure(of, |node| self.behind(node))
    }

    fn ids_of(&self, nodes: impl IntoIterator<Item = Node>) -> Vec<String> {
        nodes.into_iter().map(|node| self.entry(node).id.to_owned()).collect()
    }
}

/// Nodes and all that they lead to.
fn closure<I: Iterator<Item = Node>>(
    of: impl IntoIterator<Item = Node>,
    next: impl Fn(Node) -> I,
) -> BTreeSet<Node> {
    let mut found = BTreeSet::new();
    let mut waiting = of.into_iter().collect::<Vec<_>>();
    while let Some(node) = waiting.pop() {
        if found.insert(node) {
            waiting.extend(next(node));
        }
    }
    found
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
