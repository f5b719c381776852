//! A revision on SQLite: one transaction with the ledger's row in it, or several where it cannot be one.
//!
//! `BEGIN IMMEDIATE` takes the database's lock for writing, so each transaction waits for its turn, and looks whether
//! somebody else has written since: `PRAGMA data_version` changes when another connection has committed.

use std::time::Instant;

use super::batches::Book;
use super::halt::{Cause, Halt, Inside};
use super::message::Role;
use super::rebuild::{Refused, noted};
use super::segments::Track;
use super::statements::{self, flush};
use super::{Failure, Keeping, Runner, StepEnd, batches, keys};
use crate::dialect::{Dialect, Took};
use crate::ledger::{LedgerRecord, State};
use crate::operation::Operation;
use crate::script::{Mode, ScriptStep, Segment};
use crate::session::{DatabaseError, Fault, LockError, Rows, Waiting};

/// Why a transaction could not be opened.
pub(super) enum Denied {
    Ledger(DatabaseError),
    Lock(LockError),
}

/// Whether sqlx has to know of the transaction: where a `begin` of the author's nests in it, and where the connection
/// is borrowed, so that dropping it rolls back.
fn is_managed(runner: &Runner<'_>, step: &ScriptStep, segment: &Segment) -> bool {
    !step.is_plain(&segment.operations) || runner.session.connection.is_borrowed()
}

/// Opens the revision's first transaction. Returns the ledger's rows where others have changed them; the transaction is
/// closed then.
pub(super) async fn open(runner: &mut Runner<'_>, step: &ScriptStep) -> Result<Option<Rows>, Failure> {
    let track = Track::start(runner, step);
    let track = track.map_err(|(halt, inside)| runner.stopped(step, halt, inside))?;
    let Some(segment) = track.peek() else { return Ok(None) };
    let managed = is_managed(runner, step, segment);
    Ok(turn(runner, step, segment.mode, managed).await?)
}

/// Opens the transaction of a whole run, as [`open`] does that of a revision.
pub(super) async fn open_all(
    runner: &mut Runner<'_>,
    first: &ScriptStep,
    mode: Mode,
) -> Result<Option<Rows>, Failure> {
    Ok(turn(runner, first, mode, true).await?)
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Ledger(error) => Self::Ledger(error),
            Denied::Lock(error) => Self::Lock(error),
        }
    }
}

/// Waits for its turn and opens a transaction. Returns the ledger's rows where others have changed them; the
/// transaction is closed then.
pub(super) async fn turn(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    mode: Mode,
    managed: bool,
) -> Result<Option<Rows>, Denied> {
    let lock = |error| Denied::Lock(LockError::database(error));
    if mode == Mode::KeysOff {
        keys::switch_off(runner.session).await.map_err(lock)?;
    }
    let session = &mut *runner.session;
    let interrupt = session.interrupt.clone();
    let mut waiting = Waiting::new(session.wait, runner.observer, interrupt.as_ref());
    let opened = loop {
        match begin(session, managed).await {
            Ok(version) => break Ok(version),
            Err(error) if error.fault() == Fault::Busy => {
                if let Err(error) = waiting.pause(None).await {
                    break Err(error);
                }
            }
            Err(error) => break Err(LockError::database(error)),
        }
    };
    let changed = match opened {
        Err(error) => Err(Denied::Lock(error)),
        Ok(version) => changes(runner, step, version).await.map_err(Denied::Ledger),
    };
    if !matches!(changed, Ok(None)) {
        rollback(runner).await;
    }
    changed
}

async fn begin(session: &mut crate::session::Session, managed: bool) -> Result<i64, DatabaseError> {
    let text = if managed {
        session.connection.begin().await?;
        "PRAGMA data_version"
    } else {
        "BEGIN IMMEDIATE;\nPRAGMA data_version"
    };
    let rows = session.connection.query(text.to_owned()).await?;
    rows.first().map_or_else(|| Err(DatabaseError::answer("PRAGMA data_version has no row")), |row| row.at(0))
}

/// The ledger's rows, if others have changed them.
async fn changes(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    version: i64,
) -> Result<Option<Rows>, DatabaseError> {
    if runner.data_version == Some(version) {
        return Ok(None);
    }
    runner.data_version = Some(version);
    if runner.keeping == Keeping::Nothing {
        // What it is about is in the database itself.
        return Ok(Some(Rows::Found(Vec::new())));
    }
    let rows = runner.session.rows().await?;
    let unfinished = |rows: &Rows| rows.as_slice().iter().any(|row| row.state != State::Done);
    let mut alike = rows.as_slice() == runner.rows.as_slice();
    if unfinished(&rows) || unfinished(&runner.rows) {
        let records = runner.session.records().await?;
        alike &= reached(&records, step) == reached(&runner.records, step);
        runner.records = records;
    }
    if alike {
        runner.rows = rows;
        return Ok(None);
    }
    Ok(Some(rows))
}

/// How far a revision is, with how far a backfill of it is.
fn reached<'a>(records: &'a [LedgerRecord], step: &ScriptStep) -> Option<(State, u32, &'a [String])> {
    let record = records.iter().find(|record| record.entry.key() == step.entry.key());
    record.map(|record| (record.state, record.progress, record.entry.journal.as_slice()))
}

