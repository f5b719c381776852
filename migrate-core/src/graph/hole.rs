//! Holes in what is applied: revisions that are not, while others that stand on them are.
//!
//! A revision that is put between two applied ones makes one, and so does a ledger that was written by hand.

use std::collections::BTreeSet;
use std::fmt;

use super::error::quoted;
use super::{Applied, Chains, Graph, Node, RouteError};

/// Revisions that are not applied, though one that stands on them or depends on them is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// The chain of what is missing and that of what depends on it, where there are several.
    pub chains: Option<[String; 2]>,
    /// What is not applied.
    pub missing: Vec<String>,
    /// What is applied and has one of those as its parent, or depends on it.
    pub standing: Vec<String>,
    /// What a stamp would say where the missing ones' work is in the database.
    pub heads: Vec<String>,
    /// What is applied below `standing`; nothing where that is the base.
    pub back: Option<String>,
    /// What stands on the missing ones and was begun and not finished.
    pub half: Option<String>,
}

impl Hole {
    /// What to type instead.
    pub(super) fn help(&self) -> String {
        let Self { chains, missing: _, standing: _, heads, back, half } = self;
        if let Some(half) = half {
            return format!(
                "finish `{half}` by the program that began it; or put the database right by hand and say so with `stamp {half}`"
            );
        }
        let [stamp, down] = chains
            .clone()
            .map_or_else(Default::default, |pair| pair.map(|chain| format!(" --chain {chain}")));
        let (heads, back) = (heads.join(" "), back.as_deref().unwrap_or("base"));
        format!(
            "where the database has it by another way, say so: `stamp{stamp} {heads}`; else undo what stands on it, \
             `downgrade{down} {back}`, and upgrade again"
        )
    }

    /// What is missing, and its chain.
    fn missing(&self) -> String {
        let of = self.chains.as_ref().map(|[chain, _]| format!(" of chain `{chain}`")).unwrap_or_default();
        let (what, verb) = if self.missing.len() == 1 { ("revision", "is") } else { ("revisions", "are") };
        format!("{what} {}{of} {verb}", quoted(&self.missing, ", "))
    }

    /// What stands on it, and its chain where that is another.
    fn standing(&self) -> String {
        let other = self.chains.as_ref().filter(|[one, other]| one != other);
        let of = other.map(|[_, chain]| format!(" of chain `{chain}`")).unwrap_or_default();
        let verb = if self.standing.len() == 1 { "is, which needs" } else { "are, which need" };
        let them = if self.missing.len() == 1 { "it" } else { "them" };
        format!("{}{of} {verb} {them}", quoted(&self.standing, " and "))
    }
}

impl fmt::Display for Hole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} not applied, while {}", self.missing(), self.standing())
    }
}

impl Graph {
    /// The revisions that are not applied while one that stands on them or depends on them is, half of it too, in the order
    /// of the chain.
    pub fn holes(&self, applied: &Applied) -> Vec<Node> {
        let begun = begun(applied);
        let below = self.ancestors(begun.iter().copied());
        below.into_iter().filter(|node| !begun.contains(node)).collect()
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
        let begun = begun(applied);
        let above = self.descendants(missing.iter().copied());
        let first = begun.iter().copied().filter(|node| {
            above.contains(node) && self.before(*node).any(|before| missing.contains(&before))
        });
        let standing = first.collect::<Vec<_>>();
        let half = applied.unfinished().map(|(node, _)| node).find(|node| above.contains(node));
        let heads = applied.heads(self).into_iter().filter(|head| above.contains(head));
        Err(RouteError::Hole(Box::new(Hole {
            chains: None,
            missing: self.ids_of(missing),
            back: standing.first().and_then(|node| self.applied_parent(applied, *node)),
            standing: self.ids_of(standing),
            heads: self.ids_of(heads),
            half: half.map(|node| self.entry(node).id.to_owned()),
        })))
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

/// What is applied, and what is half applied.
fn begun(applied: &Applied) -> BTreeSet<Node> {
    applied.nodes().chain(applied.unfinished().map(|(node, _)| node)).collect()
}

impl Chains {
    /// Names the chain of a hole, where another one may be thought of.
    pub(super) fn hole_in(&self, at: usize, mut error: RouteError) -> RouteError {
        if self.asked() != [at]
            && let RouteError::Hole(hole) = &mut error
        {
            let chain = self.graphs()[at].chain();
            hole.chains = Some([chain.to_owned(), chain.to_owned()]);
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
            for node in begun(&applied[at]) {
                for (below, need) in graph.needs(node) {
                    let Some(other) = self.position(below.chain()) else { continue };
                    let wanted = |node: &Node| steps[other].contains(node);
                    let missing = below.ancestors_of(&[need]).filter(wanted).collect::<Vec<_>>();
                    if missing.is_empty() {
                        continue;
                    }
                    let half = applied[at].unfinished().any(|(other, _)| other == node);
                    let id = graph.entry(node).id.to_owned();
                    return Err(RouteError::Hole(Box::new(Hole {
                        chains: Some([below.chain(), graph.chain()].map(str::to_owned)),
                        missing: below.ids_of(missing),
                        back: graph.applied_parent(&applied[at], node),
                        standing: vec![id.clone()],
                        heads: below.ids_of([need]),
                        half: half.then_some(id),
                    })));
                }
            }
        }
        Ok(())
    }
}
