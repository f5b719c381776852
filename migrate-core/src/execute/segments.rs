//! How far a revision is that PostgreSQL or SQLite commit in several parts, and what the ledger is told of it.
//!
//! With the first part goes an intent, with each the number of operations that are in then, with the last that the revision
//! is done. A later run goes on behind what is recorded.

use super::halt::{Cause, Halt, Inside};
use super::{Keeping, Runner, Unresumable, resume};
use crate::batches::Cursor;
use crate::dialect::Took;
use crate::event::{Event, tell};
use crate::ledger::{LedgerRecord, LedgerRow, State};
use crate::plan::StepDirection;
use crate::script::{Mode, ScriptStep, Segment};
use crate::session::Rows;

/// How far a revision is.
pub(super) struct Track {
    /// What is left of it.
    left: std::vec::IntoIter<Segment>,
    /// How many operations are in and committed.
    done: usize,
    /// How far the backfill is that comes next, if an earlier run or this one began it.
    cursor: Option<Cursor>,
    /// What the ledger knew of the revision before this run.
    record: Option<LedgerRecord>,
    /// Whether this run has written that the revision is unfinished.
    opened: bool,
}

impl Track {
    /// Finds out where to begin.
    pub(super) fn start(runner: &Runner<'_>, step: &ScriptStep) -> Result<Self, (Halt, Inside)> {
        let record = runner.records.iter().find(|record| record.entry.key() == step.entry.key());
        let unfinished = record.filter(|record| record.state != State::Done);
        let (done, cursor) = match unfinished {
            None => (0, None),
            Some(record) => {
                let inside = Inside::Recorded(resume::known(step, record));
                let found = resume::journalled(step, record)
                    .and_then(|done| Ok((ours(step, record, done)?, resume::cursor(step, record, done)?)));
                found.map_err(|halt| (halt, inside))?
            }
        };
        let left = step.segments_behind(done).into_iter();
        Ok(Self { left, done, cursor, record: record.cloned(), opened: false })
    }

    /// Tells that an earlier run is gone on with.
    pub(super) fn tell(&self, runner: &mut Runner<'_>, step: &ScriptStep) {
        if self.is_resumed() {
            tell(runner.observer, Event::Resumed { revision: &step.entry.revision, operations: self.done });
        }
    }

    /// How many operations are in and committed.
    pub(super) fn done(&self) -> usize {
        self.done
    }

