//! Holes in what is applied: revisions that are not, while others that stand on them are.
//!
//! A revision that is put between two applied ones makes one, and so does a ledger that was written by hand.

use std::collections::BTreeSet;

use super::{Applied, Chains, Graph, Node, RouteError};

impl Graph {
    /// The revisions that are not applied while one that stands on them or depends on them is, half of it too, in the order
    /// of the chain.
    pub fn holes(&self, applied: &Applied) -> Vec<Node> {
        let begun = self.begun(applied);
        let below = self.ancestors(begun.iter().copied());
        below.into_iter().filter(|node| !begun.contains(node)).collect()
    }

    /// What is applied, and what is half applied.
    fn begun(&self, applied: &Applied) -> BTreeSet<Node> {
        applied.nodes().chain(applied.unfinished().map(|(node, _)| node)).collect()
    }

    /// Refuses to apply revisions behind those that stand on them.
    pub(super) fn require_no_hole(
        &self,
        applied: &Applied,
        wanted: &BTreeSet<Node>,
    ) -> Result<(), RouteError> {
        let missing = self.holes(applied);
        if missing.iter().all(|node| !wanted.contains(node)) {
            return Ok(());
        }
        let begun = self.begun(applied);
        let above = self.descendants(missing.iter().copied());
        let first = begun.iter().copied().filter(|node| {
            above.contains(node) && self.before(*node).any(|before| missing.contains(&before))
        });
        let standing = first.collect::<Vec<_>>();
        let half = applied.unfinished().map(|(node, _)| node).find(|node| above.contains(node));
        let heads = applied.heads(self).into_iter().filter(|head| above.contains(head));
        Err(RouteError::Hole {
            chains: None,
            missing: self.ids_of(missing),
            back: standing.first().and_then(|node| self.applied_parent(applied, *node)),
            standing: self.ids_of(standing),
            heads: self.ids_of(heads),
            half: half.map(|node| self.entry(node).id.to_owned()),
        })
    }

    /// The nearest applied revision below one, along its parents.
    pub(super) fn applied_parent(&self, applied: &Applied, of: Node) -> Option<String> {
        let mut waiting = BTreeSet::from([of]);
        while let Some(node) = waiting.pop_last() {
            for parent in self.parents(node) {
                if applied.contains(*parent) {
                    return Some(self.entry(*parent).id.to_owned());
                }
                waiting.insert(*parent);
            }
        }
        None
    }
}

impl Chains {
    /// Names the chain of a hole, where another one may be thought of.
    pub(super) fn hole_in(&self, at: usize, mut error: RouteError) -> RouteError {
        if self.asked() != [at]
            && let RouteError::Hole { chains, .. } = &mut error
        {
            let chain = self.graphs()[at].chain();
            *chains = Some([chain.to_owned(), chain.to_owned()]);
        }
        error
    }

    /// Refuses to apply revisions behind those of other chains that depend on them.
    pub(super) fn require_no_hole(
        &self,
        applied: &[Applied],
        steps: &[BTreeSet<Node>],
    ) -> Result<(), RouteError> {
        for (at, graph) in self.graphs().iter().enumerate() {
            for node in graph.begun(&applied[at]) {
                for (below, need) in graph.needs(node) {
                    let Some(other) = self.position(below.chain()) else { continue };
                    let wanted = |node: &Node| steps[other].contains(node);
                    let missing = below.ancestors_of(&[need]).filter(wanted).collect::<Vec<_>>();
                    if missing.is_empty() {
                        continue;
                    }
                    let half = applied[at].unfinished().any(|(other, _)| other == node);
                    let id = graph.entry(node).id.to_owned();
                    return Err(RouteError::Hole {
                        chains: Some([below.chain(), graph.chain()].map(str::to_owned)),
                        missing: below.ids_of(missing),
                        back: graph.applied_parent(&applied[at], node),
                        standing: vec![id.clone()],
                        heads: below.ids_of([need]),
                        half: half.then_some(id),
                    });
                }
            }
        }
        Ok(())
    }
}
