//! What the ledger says of a chain.

use std::collections::BTreeMap;

use super::{Graph, Node};
use crate::ledger::{LedgerRow, State};

/// What the ledger says of a chain.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// For each node whether it is applied, or applied and half undone; what is beyond the end is not.
    nodes: Vec<bool>,
    /// Begun and not finished, with the direction.
    unfinished: BTreeMap<Node, State>,
    /// Ids that the graph does not have, sorted.
    unknown: Vec<String>,
    /// Those of them that are half applied, sorted.
    unknown_half: Vec<String>,
}

impl Applied {
    /// Sorts a chain's rows of the ledger into its graph; rows of other chains are left out.
    pub fn new(graph: &Graph, rows: &[LedgerRow]) -> Self {
        let mut applied = Self { nodes: vec![false; graph.entries.len()], ..Self::default() };
        for row in rows.iter().filter(|row| row.chain == graph.chain) {
            let Some(node) = graph.find(&row.revision) else {
                applied.unknown.push(row.revision.clone());
                match row.state {
                    State::Done | State::Undo => {}
                    State::Intent => applied.unknown_half.push(row.revision.clone()),
                }
                continue;
            };
            match row.state {
                State::Done => {
                    applied.insert(node);
                }
                State::Intent => {
                    applied.unfinished.insert(node, State::Intent);
                }
                State::Undo => {
                    applied.insert(node);
                    applied.unfinished.insert(node, State::Undo);
                }
            }
        }
        applied.unknown.sort();
        applied.unknown_half.sort();
        applied
    }

    /// Whether a revision is applied. One that is half undone is; one that is half applied is not.
    pub fn contains(&self, node: Node) -> bool {
        self.nodes.get(node.0).is_some_and(|applied| *applied)
    }

    /// The applied revisions, in the order of the chain.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node> {
        self.nodes.iter().enumerate().filter(|(_, applied)| **applied).map(|(node, _)| Node(node))
    }

    /// The revisions that were begun and not finished: [`State::Intent`] for half applied, [`State::Undo`] for half
    /// undone.
    pub fn unfinished(&self) -> impl Iterator<Item = (Node, State)> {
        self.unfinished.iter().map(|(node, state)| (*node, *state))
    }

    /// The ids in the ledger that the graph does not have, sorted.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Those of [`unknown`](Self::unknown) that are half applied, sorted.
    pub fn half_applied(&self) -> &[String] {
        &self.unknown_half
    }

    /// The one id in the ledger that the graph does not have and that is this, or starts so.
    pub fn find_unknown(&self, name: &str) -> Option<&str> {
        let started = |id: &&String| !name.is_empty() && id.starts_with(name);
        match self.unknown.iter().filter(started).collect::<Vec<_>>().as_slice() {
            [one] => Some(one),
            // The shortest stands first.
            [first, ..] if first.as_str() == name => Some(first),
            _ => None,
        }
    }

    /// The applied revisions that no applied one has as its parent, in the order of the chain.
    pub fn heads(&self, graph: &Graph) -> Vec<Node> {
        let has_child = |node: Node| graph.children(node).iter().any(|child| self.contains(*child));
        self.nodes().filter(|node| !has_child(*node)).collect()
    }

    /// The same without these.
    pub(crate) fn without(&self, graph: &Graph, ids: &[&str]) -> Self {
        let mut left = self.clone();
        for node in ids.iter().filter_map(|id| graph.find(id)) {
            left.remove(node);
        }
        left.unknown.retain(|id| !ids.contains(&id.as_str()));
        left.unknown_half.retain(|id| !ids.contains(&id.as_str()));
        left
    }

    pub(super) fn insert(&mut self, node: Node) {
        if self.nodes.len() <= node.0 {
            self.nodes.resize(node.0 + 1, false);
        }
        self.nodes[node.0] = true;
    }

    pub(super) fn remove(&mut self, node: Node) {
        if let Some(applied) = self.nodes.get_mut(node.0) {
            *applied = false;
        }
    }
}