    /// How far the backfill is that comes next.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        self.cursor.clone()
    }

    /// What comes next.
    pub(super) fn peek(&self) -> Option<&Segment> {
        self.left.as_slice().first()
    }

    /// What comes next, taken out.
    pub(super) fn next(&mut self) -> Option<Segment> {
        self.left.next()
    }

    /// Whether an earlier run, or this one, left the revision unfinished in the ledger.
    fn is_unfinished(&self) -> bool {
        self.opened || self.is_resumed()
    }

    /// Whether an earlier run left the revision unfinished.
    pub(super) fn is_resumed(&self) -> bool {
        self.record.as_ref().is_some_and(|record| record.state != State::Done)
    }

    /// Whether the ledger must be told that the revision is begun before this runs.
    pub(super) fn wants_opening(&self, segment: &Segment) -> bool {
        segment.mode == Mode::Autocommit && !self.opened
    }

    /// What tells the ledger that the revision is begun.
    pub(super) fn opening(&self, runner: &Runner<'_>, step: &ScriptStep) -> Vec<String> {
        let (dialect, ledger, entry) = (runner.session.dialect, &runner.session.ledger, &step.entry);
        let mut sql = match (step.direction, self.is_resumed()) {
            (StepDirection::Down, _) => vec![dialect.ledger_undo(ledger, entry)],
            (StepDirection::Up, false) => vec![dialect.ledger_insert_intent(ledger, entry)],
            // What is left of it may have been changed since.
            (StepDirection::Up, true) => vec![
                dialect.ledger_delete(ledger, &entry.chain, &entry.revision),
                dialect.ledger_insert_intent(ledger, entry),
            ],
        };
        if self.done > 0 {
            sql.push(progress(runner, step, self.done));
        }
        if let Some(cursor) = &self.cursor {
            sql.push(self.journal(runner, step, cursor));
        }
        sql
    }

    /// What tells the ledger that a batch of a backfill is in.
    pub(super) fn moving(&self, runner: &Runner<'_>, step: &ScriptStep, cursor: &Cursor) -> Vec<String> {
        let mut sql = if self.opened { Vec::new() } else { self.opening(runner, step) };
        sql.push(self.journal(runner, step, cursor));
        sql
    }

    fn journal(&self, runner: &Runner<'_>, step: &ScriptStep, cursor: &Cursor) -> String {
        let entry = resume::with_cursor(&step.entry, self.done, Some(cursor));
        runner.session.dialect.ledger_journal(&runner.session.ledger, &entry)
    }

    /// Notes that a batch of a backfill is in and committed.
    pub(super) fn moved(&mut self, runner: &mut Runner<'_>, step: &ScriptStep, cursor: &Cursor) {
        self.cursor = Some(cursor.clone());
        self.opened(runner, step);
    }

    /// What tells the ledger that a part is in.
    pub(super) fn closing(
        &self,
        runner: &Runner<'_>,
        step: &ScriptStep,
        segment: &Segment,
        took: Took,
    ) -> Vec<String> {
        let (dialect, ledger, entry) = (runner.session.dialect, &runner.session.ledger, &step.entry);
        let end = segment.operations.end;
        match step.direction {
            _ if end < step.operations.len() => {
                let mut sql = if self.opened { Vec::new() } else { self.opening(runner, step) };
                sql.push(progress(runner, step, end));
                sql
            }
            StepDirection::Down => vec![dialect.ledger_delete(ledger, &entry.chain, &entry.revision)],
            StepDirection::Up if self.is_unfinished() => vec![dialect.ledger_done(ledger, entry)],
            StepDirection::Up => vec![dialect.ledger_insert_done(ledger, entry, took)],
        }
    }

    /// Notes that the ledger knows the revision as begun.
    pub(super) fn opened(&mut self, runner: &mut Runner<'_>, step: &ScriptStep) {
        self.opened = true;
        let state = match step.direction {
            StepDirection::Down => State::Undo,
            StepDirection::Up => State::Intent,
        };
        let entry = resume::with_cursor(&step.entry, self.done, self.cursor.as_ref());
        let mut rows = runner.rows.as_slice().to_vec();
        match rows.binary_search_by(|row| row.key().cmp(&entry.key())) {
            Ok(at) => rows[at].state = state,
            Err(at) => {
                let (chain, revision) = (entry.chain.clone(), entry.revision.clone());
                rows.insert(at, LedgerRow { chain, revision, state });
            }
        }
        runner.rows = Rows::Found(rows);
        runner.note_unfinished(entry, state, self.done);
    }

    /// Notes that a part is in and committed.
    pub(super) fn committed(&mut self, runner: &mut Runner<'_>, step: &ScriptStep, segment: &Segment) {
        self.done = segment.operations.end;
        self.cursor = None;
        if self.done < step.operations.len() {
            self.opened(runner, step);
        }
    }

    /// How much of the revision is in, when the part in hand was rolled back.
    pub(super) fn inside(&self) -> Inside {
        if self.is_unfinished() { Inside::Recorded(self.done) } else { Inside::Nothing }
    }

    /// What lets the ledger say what it said before this run, where nothing of the revision is in.
    pub(super) fn taking_back(&self, runner: &Runner<'_>, step: &ScriptStep) -> Option<String> {
        let (dialect, ledger, entry) = (runner.session.dialect, &runner.session.ledger, &step.entry);
        if runner.keeping == Keeping::Nothing {
            return None;
        }
        if !self.opened || self.done > 0 || self.cursor.is_some() || self.is_resumed() {
            return None;
        }
        match (step.direction, &self.record) {
            (StepDirection::Down, Some(record)) => Some(dialect.ledger_keep(ledger, &record.entry)),
            (StepDirection::Down, None) => None,
            (StepDirection::Up, _) => Some(dialect.ledger_delete(ledger, &entry.chain, &entry.revision)),
        }
    }
}

/// A revision that is one transaction is never left unfinished by us.
fn ours(step: &ScriptStep, record: &LedgerRecord, done: usize) -> Result<usize, Halt> {
    if done == 0 && step.is_one_transaction() && record.entry.journal == step.entry.journal {
        return Err(Halt::of(Cause::Resume(Unresumable::Foreign)));
    }
    Ok(done)
}

fn progress(runner: &Runner<'_>, step: &ScriptStep, operations: usize) -> String {
    let operations = u32::try_from(operations).unwrap_or(u32::MAX);
    let (session, entry) = (&runner.session, &step.entry);
    session.dialect.ledger_progress(&session.ledger, &entry.chain, &entry.revision, operations)
}
