//! What a stamp changes in the ledger.

use std::collections::BTreeSet;

use super::resolve::Aim;
use super::{Applied, Graph, Node, RouteError, Target};
use crate::ledger::State;

/// What a stamp does with rows of which it does not speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Others {
    /// Other branches, and revisions that the program does not have, stay.
    #[default]
    Keep,
    /// Nothing stays but what the stamp says.
    Purge,
}

/// What a stamp changes in the ledger; nothing runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The revisions that count as applied from now on, in the order of the chain.
    pub insert: Vec<Node>,
    /// The revisions that no longer do, in the order in which they would be undone.
    pub delete: Vec<Node>,
    /// The ids of revisions that the graph does not have and that no longer count as applied, sorted.
    pub forget: Vec<String>,
}

/// What one target asks for.
struct Wish {
    text: String,
    /// What is applied then.
    wanted: BTreeSet<Node>,
    /// What is not.
    gone: BTreeSet<Node>,
}

impl Graph {
    /// What makes the ledger say that the targets are applied: they and all before them are, what stands on top of
    /// them is not. Other branches stay as they are, unless they are purged; `base` alone empties the chain's rows. A
    /// revision that was begun and not finished counts as what the stamp says of it.
    ///
    /// # Errors
    ///
    /// When a target is unknown or ambiguous, or when one stands on top of another.
    pub fn stamp(&self, applied: &Applied, targets: &[Target], others: Others) -> Result<Stamp, RouteError> {
        let wishes = targets.iter().map(|target| self.wish(applied, target));
        let wishes = wishes.collect::<Result<Vec<_>, _>>()?;
        for one in &wishes {
            if let Some(other) = wishes.iter().find(|other| !one.gone.is_disjoint(&other.wanted)) {
                return Err(RouteError::StampOverlap {
                    ancestor: one.text.clone(),
                    descendant: other.text.clone(),
                });
            }
        }
        let all =
            |set: fn(&Wish) -> &BTreeSet<Node>| wishes.iter().flat_map(set).copied().collect::<BTreeSet<_>>();
        let (wanted, gone) = (all(|wish| &wish.wanted), all(|wish| &wish.gone));
        let unfinished = applied.unfinished().collect::<Vec<_>>();
        let is_unfinished = |node: Node| unfinished.iter().any(|(other, _)| *other == node);
        let has_row = |node: Node| applied.contains(node) || unfinished.contains(&(node, State::Intent));
        let goes = |node: &Node| {
            if wanted.contains(node) {
                is_unfinished(*node)
            } else {
                has_row(*node) && (others == Others::Purge || gone.contains(node))
            }
        };
        let missing = |node: &Node| !applied.contains(*node) || is_unfinished(*node);
        Ok(Stamp {
            delete: self.nodes().rev().filter(goes).collect(),
            insert: wanted.iter().copied().filter(missing).collect(),
            forget: match others {
                Others::Keep => Vec::new(),
                Others::Purge => applied.unknown().to_vec(),
            },
        })
    }

    fn wish(&self, applied: &Applied, target: &Target) -> Result<Wish, RouteError> {
        let (aim, branch) = self.aim(applied, target)?;
        let (wanted, gone) = match aim {
            Aim::Base(None) => (BTreeSet::new(), self.nodes().collect()),
            Aim::Base(Some(start)) => (BTreeSet::new(), self.descendants([start])),
            Aim::Revisions(nodes) => (
                self.ancestors(nodes.iter().copied()),
                nodes.iter().flat_map(|node| self.above(*node, branch.as_ref())).collect(),
            ),
            Aim::Steps(steps) if steps > 0 => {
                let mut wanted = applied.nodes().collect::<BTreeSet<_>>();
                wanted.extend(self.steps_up(applied, steps)?);
                (wanted, BTreeSet::new())
            }
            Aim::Steps(steps) => {
                let gone = self.steps_down(applied, steps)?.into_iter().collect::<BTreeSet<_>>();
                (applied.nodes().filter(|node| !gone.contains(node)).collect(), gone)
            }
        };
        Ok(Wish { text: target.to_string(), wanted, gone })
    }
}
