//! Going on with a revision that an earlier run left unfinished.
//!
//! PostgreSQL and SQLite record each part of a revision with what it does. On MySQL and MariaDB the ledger tells how many
//! operations are known to be in. What came behind them is looked for in the catalogue: the tables, columns, indexes and
//! constraints that the operations from there on touch are compared with the schema after each of them, and only where the
//! database is like exactly one of these, the run goes on.

use std::collections::BTreeSet;

use super::facts::live;
use super::halt::{Cause, Halt};
use super::unresumable::{Presence, Unresumable};
use crate::batches::Cursor;
use crate::facts::{self, Fact, Turn};
use crate::ledger::{BEGUN, CURSOR, LedgerEntry, LedgerRecord};
use crate::script::{ScriptOperation, ScriptStep, Statement};
use crate::session::{DatabaseError, Session};

/// How many operations the ledger knows to be in.
pub(super) fn known(step: &ScriptStep, record: &LedgerRecord) -> usize {
    usize::try_from(record.progress).unwrap_or(usize::MAX).min(step.operations.len())
}

/// How many operations the ledger knows to be in, if these are the ones that are written now.
pub(super) fn journalled(step: &ScriptStep, record: &LedgerRecord) -> Result<usize, Halt> {
    let known = known(step, record);
    let journal = &record.entry.journal;
    match (0..known).find(|at| is_edited(journal, step, *at)) {
        None => Ok(known),
        Some(at) => {
            let operation = step.operations.get(at).map_or_else(String::new, ScriptOperation::words);
            Err(Halt::of(Cause::Resume(Unresumable::Edited { operation, position: at + 1 })))
        }
    }
}

/// An entry whose journal says how far the backfill is that one of its operations is.
pub(super) fn with_cursor(entry: &LedgerEntry, at: usize, cursor: Option<&Cursor>) -> LedgerEntry {
    let mut entry = entry.clone();
    if let (Some(hash), Some(cursor)) = (entry.journal.get_mut(at), cursor) {
        *hash = format!("{hash}{CURSOR}{cursor}");
    }
    entry
}

/// Which operation is a backfill that the ledger knows to be begun, and how many rows it has gone through.
pub(super) fn rows_in(record: &LedgerRecord) -> Option<(usize, u64)> {
    let at = usize::try_from(record.progress).ok()?;
    record.cursor().map(|cursor| (at, cursor.seen))
}

/// How far the backfill is that comes next, if an earlier run began it and it is written now as it was then.
pub(super) fn cursor(step: &ScriptStep, record: &LedgerRecord, known: usize) -> Result<Option<Cursor>, Halt> {
    let line = record.entry.journal.get(known);
    let Some((hash, cursor)) = line.and_then(|line| line.split_once(CURSOR)) else { return Ok(None) };
    let halt = |unresumable| Halt::of(Cause::Resume(unresumable));
    let key = super::batches::of(step, known).map(|batches| batches.key.len());
    if step.entry.journal.get(known).map(String::as_str) != Some(hash) {
        let operation = step.operations.get(known).map_or_else(String::new, ScriptOperation::words);
        return Err(halt(Unresumable::EditedBackfill { operation, position: known + 1 }));
    }
    match cursor.parse::<Cursor>() {
        Ok(cursor) if Some(cursor.key.len()) == key => Ok(Some(cursor)),
        Ok(_) | Err(_) => {
            let message = format!("how far its operation {} is, `{cursor}`, cannot be read", known + 1);
            Err(Halt::of(Cause::Ledger(DatabaseError::answer(message))))
        }
    }
}

/// Whether an operation was changed in the source since. The mark of one that was begun stays when it is in.
fn is_edited(journal: &[String], step: &ScriptStep, at: usize) -> bool {
    let recorded = journal.get(at).map(|hash| Begun::read(hash).map_or(hash.as_str(), |begun| begun.hash));
    let recorded = recorded.map(|hash| hash.split_once(CURSOR).map_or(hash, |(hash, _)| hash));
    recorded != step.entry.journal.get(at).map(String::as_str)
}

/// What the journal says of an operation that was begun.
pub(super) struct Begun<'a> {
    /// The statement of it that was begun, counted from zero.
    place: usize,
    /// The operation's hash.
    hash: &'a str,
}

impl<'a> Begun<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix(BEGUN)?;
        match text.split_once(BEGUN) {
            None => Some(Self { place: 0, hash: text }),
            Some((place, hash)) => Some(Self { place: place.parse().ok()?, hash }),
        }
    }
}

