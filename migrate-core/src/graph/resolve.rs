//! What a target stands for in a graph, where so much is applied.

use std::sync::Arc;

use super::branch::Branch;
use super::{Applied, Graph, Node, Place, RouteError, Target, near};

/// What a target stands for.
#[derive(Clone, Debug)]
pub(super) enum Aim {
    /// Before the first revision of the chain, or before this one and all on top of it.
    Base(Option<Node>),
    /// These revisions.
    Revisions(Vec<Node>),
    /// So many revisions on from all that is applied, or back.
    Steps(i32),
}

/// Where a walk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Before a branch's first revision, or before any.
    Before(Option<Node>),
    Revision(Node),
}

impl Graph {
    /// What a target stands for, and the branch that it is meant on.
    pub(super) fn aim(
        &self,
        applied: &Applied,
        target: &Target,
    ) -> Result<(Aim, Option<Branch>), RouteError> {
        self.aim_here(applied, target).map_err(|error| match error {
            RouteError::UnknownRevision { id, .. } if applied.find_unknown(&id).is_some() => {
                let revision = applied.find_unknown(&id).unwrap_or(&id).to_owned();
                RouteError::OnlyInLedger { revision }
            }
            error => error,
        })
    }

    fn aim_here(&self, applied: &Applied, target: &Target) -> Result<(Aim, Option<Branch>), RouteError> {
        let branch = target.branch.as_deref().map(|name| self.branch(name)).transpose()?;
        let on = branch.as_ref();
        let aim = match (&target.place, target.steps) {
            (Place::Current, 0) => Aim::Revisions(self.current(applied, on)),
            (Place::Current, steps) => match on {
                None => Aim::Steps(steps),
                Some(branch) => {
                    let tips = self.tips(applied, branch);
                    let from = match tips.as_slice() {
                        [] => At::Before(Some(branch.start)),
                        [tip] => At::Revision(*tip),
                        several => {
                            return Err(RouteError::ManyCurrent {
                                branch: branch.name.clone(),
                                steps,
                                heads: self.ids_of(several.iter().copied()),
                            });
                        }
                    };
                    self.walk(from, target, on)?
                }
            },
            (Place::Named(name), steps) => match self.labelled_with_dash(name, steps) {
                Some(node) => Aim::Revisions(vec![self.require_on(node, on)?]),
                None => self.walk(At::Revision(self.named(name, on)?), target, on)?,
            },
            (Place::Base, _) => self.walk(At::Before(on.map(|branch| branch.start)), target, on)?,
            (Place::Heads, 0) => Aim::Revisions(self.heads_on(on)),
            (Place::Head | Place::Heads, _) => self.walk(At::Revision(self.head(on)?), target, on)?,
        };
        Ok((aim, branch))
    }

    /// The revisions that a target stands for; none for a base.
    ///
    /// # Errors
    ///
    /// When it is unknown or ambiguous.
    pub fn resolve(&self, applied: &Applied, target: &Target) -> Result<Vec<Node>, RouteError> {
        match self.aim(applied, target)?.0 {
            Aim::Base(_) => Ok(Vec::new()),
            Aim::Revisions(nodes) => Ok(nodes),
            Aim::Steps(steps) if steps > 0 => {
                let way = self.steps_up(applied, steps)?;
                Ok(way.last().copied().into_iter().collect())
            }
            Aim::Steps(steps) => {
                let mut left = applied.clone();
                for node in self.steps_down(applied, steps)? {
                    left.remove(node);
                }
                Ok(left.heads(self))
            }
        }
    }

    /// A label such as `release-2`, which reads like two steps back from `release`.
    fn labelled_with_dash(&self, name: &str, steps: i32) -> Option<Node> {
        if steps < 0 { self.labelled(&format!("{name}{steps}")) } else { None }
    }

    /// The applied revisions that no applied one stands on.
    fn current(&self, applied: &Applied, on: Option<&Branch>) -> Vec<Node> {
        let mut heads = applied.heads(self);
        heads.retain(|node| on.is_none_or(|branch| branch.has(*node)));
        heads
    }

    /// The applied revisions of a branch that no applied one of it stands on.
    fn tips(&self, applied: &Applied, branch: &Branch) -> Vec<Node> {
        let is_tip = |node: &Node| {
            applied.contains(*node)
                && !self.children(*node).iter().any(|child| branch.has(*child) && applied.contains(*child))
        };
        branch.members.iter().copied().filter(is_tip).collect()
    }

    fn heads_on(&self, on: Option<&Branch>) -> Vec<Node> {
        let mut heads = self.heads();
        heads.retain(|node| on.is_none_or(|branch| branch.has(*node)));
        heads
    }

    /// The one head.
    fn head(&self, on: Option<&Branch>) -> Result<Node, RouteError> {
        match self.heads_on(on).as_slice() {
            [head] => Ok(*head),
            heads => {
                let labels = if on.is_some() { Vec::new() } else { self.telling(heads) };
                Err(RouteError::ManyHeads {
                    chain: self.chain.to_owned(),
                    branch: on.map(|branch| branch.name.clone()),
                    heads: self.ids_of(heads.iter().copied()),
                    labels: labels.into_iter().flatten().collect(),
                })
            }
        }
    }

    /// So many revisions on or back, as long as there is one way.
    fn walk(&self, from: At, target: &Target, on: Option<&Branch>) -> Result<Aim, RouteError> {
        let mut at = from;
        for taken in 0..target.steps.unsigned_abs() {
            let next = if target.steps > 0 { self.onward(at, on) } else { self.back(at, from, on) };
            at = match next.as_slice() {
                [] => {
                    return Err(RouteError::TooFewSteps {
                        target: target.to_string(),
                        branch: on.map(|branch| branch.name.clone()),
                        steps: target.steps,
                        available: taken,
                    });
                }
                [next] => *next,
                several => return Err(self.fork(target, at, several)),
            };
        }
        Ok(match at {
            At::Before(start) => Aim::Base(start),
            At::Revision(node) => Aim::Revisions(vec![node]),
        })
    }

