//! A revision on SQLite: one transaction with the ledger's row in it.
//!
//! `BEGIN IMMEDIATE` takes the database's lock for writing, so each revision waits for its turn, and looks whether
//! somebody else has written since: `PRAGMA data_version` changes when another connection has committed.

use std::time::Instant;

use super::halt::{Cause, Halt, Inside};
use super::message::{Message, Role};
use super::statements::{self, flush};
use super::{Failure, Runner};
use crate::dialect::{Dialect, Took};
use crate::plan::StepDirection;
use crate::script::ScriptStep;
use crate::session::{DatabaseError, Fault, LockError, Rows, Waiting};

/// Whether sqlx has to know of the transaction: where a `begin` of the author's nests in it, and where the connection
/// is borrowed, so that dropping it rolls back.
fn is_managed(runner: &Runner<'_>, step: &ScriptStep) -> bool {
    !step.is_one_message() || runner.session.connection.is_borrowed()
}

/// Opens the revision's transaction. Returns the ledger's rows where others have changed them; the transaction is
/// closed then.
pub(super) async fn open(runner: &mut Runner<'_>, step: &ScriptStep) -> Result<Option<Rows>, Failure> {
    let managed = is_managed(runner, step);
    let session = &mut *runner.session;
    let interrupt = session.interrupt.clone();
    let mut waiting = Waiting::new(session.wait, runner.observer, interrupt.as_ref());
    let version = loop {
        match begin(session, managed).await {
            Ok(version) => break version,
            Err(error) if error.fault() == Fault::Busy => {
                waiting.pause(None).await.map_err(Failure::Lock)?;
            }
            Err(error) => return Err(Failure::Lock(LockError::database(error))),
        }
    };
    if runner.data_version == Some(version) {
        return Ok(None);
    }
    runner.data_version = Some(version);
    let rows = session.rows().await.map_err(Failure::Ledger)?;
    if rows.as_slice() == runner.rows.as_slice() {
        runner.rows = rows;
        return Ok(None);
    }
    rollback(runner).await;
    Ok(Some(rows))
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

/// Runs the revision in the transaction that [`open`] opened.
pub(super) async fn step(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    start: Instant,
) -> Result<(), (Halt, Inside)> {
    let Err(halt) = pieces(runner, step, start).await else { return Ok(()) };
    rollback(runner).await;
    let inside = match halt.cause {
        Cause::Escaped => Inside::Unrecorded(halt.operation.map_or(0, |operation| operation + 1)),
        _ => Inside::Nothing,
    };
    Err((halt, inside))
}

async fn pieces(runner: &mut Runner<'_>, step: &ScriptStep, start: Instant) -> Result<(), Halt> {
    let managed = is_managed(runner, step);
    let mut message = Message::default();
    if runner.rows == Rows::NoLedger {
        message.create(Dialect::Sqlite, &runner.session.ledger);
    }
    if step.is_one_message() {
        message.operations(step);
        flush(runner.session, step, &mut message).await?;
    } else {
        statements::run(runner, step, message).await?;
    }
    let mut message = Message::default();
    let ledger = &runner.session.ledger;
    let row = match step.direction {
        StepDirection::Down => Dialect::Sqlite.ledger_delete(ledger, &step.entry.chain, &step.entry.revision),
        StepDirection::Up => {
            let took = Took::Micros(i64::try_from(start.elapsed().as_micros()).unwrap_or(i64::MAX));
            Dialect::Sqlite.ledger_insert_done(ledger, &step.entry, took)
        }
    };
    message.push(Role::Ledger, &row);
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

async fn commit(runner: &mut Runner<'_>, managed: bool) -> Result<(), Halt> {
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

/// Closes the transaction, however it was opened. An error means that none is open.
async fn rollback(runner: &mut Runner<'_>) {
    let connection = &mut runner.session.connection;
    if connection.depth() == 0 || connection.rollback().await.is_err() {
        let _ = connection.query("ROLLBACK".to_owned()).await;
    }
}