/// How many operations are in.
pub(super) async fn find(
    session: &mut Session,
    step: &ScriptStep,
    record: &LedgerRecord,
) -> Result<usize, Halt> {
    let halt = |unresumable| Halt::of(Cause::Resume(unresumable));
    let known = journalled(step, record)?;
    let journal = &record.entry.journal;
    if let Some(Begun { place, hash }) = journal.get(known).and_then(|hash| Begun::read(hash)) {
        let statements = step.operations.get(known).map(|operation| operation.statements.as_slice());
        let statements = statements.unwrap_or_default();
        if let Some(modify) = statements.get(place).and_then(Statement::as_modify) {
            let unfinished = super::modify::is_unfinished(session, &modify.table).await;
            let is_last = place + 1 == statements.len();
            // What an operation does before its last statement may be done again.
            if unfinished.map_err(|error| Halt::of(Cause::Database(error)))? || !is_last {
                return Ok(known);
            }
            if step.entry.journal.get(known).map(String::as_str) == Some(hash) {
                return Ok(known + 1);
            }
        }
        return Err(halt(Unresumable::Begun { operations: listed(step, known, None) }));
    }
    let states = states(step);
    // Behind the first operation that is recorded together with what it does, nothing can be in.
    let last =
        (known..step.operations.len()).find(|at| is_recorded(step, *at)).unwrap_or(step.operations.len());
    if last == known {
        return Ok(known);
    }
    let facts = &states[known..=last];
    let tables =
        facts.iter().flat_map(|facts| facts.iter().map(|fact| fact.table.clone())).collect::<BTreeSet<_>>();
    let live = live(session, &tables).await.map_err(|error| Halt::of(Cause::Database(error)))?;
    // Only what one of the operations makes or takes away tells anything.
    let all = facts.iter().flatten().collect::<BTreeSet<_>>();
    let telling = all.into_iter().filter(|fact| facts.iter().any(|facts| !facts.contains(*fact)));
    let telling = telling.collect::<Vec<_>>();
    let alike =
        |facts: &BTreeSet<Fact>| telling.iter().all(|fact| facts.contains(*fact) == live.contains(*fact));
    let matches = facts.iter().enumerate().filter(|(_, facts)| alike(facts)).map(|(at, _)| known + at);
    let matches = matches.collect::<Vec<_>>();
    let settle = |at: usize| {
        // What was changed in the source since would otherwise be taken for done.
        match (known..at).find(|at| is_edited(journal, step, *at)) {
            None => Ok(at),
            Some(edited) => {
                let operation = step.operations[edited].words();
                Err(halt(Unresumable::Edited { operation, position: edited + 1 }))
            }
        }
    };
    match matches.as_slice() {
        [at] => settle(*at),
        [first, .., last] if (*first..*last).all(|at| is_repeatable(step, at)) => settle(*first),
        [] => Err(halt(Unresumable::Unlike { operations: listed(step, known, None) })),
        [first, .., last] => Err(halt(Unresumable::Unlike { operations: listed(step, *first, Some(*last)) })),
    }
}

/// The operations, of which so many are in, with what is known of the others.
fn listed(step: &ScriptStep, known: usize, out_from: Option<usize>) -> Vec<(String, Presence)> {
    let presence = |at: usize| {
        if at < known {
            Presence::In
        } else if out_from.is_some_and(|from| at >= from) {
            Presence::Out
        } else {
            Presence::Unknown
        }
    };
    let operations = step.operations.iter().enumerate();
    operations.map(|(at, operation)| (operation.words(), presence(at))).collect()
}

/// Whether an operation is never in without the ledger knowing it, or knowing that it was begun.
fn is_recorded(step: &ScriptStep, at: usize) -> bool {
    step.operations.get(at).is_some_and(|operation| {
        !operation.statements.is_empty()
            && operation.statements.iter().all(|statement| match statement {
                Statement::Author(_)
                | Statement::Backfill(_)
                | Statement::Concurrent { .. }
                | Statement::Data { .. }
                | Statement::Dml(_)
                | Statement::Guard { .. }
                // It may be begun again from the first.
                | Statement::Live(_) => true,
                Statement::Ddl(_) => false,
            })
    })
}

/// Whether an operation does nothing where it is in already.
fn is_repeatable(step: &ScriptStep, at: usize) -> bool {
    step.operations.get(at).is_some_and(|operation| match &operation.kept {
        None => facts::is_repeatable(&operation.operation),
        Some(kept) => kept.is_repeatable,
    })
}

/// What the catalogue tells before the first operation, between them, and after the last.
fn states(step: &ScriptStep) -> Vec<BTreeSet<Fact>> {
    let kept = step.operations.iter().filter_map(|operation| operation.kept.as_ref());
    if kept.clone().count() == step.operations.len() {
        return Turn::states(kept.map(|kept| &kept.turn));
    }
    let mut states = step.operations.iter().map(|operation| operation.before.clone()).collect::<Vec<_>>();
    if let Some(last) = step.operations.last() {
        let mut after = last.before.clone();
        // It was applied when the plan was made.
        let _ = last.operation.apply(&mut after);
        states.push(after);
    }
    states.iter().map(facts::facts).collect()
}