    fn onward(&self, at: At, on: Option<&Branch>) -> Vec<At> {
        let next = match at {
            At::Before(Some(start)) => vec![start],
            At::Before(None) => self.bases(),
            At::Revision(node) => self.children(node).to_vec(),
        };
        let leads = |node: &Node| on.is_none_or(|branch| branch.leads(*node));
        next.into_iter().filter(leads).map(At::Revision).collect()
    }

    /// One back. Who started on a branch gets no farther than to the revision from which it forks.
    fn back(&self, at: At, from: At, on: Option<&Branch>) -> Vec<At> {
        let At::Revision(node) = at else { return Vec::new() };
        let has_left =
            |branch: &Branch| matches!(from, At::Revision(from) if branch.has(from)) && !branch.has(node);
        if on.is_some_and(has_left) {
            return Vec::new();
        }
        let leads = |node: &&Node| on.is_none_or(|branch| branch.leads(**node));
        let parents = self.parents(node).iter().filter(leads).copied().map(At::Revision).collect::<Vec<_>>();
        match (on, parents.as_slice()) {
            (_, [_]) => parents,
            (Some(branch), _) if branch.start == node => vec![At::Before(Some(node))],
            (_, []) => vec![At::Before(None)],
            (_, _) => parents,
        }
    }

    fn fork(&self, target: &Target, at: At, several: &[At]) -> RouteError {
        let node = |at: &At| match at {
            At::Before(start) => *start,
            At::Revision(node) => Some(*node),
        };
        let ways = several.iter().filter_map(node).collect::<Vec<_>>();
        let ids = self.ids_of(ways.iter().copied());
        let names = self.telling(&ways).into_iter().zip(&ids).map(|(label, id)| label.unwrap_or(id.clone()));
        RouteError::AmbiguousWalk {
            target: target.to_string(),
            at: match at {
                At::Before(_) => None,
                At::Revision(node) => Some(self.entry(node).id.to_owned()),
            },
            steps: target.steps,
            branches: names.collect(),
            candidates: ids.clone(),
        }
    }

    /// For each revision the label of its branch, where that tells it from the others.
    pub(super) fn telling(&self, several: &[Node]) -> Vec<Option<String>> {
        let labels = self.labels();
        let telling = |node: &Node| {
            let label = *labels.of(*node).last()?;
            let branch = self.branch(label).ok()?;
            let tells = !several.iter().any(|other| other != node && branch.leads(*other));
            tells.then(|| label.to_owned())
        };
        several.iter().map(telling).collect()
    }

    /// A revision by its id, the label that it has, or a start of its id that no other on the branch has.
    fn named(&self, name: &str, on: Option<&Branch>) -> Result<Node, RouteError> {
        if let Some(node) = self.find(name).or_else(|| self.labelled(name)) {
            return self.require_on(node, on);
        }
        let started = self.started(name);
        let here = started.iter().filter(|node| on.is_none_or(|branch| branch.leads(**node)));
        match (here.copied().collect::<Vec<_>>().as_slice(), started.as_slice()) {
            ([node], _) => Ok(*node),
            ([], []) => Err(self.unknown_revision(name)),
            ([], [elsewhere, ..]) => self.require_on(*elsewhere, on),
            (several, _) => Err(self.ambiguous_prefix(name, several)),
        }
    }

    fn require_on(&self, node: Node, on: Option<&Branch>) -> Result<Node, RouteError> {
        match on {
            Some(branch) if !branch.leads(node) => Err(RouteError::NotOnBranch {
                revision: self.entry(node).id.to_owned(),
                branch: branch.name.clone(),
                labels: self.labels().of(node).iter().map(|label| (*label).to_owned()).collect(),
            }),
            _ => Ok(node),
        }
    }

    /// The revisions whose id starts so, sorted by id.
    pub(super) fn started(&self, prefix: &str) -> Vec<Node> {
        let ids = self.ids.as_slice();
        let from = ids.partition_point(|candidate| *candidate < prefix);
        let many = ids[from..].iter().take_while(|candidate| candidate.starts_with(prefix)).count();
        self.places[from..from + many].to_vec()
    }

    /// The revision of this id or label, or the one whose id starts with it.
    ///
    /// # Errors
    ///
    /// When there is none, or several start with it.
    pub fn require(&self, name: &str) -> Result<Node, RouteError> {
        self.named(name, None)
    }

    fn unknown_revision(&self, name: &str) -> RouteError {
        let labels = self.nodes().filter_map(|node| self.entry(node).branch);
        let places = ["base", "current", "head", "heads"];
        let names = self.ids.as_slice().iter().copied().chain(labels).chain(places);
        let has = |below: &&Arc<Graph>| below.require(name).is_ok();
        RouteError::UnknownRevision {
            chain: self.chain.to_owned(),
            id: name.to_owned(),
            near: near::nearest(name, names),
            elsewhere: self.below().iter().filter(has).map(|below| below.chain().to_owned()).collect(),
        }
    }

    pub(super) fn ambiguous_prefix(&self, prefix: &str, several: &[Node]) -> RouteError {
        RouteError::AmbiguousPrefix {
            chain: self.chain.to_owned(),
            prefix: prefix.to_owned(),
            candidates: self.ids_of(several.iter().copied()),
        }
    }
}
