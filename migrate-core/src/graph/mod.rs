//! The graph of a chain's revisions: order, heads, and the way from what is applied to a target.
//!
//! It knows no operations, no SQL and no database.

mod applied;
mod build;
mod error;
mod route;
mod stamp;
mod target;

use std::collections::BTreeSet;

use crate::registry::Entry;

pub use applied::Applied;
pub use build::build;
pub use error::{GraphError, RouteError};
pub use route::{Route, StepDirection};
pub use stamp::Stamp;
pub use target::{Goal, Target, TargetError};

/// A revision's place in a graph: its number in the order of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(usize);

/// The revisions of a chain, in one fixed order in which every revision stands behind its parents and what it
/// depends on.
#[derive(Clone, Debug)]
pub struct Graph {
    chain: &'static str,
    revisions: Vec<Revision>,
    /// The ids, sorted, with their nodes.
    ids: Vec<(&'static str, Node)>,
}

#[derive(Clone, Debug)]
struct Revision {
    entry: &'static Entry,
    parents: Vec<Node>,
    depends_on: Vec<Node>,
    children: Vec<Node>,
    dependents: Vec<Node>,
}

impl Graph {
    /// The chain's name.
    pub fn chain(&self) -> &'static str {
        self.chain
    }

    /// The nodes, in the order of the chain.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node> + use<> {
        (0..self.revisions.len()).map(Node)
    }

    /// The node of an id.
    pub fn find(&self, id: &str) -> Option<Node> {
        let at = self.ids.binary_search_by_key(&id, |(id, _)| id).ok()?;
        Some(self.ids[at].1)
    }

    /// What is registered of a revision.
    pub fn entry(&self, node: Node) -> &'static Entry {
        self.revision(node).entry
    }

    /// The parents of a revision, as the author wrote them.
    pub fn parents(&self, node: Node) -> &[Node] {
        &self.revision(node).parents
    }

    /// The revisions whose parent this one is, in the order of the chain.
    pub fn children(&self, node: Node) -> &[Node] {
        &self.revision(node).children
    }

    /// The revisions without children, in the order of the chain.
    pub fn heads(&self) -> Vec<Node> {
        self.nodes().filter(|node| self.revision(*node).children.is_empty()).collect()
    }

    fn revision(&self, node: Node) -> &Revision {
        &self.revisions[node.0]
    }

    /// The nodes and all that must be applied before them.
    fn ancestors(&self, of: impl IntoIterator<Item = Node>) -> BTreeSet<Node> {
        self.closure(of, |revision| revision.parents.iter().chain(&revision.depends_on))
    }

    /// These revisions and all that must be applied before them, in the order of the chain.
    pub fn ancestors_of(&self, nodes: &[Node]) -> impl Iterator<Item = Node> + use<> {
        self.ancestors(nodes.iter().copied()).into_iter()
    }

    /// The nodes and all that must be undone before them.
    fn descendants(&self, of: impl IntoIterator<Item = Node>) -> BTreeSet<Node> {
        self.closure(of, |revision| revision.children.iter().chain(&revision.dependents))
    }

    fn closure<'a, I>(
        &'a self,
        of: impl IntoIterator<Item = Node>,
        next: impl Fn(&'a Revision) -> I,
    ) -> BTreeSet<Node>
    where
        I: Iterator<Item = &'a Node>,
    {
        let mut found = BTreeSet::new();
        let mut waiting = of.into_iter().collect::<Vec<_>>();
        while let Some(node) = waiting.pop() {
            if found.insert(node) {
                waiting.extend(next(self.revision(node)));
            }
        }
        found
    }

    fn ids_of(&self, nodes: impl IntoIterator<Item = Node>) -> Vec<String> {
        nodes.into_iter().map(|node| self.entry(node).id.to_owned()).collect()
    }
}

#[cfg(test)]
mod tests;
