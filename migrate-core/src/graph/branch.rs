//! Branches: what a label, or a revision in its place, stands for.

use std::collections::BTreeSet;

use super::{Graph, Node, RouteError, closure, near};

/// A branch, as it was named.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// The label, or the id of the revision that stands for it.
    pub(super) name: String,
    /// The first revision that is the branch's own.
    pub(super) start: Node,
    /// All that lead to the branch, its own, and all that follow it: who goes along the branch stays on these.
    pub(super) line: BTreeSet<Node>,
    /// The branch's own, and all that follow it.
    pub(super) members: BTreeSet<Node>,
}

impl Branch {
    pub(super) fn has(&self, node: Node) -> bool {
        self.members.contains(&node)
    }

    pub(super) fn leads(&self, node: Node) -> bool {
        self.line.contains(&node)
    }
}

impl Graph {
    /// The branch of a label, or the one that a revision is on.
    pub(super) fn branch(&self, name: &str) -> Result<Branch, RouteError> {
        let node = match self.labelled(name).or_else(|| self.find(name)) {
            Some(node) => node,
            None => match self.started(name).as_slice() {
                [] => return Err(self.unknown_branch(name)),
                [node] => *node,
                several => return Err(self.ambiguous_prefix(name, several)),
            },
        };
        let start = self.start(node);
        let members = closure([start], |node| self.children(node).iter().copied());
        let mut line = closure([node], |node| self.parents(node).iter().copied());
        line.extend(closure([node], |node| self.children(node).iter().copied()));
        let name = self.entry(node).branch.unwrap_or(self.entry(node).id).to_owned();
        Ok(Branch { name, start, line, members })
    }

    /// The revision that has a label.
    pub(super) fn labelled(&self, label: &str) -> Option<Node> {
        self.nodes().find(|node| self.entry(*node).branch == Some(label))
    }

    /// The first revision of the branch that a revision is on: behind a fork, a merge, or nothing.
    fn start(&self, of: Node) -> Node {
        let mut start = of;
        while let [parent] = self.parents(start)
            && self.children(*parent).len() == 1
            && self.parents(*parent).len() < 2
        {
            start = *parent;
        }
        start
    }

    /// The labels that exist, in the order of the chain.
    fn all_labels(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.nodes().filter_map(|node| self.entry(node).branch)
    }

    /// For each revision the labels of the branches that it is on and that are not merged yet: from behind the fork or
    /// merge before the label on, up to the next merge.
    pub fn labels(&self) -> Labels {
        let mut labels = vec![Vec::new(); self.entries.len()];
        for node in self.nodes() {
            if let Some(label) = self.entry(node).branch {
                let mut at = node;
                let start = self.start(node);
                while at != start {
                    at = self.parents(at)[0];
                    labels[at.0].push(label);
                }
            }
        }
        for node in self.nodes() {
            let own = self.entry(node).branch;
            let inherited = match self.parents(node) {
                [parent] => labels[parent.0].clone(),
                _ => Vec::new(),
            };
            for label in inherited.into_iter().chain(own) {
                if !labels[node.0].contains(&label) {
                    labels[node.0].push(label);
                }
            }
        }
        Labels(labels)
    }

    fn unknown_branch(&self, name: &str) -> RouteError {
        let names = self.all_labels().chain(self.ids.as_slice().iter().copied());
        RouteError::UnknownBranch {
            chain: self.chain.to_owned(),
            branch: name.to_owned(),
            near: near::nearest(name, names),
            labels: self.all_labels().map(str::to_owned).collect(),
            elsewhere: self
                .below()
                .iter()
                .filter(|below| below.chain() == name || below.branch(name).is_ok())
                .map(|below| below.chain().to_owned())
                .collect(),
        }
    }
}

/// The labels of all revisions of a graph.
#[derive(Clone, Debug)]
pub struct Labels(Vec<Vec<&'static str>>);

impl Labels {
    /// The labels of a revision, the older branch's first.
    pub fn of(&self, node: Node) -> &[&'static str] {
        &self.0[node.0]
    }
}
