//! The revisions between two places.

use std::collections::BTreeSet;

use super::resolve::Aim;
use super::{Applied, Graph, Node, Range, RouteError, Target};

impl Graph {
    /// The revisions of a range, in the order of the chain: what stands on its beginning, as far as its end stands on
    /// it, both with them.
    ///
    /// # Errors
    ///
    /// When an end is unknown or ambiguous, or when nothing lies between the two.
    pub fn range(&self, applied: &Applied, range: &Range) -> Result<Vec<Node>, RouteError> {
        let from = self.end(applied, range.from.as_ref().unwrap_or(&Target::BASE))?;
        let to = self.end(applied, range.to.as_ref().unwrap_or(&Target::HEADS))?;
        let behind = match &from {
            Aim::Base(None) | Aim::Steps(_) => self.nodes().collect(),
            Aim::Base(Some(start)) => self.descendants([*start]),
            Aim::Revisions(nodes) => self.descendants(nodes.iter().copied()),
        };
        let before = match &to {
            Aim::Base(_) | Aim::Steps(_) => BTreeSet::new(),
            Aim::Revisions(nodes) => self.ancestors(nodes.iter().copied()),
        };
        let between = behind.intersection(&before).copied().collect::<Vec<_>>();
        // Where nothing is applied yet, `current` is at the base, and nothing lies before it.
        let is_base = matches!(&to, Aim::Base(_)) || matches!(&to, Aim::Revisions(nodes) if nodes.is_empty());
        if between.is_empty() && !is_base {
            return Err(RouteError::EmptyRange { range: range.to_string() });
        }
        Ok(between)
    }

    /// One end: what is applied counts as the base where nothing is.
    fn end(&self, applied: &Applied, target: &Target) -> Result<Aim, RouteError> {
        let (aim, branch) = self.aim(applied, target)?;
        let nodes = match aim {
            Aim::Base(start) => return Ok(Aim::Base(start)),
            Aim::Revisions(nodes) => nodes,
            Aim::Steps(_) => self.resolve(applied, target)?,
        };
        if nodes.is_empty() {
            return Ok(Aim::Base(branch.map(|branch| branch.start)));
        }
        Ok(Aim::Revisions(nodes))
    }
}