/// Runs the revision; [`open`] opened its first transaction.
pub(super) async fn step(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    start: Instant,
) -> Result<StepEnd, (Halt, Inside)> {
    let mut track = Track::start(runner, step)?;
    track.tell(runner, step);
    let mut is_open = true;
    while let Some(segment) = track.next() {
        if !is_open {
            if runner.session.is_interrupted() {
                return Err((Halt::of(Cause::Interrupted), track.inside()));
            }
            let managed = is_managed(runner, step, &segment);
            match turn(runner, step, segment.mode, managed).await {
                Ok(None) => {}
                Ok(Some(rows)) => return Ok(StepEnd::Changed(rows)),
                Err(Denied::Ledger(error)) => return Err((Halt::of(Cause::Ledger(error)), track.inside())),
                Err(Denied::Lock(error)) => return Err((Halt::of(Cause::Lock(error)), track.inside())),
            }
        }
        is_open = false;
        let result = if segment.mode == Mode::Batches {
            let (at, cursor) = (segment.operations.start, track.cursor());
            let book = Book::Parts { track: &mut track, segment: &segment };
            match batches::run(runner, step, at, book, cursor).await {
                Ok(batches::Ended::Changed(rows)) => return Ok(StepEnd::Changed(rows)),
                Ok(batches::Ended::Done) => Ok(()),
                Err(halt) => Err(halt),
            }
        } else {
            pieces(runner, step, &track, &segment, start).await
        };
        if let Err(halt) = result {
            let halt = told(runner, step, halt).await;
            rollback(runner).await;
            let inside = match halt.cause {
                Cause::Escaped => Inside::Unrecorded(halt.operation.map_or(0, |operation| operation + 1)),
                _ => track.inside(),
            };
            return Err((halt, inside));
        }
        let back = keys::switch_on(runner.session).await;
        track.committed(runner, step, &segment);
        back.map_err(|error| (Halt::of(Cause::Transaction(error)), track.inside()))?;
    }
    Ok(StepEnd::Done)
}

/// Finds the values that a unique index does not take, which SQLite does not tell.
pub(super) async fn told(runner: &mut Runner<'_>, step: &ScriptStep, halt: Halt) -> Halt {
    let Halt { operation, statement, cause, partly } = halt;
    let failed = operation.and_then(|at| step.operations.get(at)).map(|failed| &failed.operation);
    let cause = match (cause, failed) {
        (Cause::Database(error), Some(Operation::CreateIndex(create))) => {
            let doubles = crate::dialect::rebuild::doubles(&create.table, &create.index).ok().flatten();
            Cause::Database(noted(runner.session, error, doubles.as_slice(), Refused::Values).await)
        }
        (cause, _) => cause,
    };
    Halt { operation, statement, cause, partly }
}

async fn pieces(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    track: &Track,
    segment: &Segment,
    start: Instant,
) -> Result<(), Halt> {
    let managed = is_managed(runner, step, segment);
    let mut message = runner.message();
    if runner.rows == Rows::NoLedger {
        message.create(Dialect::Sqlite, &runner.session.ledger);
    }
    let orphans = match segment.mode {
        Mode::KeysOff => keys::count_orphans(runner.session).await,
        Mode::Autocommit | Mode::Batches | Mode::Transaction => None,
    };
    if step.is_plain(&segment.operations) {
        message.operations(step, &segment.operations);
        flush(runner.session, step, &mut message).await?;
    } else {
        statements::run(runner, step, &segment.operations, message).await?;
    }
    if let Some(before) = orphans {
        keys::refuse_new_orphans(runner.session, before).await.map_err(Halt::of)?;
    }
    let mut message = runner.message();
    let took = Took::Micros(i64::try_from(start.elapsed().as_micros()).unwrap_or(i64::MAX));
    for row in track.closing(runner, step, segment, took) {
        message.push(Role::Ledger, &row);
    }
    if !managed {
        message.push(Role::Frame, "COMMIT");
    }
    match flush(runner.session, step, &mut message).await {
        Ok(()) if managed => commit(runner, managed).await,
        Ok(()) => Ok(()),
        // A reader was in the way; the transaction is still open, and the next COMMIT may do (lang_transaction.html).
        Err(Halt { cause: Cause::Transaction(error), .. }) if error.fault() == Fault::Busy => {
            commit(runner, managed).await
        }
        Err(halt) => Err(halt),
    }
}

pub(super) async fn commit(runner: &mut Runner<'_>, managed: bool) -> Result<(), Halt> {
    let session = &mut *runner.session;
    let interrupt = session.interrupt.clone();
    let mut waiting = Waiting::new(session.wait, runner.observer, interrupt.as_ref());
    loop {
        let result = if managed {
            session.connection.commit().await
        } else {
            session.connection.query("COMMIT".to_owned()).await.map(|_| ())
        };
        match result {
            Ok(()) => return Ok(()),
            Err(error) if error.fault() == Fault::Busy && waiting.pause(None).await.is_ok() => {}
            Err(error) => return Err(Halt::of(Cause::Transaction(error))),
        }
    }
}

/// Closes the transaction, however it was opened, and switches foreign keys on again. An error means that none is open.
pub(super) async fn rollback(runner: &mut Runner<'_>) {
    let connection = &mut runner.session.connection;
    if connection.depth() == 0 || connection.rollback().await.is_err() {
        let _ = connection.query("ROLLBACK".to_owned()).await;
    }
    let _ = keys::switch_on(runner.session).await;
}
