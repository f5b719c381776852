//! The way from what is applied to a target.

use std::collections::BTreeSet;

use super::branch::Branch;
use super::resolve::Aim;
use super::{Applied, Goal, Graph, Node, Place, RouteError, Target};
use crate::ledger::State;

/// The direction of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepDirection {
    /// The revision is undone.
    Down,
    /// The revision is applied.
    Up,
}

/// The revisions to run, in order, with the direction of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    steps: Vec<(Node, StepDirection)>,
}

impl Route {
    /// Revisions in the order of the chain, or against it.
    pub(super) fn of(nodes: BTreeSet<Node>, direction: StepDirection) -> Self {
        match direction {
            StepDirection::Down => Self::new(nodes.into_iter().rev(), direction),
            StepDirection::Up => Self::new(nodes, direction),
        }
    }

    fn new(nodes: impl IntoIterator<Item = Node>, direction: StepDirection) -> Self {
        Self { steps: nodes.into_iter().map(|node| (node, direction)).collect() }
    }

    /// The revisions to run, in order.
    pub fn steps(&self) -> &[(Node, StepDirection)] {
        &self.steps
    }

    /// What is applied behind it, where this is applied before.
    pub fn leads_to(&self, mut applied: Applied) -> Applied {
        for (node, direction) in &self.steps {
            match direction {
                StepDirection::Down => applied.remove(*node),
                StepDirection::Up => applied.insert(*node),
            }
        }
        applied
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

impl Graph {
    /// The way from what is applied to a goal. It runs no user code and is quick.
    ///
    /// # Errors
    ///
    /// When the target is unknown or ambiguous, or lies the other way, or when the ledger holds something that has
    /// to be put right first.
    pub fn route(&self, applied: &Applied, goal: &Goal) -> Result<Route, RouteError> {
        let direction = match goal {
            Goal::Downgrade(_) => StepDirection::Down,
            Goal::Upgrade(_) => StepDirection::Up,
        };
        self.require_finished(applied, direction)?;
        let route = match goal {
            Goal::Downgrade(target) => self.down(applied, target)?,
            Goal::Upgrade(target) => self.up(applied, target)?,
        };
        if direction == StepDirection::Up {
            self.require_no_hole(applied, &route.steps.iter().map(|(node, _)| *node).collect())?;
        }
        // A database that is ahead of the program is none of its business, as long as it need not touch it.
        if !route.is_empty() {
            self.require_known(applied)?;
        }
        Ok(route)
    }

    /// Refuses to change a chain of which something has to be put right first.
    pub(super) fn require_clear(
        &self,
        applied: &Applied,
        direction: StepDirection,
    ) -> Result<(), RouteError> {
        self.require_finished(applied, direction)?;
        self.require_known(applied)
    }

    /// Refuses to go one way where something that was begun the other way is not finished.
    fn require_finished(&self, applied: &Applied, direction: StepDirection) -> Result<(), RouteError> {
        let unfinished = |wanted: State| {
            let (node, _) = applied.unfinished().find(|(_, state)| *state == wanted)?;
            Some(self.entry(node).id.to_owned())
        };
        let in_the_way = match direction {
            StepDirection::Down => {
                unfinished(State::Intent).map(|revision| RouteError::UnfinishedUpgrade { revision })
            }
            StepDirection::Up => {
                unfinished(State::Undo).map(|revision| RouteError::UnfinishedDowngrade { revision })
            }
        };
        in_the_way.map_or(Ok(()), Err)
    }

    /// Refuses rows of the ledger that the program does not know.
    fn require_known(&self, applied: &Applied) -> Result<(), RouteError> {
        if applied.unknown().is_empty() {
            return Ok(());
        }
        Err(RouteError::UnknownApplied {
            chain: self.chain.to_owned(),
            revisions: applied.unknown().to_vec(),
        })
    }

    fn up(&self, applied: &Applied, target: &Target) -> Result<Route, RouteError> {
        if target.place == Place::Current && target.steps < 0 {
            return Err(wrong_way("upgrade", target));
        }
        let targets = match self.aim(applied, target)?.0 {
            Aim::Base(_) => return Err(wrong_way("upgrade", target)),
            Aim::Revisions(nodes) => nodes,
            Aim::Steps(steps) => return Ok(Route::new(self.steps_up(applied, steps)?, StepDirection::Up)),
        };
        for node in &targets {
            let has_child = self.children(*node).iter().any(|child| applied.contains(*child));
            if applied.contains(*node) && has_child {
                let above = self.above(*node, None);
                let heads = applied.heads(self).into_iter().filter(|head| above.contains(head));
                return Err(RouteError::BehindHeads {
                    revision: self.entry(*node).id.to_owned(),
                    heads: self.ids_of(heads),
                });
            }
        }
        let wanted = self.ancestors(targets).into_iter().filter(|node| !applied.contains(*node));
        Ok(Route::new(wanted, StepDirection::Up))
    }

    /// Revisions one after the other, as long as there is one that can be next.
    pub(super) fn steps_up(&self, applied: &Applied, steps: i32) -> Result<Vec<Node>, RouteError> {
        let mut reached = applied.clone();
        let mut way = Vec::new();
        for _ in 0..steps {
            let can_be_next = |node: &Node| {
                !reached.contains(*node) && self.before(*node).all(|before| reached.contains(before))
            };
            let next = self.nodes().filter(can_be_next).collect::<Vec<_>>();
            let node = self.one_way(steps, way.len(), &next)?;
            reached.insert(node);
            way.push(node);
        }
        Ok(way)
    }

    fn down(&self, applied: &Applied, target: &Target) -> Result<Route, RouteError> {
        let leads_on = match (&target.place, target.steps) {
            (Place::Current, steps) => steps > 0,
            (Place::Head | Place::Heads, 0) => true,
            (Place::Base | Place::Head | Place::Heads | Place::Named(_), _) => false,
        };
        if leads_on {
            return Err(wrong_way("downgrade", target));
        }
        let (aim, branch) = self.aim(applied, target)?;
        let gone = match aim {
            Aim::Base(None) => applied.nodes().collect(),
            Aim::Base(Some(start)) => self.descendants([start]),
            Aim::Steps(steps) => {
                return Ok(Route::new(self.steps_down(applied, steps)?, StepDirection::Down));
            }
            Aim::Revisions(nodes) => {
                if let Some(node) = nodes.iter().find(|node| !applied.contains(**node)) {
                    return Err(RouteError::NotApplied {
                        revision: self.entry(*node).id.to_owned(),
                        heads: self.ids_of(applied.heads(self)),
                    });
                }
                // Several are what is current, on which nothing stands.
                nodes.into_iter().flat_map(|node| self.above(node, branch.as_ref())).collect()
            }
        };
        let undone = gone.into_iter().rev().filter(|node| applied.contains(*node));
        Ok(Route::new(undone, StepDirection::Down))
    }

    /// What goes when a revision is to be the last: its children, on a branch those on it, with all that stands on
    /// them or depends on them. What depends on the revision itself stays.
    pub(super) fn above(&self, node: Node, branch: Option<&Branch>) -> BTreeSet<Node> {
        let children = self.children(node).iter().copied();
        self.descendants(children.filter(|child| branch.is_none_or(|branch| branch.leads(*child))))
    }

    /// Revisions one after the other, the newest first, as long as there is one that nothing stands on.
    pub(super) fn steps_down(&self, applied: &Applied, steps: i32) -> Result<Vec<Node>, RouteError> {
        let mut left = applied.clone();
        let mut way = Vec::new();
        for _ in 0..steps.unsigned_abs() {
            let can_be_undone = |node: &Node| {
                let mut dependents = self.dependents(*node).iter();
                !dependents.any(|dependent| left.contains(*dependent))
            };
            let last = left.heads(self).into_iter().filter(can_be_undone).collect::<Vec<_>>();
            let node = self.one_way(steps, way.len(), &last)?;
            left.remove(node);
            way.push(node);
        }
        Ok(way)
    }

    /// The one revision that a counted step leads to.
    fn one_way(&self, steps: i32, taken: usize, candidates: &[Node]) -> Result<Node, RouteError> {
        match candidates {
            [] => Err(RouteError::TooFewSteps {
                target: format!("{steps:+}"),
                branch: None,
                steps,
                available: u32::try_from(taken).unwrap_or(u32::MAX),
            }),
            [node] => Ok(*node),
            several => Err(RouteError::AmbiguousStep {
                steps,
                candidates: self.ids_of(several.iter().copied()),
                // Behind the first step the count would be another one.
                branches: match taken {
                    0 => self.telling(several).into_iter().flatten().collect(),
                    _ => Vec::new(),
                },
            }),
        }
    }
}

fn wrong_way(goal: &'static str, target: &Target) -> RouteError {
    RouteError::WrongWay { goal, target: target.to_string() }
}
