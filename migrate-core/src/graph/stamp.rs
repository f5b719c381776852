//! What a stamp changes in the ledger.

use super::{Applied, Graph, Node, RouteError, Target};
use crate::ledger::State;

/// What a stamp changes in the ledger; nothing runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The revisions that count as applied from now on, in the order of the chain.
    pub insert: Vec<Node>,
    /// The revisions that no longer do, in the order in which they would be undone.
    pub delete: Vec<Node>,
}

impl Graph {
    /// What makes the ledger say that the target is applied: the target and all before it are, what stands on top
    /// of it is not. Other branches stay as they are; `base` empties the chain's rows. A revision that was begun
    /// and not finished counts as what the stamp says of it.
    ///
    /// # Errors
    ///
    /// When the target is unknown, ambiguous, or relative.
    pub fn stamp(&self, applied: &Applied, target: &Target) -> Result<Stamp, RouteError> {
        let targets = self.targets(target)?;
        let is_unfinished = |node: Node| applied.unfinished().any(|(other, _)| other == node);
        let wanted = self.ancestors(targets.iter().copied());
        let above = match target {
            Target::Base => self.nodes().collect(),
            Target::Head | Target::Heads | Target::Id(_) | Target::Relative(_) => self
                .descendants(targets)
                .into_iter()
                .filter(|node| !wanted.contains(node))
                .collect::<Vec<_>>(),
        };
        let half_applied =
            |node: Node| applied.unfinished().any(|(other, state)| other == node && state == State::Intent);
        let mut delete = wanted.iter().copied().filter(|node| is_unfinished(*node)).collect::<Vec<_>>();
        delete.extend(above.into_iter().filter(|node| applied.contains(*node) || half_applied(*node)));
        delete.sort_unstable_by(|one, two| two.cmp(one));
        let missing = |node: &Node| !applied.contains(*node) || is_unfinished(*node);
        Ok(Stamp { insert: wanted.into_iter().filter(missing).collect(), delete })
    }
}
