//! The way from what is applied to a target.

use super::{Applied, Goal, Graph, Node, RouteError, Target};
use crate::ledger::State;
use crate::name::Name;

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
    /// The revisions to run, in order.
    pub fn steps(&self) -> &[(Node, StepDirection)] {
        &self.steps
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
        let route = match goal {
            Goal::Downgrade(target) => self.down(applied, target)?,
            Goal::Upgrade(target) => self.up(applied, target)?,
        };
        // A database that is ahead of the program is none of its business, as long as it need not touch it.
        if !route.is_empty() && !applied.unknown().is_empty() {
            return Err(RouteError::UnknownApplied {
                chain: self.chain.to_owned(),
                revisions: applied.unknown().to_vec(),
            });
        }
        let unfinished = |wanted: State| {
            applied
                .unfinished()
                .find(|(_, state)| *state == wanted)
                .map(|(node, _)| self.entry(node).id.to_owned())
        };
        match goal {
            Goal::Downgrade(_) => match unfinished(State::Intent) {
                Some(revision) => Err(RouteError::UnfinishedUpgrade { revision }),
                None => Ok(route),
            },
            Goal::Upgrade(_) => match unfinished(State::Undo) {
                Some(revision) => Err(RouteError::UnfinishedDowngrade { revision }),
                None => Ok(route),
            },
        }
    }

    fn up(&self, applied: &Applied, target: &Target) -> Result<Route, RouteError> {
        let targets = match target {
            Target::Base => return Err(wrong_way("upgrade", target)),
            Target::Head => vec![self.head()?],
            Target::Heads => self.heads(),
            Target::Id(id) => {
                let node = self.require(id)?;
                let heads = applied.heads(self);
                if applied.contains(node) && !heads.contains(&node) {
                    let above = self.descendants([node]);
                    let heads = self.ids_of(heads.into_iter().filter(|head| above.contains(head)));
                    return Err(RouteError::BehindHeads { revision: self.entry(node).id.to_owned(), heads });
                }
                vec![node]
            }
            Target::Relative(steps) if *steps < 0 => return Err(wrong_way("upgrade", target)),
            Target::Relative(steps) => return self.steps_up(applied, *steps),
        };
        let wanted = self.ancestors(targets).into_iter().filter(|node| !applied.contains(*node));
        Ok(Route { steps: wanted.map(|node| (node, StepDirection::Up)).collect() })
    }

    /// Revisions one after the other, as long as there is one that can be next.
    fn steps_up(&self, applied: &Applied, steps: i32) -> Result<Route, RouteError> {
        let mut reached = applied.clone();
        let mut route = Route::default();
        for taken in 0..steps {
            let can_be_next = |node: &Node| {
                !reached.contains(*node) && self.before(*node).all(|before| reached.contains(before))
            };
            let next = self.nodes().filter(can_be_next).collect::<Vec<_>>();
            match next.as_slice() {
                [] => return Err(RouteError::TooFewSteps { steps, available: taken }),
                [node] => {
                    reached.insert(*node);
                    route.steps.push((*node, StepDirection::Up));
                }
                several => {
                    let candidates = self.ids_of(several.iter().copied());
                    return Err(RouteError::AmbiguousStep { steps, candidates });
                }
            }
        }
        Ok(route)
    }

    fn down(&self, applied: &Applied, target: &Target) -> Result<Route, RouteError> {
        let gone = match target {
            Target::Base => applied.nodes().collect(),
            Target::Head | Target::Heads => return Err(wrong_way("downgrade", target)),
            Target::Id(id) => {
                let node = self.require(id)?;
                if !applied.contains(node) {
                    return Err(RouteError::NotApplied {
                        revision: self.entry(node).id.to_owned(),
                        heads: self.ids_of(applied.heads(self)),
                    });
                }
                let mut above = self.descendants([node]);
                above.remove(&node);
                above
            }
            Target::Relative(steps) if *steps > 0 => return Err(wrong_way("downgrade", target)),
            Target::Relative(steps) => return self.steps_down(applied, *steps),
        };
        let undone = gone.into_iter().rev().filter(|node| applied.contains(*node));
        Ok(Route { steps: undone.map(|node| (node, StepDirection::Down)).collect() })
    }

    fn steps_down(&self, applied: &Applied, steps: i32) -> Result<Route, RouteError> {
        let mut left = applied.clone();
        let mut route = Route::default();
        for taken in 0..steps.unsigned_abs() {
            let can_be_undone = |node: &Node| {
                let mut dependents = self.dependents.of(node.0).iter();
                !dependents.any(|dependent| left.contains(*dependent))
            };
            let last = left.heads(self).into_iter().filter(can_be_undone).collect::<Vec<_>>();
            match last.as_slice() {
                [] => {
                    let available = i32::try_from(taken).unwrap_or(i32::MAX);
                    return Err(RouteError::TooFewSteps { steps, available });
                }
                [node] => {
                    left.remove(*node);
                    route.steps.push((*node, StepDirection::Down));
                }
                several => {
                    let candidates = self.ids_of(several.iter().copied());
                    return Err(RouteError::AmbiguousStep { steps, candidates });
                }
            }
        }
        Ok(route)
    }

    /// The one head.
    fn head(&self) -> Result<Node, RouteError> {
        match self.heads().as_slice() {
            [head] => Ok(*head),
            heads => {
                let heads = self.ids_of(heads.iter().copied());
                Err(RouteError::ManyHeads { chain: self.chain.to_owned(), heads })
            }
        }
    }

    /// The revisions that a target stands for by itself, whatever is applied.
    pub(super) fn targets(&self, target: &Target) -> Result<Vec<Node>, RouteError> {
        match target {
            Target::Base => Ok(Vec::new()),
            Target::Head => Ok(vec![self.head()?]),
            Target::Heads => Ok(self.heads()),
            Target::Id(id) => Ok(vec![self.require(id)?]),
            Target::Relative(_) => Err(wrong_way("stamp", target)),
        }
    }

    /// The revision of this id, or the one whose id starts with it.
    ///
    /// # Errors
    ///
    /// When there is none, or several start with it.
    pub fn require(&self, id: &str) -> Result<Node, RouteError> {
        if let Some(node) = self.find(id) {
            return Ok(node);
        }
        let ids = self.ids.as_slice();
        let from = ids.partition_point(|candidate| *candidate < id);
        let started =
            ids[from..].iter().take_while(|candidate| candidate.starts_with(id)).collect::<Vec<_>>();
        match started.as_slice() {
            [] => {
                let ids = ids.iter().map(|id| Name::from(*id)).collect::<Vec<_>>();
                Err(RouteError::UnknownRevision {
                    chain: self.chain.to_owned(),
                    id: id.to_owned(),
                    near: Name::from(id).nearest(&ids).map(|name| name.to_string()),
                })
            }
            [_] => Ok(self.places[from]),
            several => Err(RouteError::AmbiguousPrefix {
                chain: self.chain.to_owned(),
                prefix: id.to_owned(),
                candidates: several.iter().map(|id| (**id).to_owned()).collect(),
            }),
        }
    }
}

fn wrong_way(goal: &'static str, target: &Target) -> RouteError {
    RouteError::WrongWay { goal, target: target.to_string() }
}
