//! How far a revision is that is committed in several parts, and what the ledger is told of each.

use super::{Check, Manner, Page};
use crate::dialect::Took;
use crate::dialect::ledger::{delete, progress, put_state};
use crate::ledger::State;
use crate::plan::StepDirection;
use crate::script::{ScriptStep, Segment};

/// How far a revision is.
#[derive(Debug)]
pub(in crate::dialect) struct Course<'a> {
    manner: Manner<'a>,
    step: &'a ScriptStep,
    /// How many operations are in.
    done: usize,
    /// Whether the ledger knows that it is begun.
    opened: bool,
}

/// Where a part begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect) enum Part {
    /// It is the first.
    First,
    /// So many operations are in before it.
    Behind(usize),
}

impl<'a> Course<'a> {
    pub(in crate::dialect) fn new(manner: Manner<'a>, step: &'a ScriptStep) -> Self {
        Self { manner, step, done: 0, opened: false }
    }

    /// Where the next part begins.
    pub(in crate::dialect) fn part(&self) -> Part {
        if self.opened { Part::Behind(self.done) } else { Part::First }
    }

    fn state(&self) -> State {
        match self.step.direction {
            StepDirection::Down => State::Undo,
            StepDirection::Up => State::Intent,
        }
    }

    /// What must be so before the next part.
    pub(in crate::dialect) fn checks(&self) -> Vec<Check> {
        let entry = &self.step.entry;
        match self.part() {
            Part::First => Check::begins(self.manner, entry, self.step.direction),
            Part::Behind(done) => vec![Check::is_at(self.manner, entry, self.state(), done)],
        }
    }

    /// Tells the ledger that the revision is begun.
    pub(in crate::dialect) fn opening(&self, page: &mut Page) {
        let (ledger, entry) = (self.manner.ledger, &self.step.entry);
        match self.step.direction {
            StepDirection::Down => page.ours(put_state(ledger, entry, State::Undo)),
            StepDirection::Up => page.ours(self.manner.shell.dialect().insert_intent(ledger, entry)),
        }
    }

    /// Notes that the ledger knows it.
    pub(in crate::dialect) fn opened(&mut self) {
        self.opened = true;
    }

    /// Tells the ledger that a part is in.
    pub(in crate::dialect) fn closing(&self, page: &mut Page, segment: &Segment) {
        let (dialect, ledger, entry) = (self.manner.shell.dialect(), self.manner.ledger, &self.step.entry);
        let end = segment.operations.end;
        match self.step.direction {
            _ if end < self.step.operations.len() => {
                if !self.opened {
                    self.opening(page);
                }
                let end = u32::try_from(end).unwrap_or(u32::MAX);
                page.ours(progress(ledger, &entry.chain, &entry.revision, end));
            }
            StepDirection::Down => page.ours(delete(ledger, &entry.chain, &entry.revision)),
            StepDirection::Up if self.opened => page.ours(dialect.update_done(ledger, entry)),
            StepDirection::Up => page.ours(dialect.insert_done(ledger, entry, Took::SinceTransaction)),
        }
    }

    /// Notes that a part is in. Says whether another one follows.
    pub(in crate::dialect) fn closed(&mut self, segment: &Segment) -> bool {
        self.done = segment.operations.end;
        let follows = self.done < self.step.operations.len();
        self.opened |= follows;
        follows
    }
}
