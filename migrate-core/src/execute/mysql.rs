//! A revision on MySQL and MariaDB, where a change of the schema commits by itself.
//!
//! The ledger says that a revision is begun, how many of its operations are known to be in, and that it is done.
//! Rows are written in a transaction with that number, so that they are never in without being recorded.
//! The journal marks SQL of the author's as begun before it is sent: what the server has of it when the client dies
//! cannot be found out.

use super::batches::Book;
use super::halt::{Cause, Halt, Inside};
use super::message::{Message, Role};
use super::modify::{self, Stop};
use super::resume;
use super::statements::{self, flush};
use super::{Failure, Keeping, Runner, batches, spared};
use crate::batches::Cursor;
use crate::dialect::Dialect::MySql;
use crate::dialect::{MAY_NOT_HOLD, RELEASE};
use crate::event::{Event, tell};
use crate::ledger::{self, LedgerEntry, State};
use crate::live::{Live, Modify};
use crate::name::QualifiedName;
use crate::plan::StepDirection;
use crate::script::{Beside, ScriptOperation, ScriptStep, Statement};
use crate::session::{DatabaseError, MessageError};

/// Makes the ledger where there is none.
pub(super) async fn create_ledger(runner: &mut Runner<'_>) -> Result<(), Failure> {
    let session = &mut *runner.session;
    if runner.rows == crate::session::Rows::NoLedger {
        for sql in MySql.ledger_create(&session.ledger) {
            session.query(sql).await.map_err(Failure::Ledger)?;
        }
    }
    Ok(())
}

pub(super) async fn step(runner: &mut Runner<'_>, step: &ScriptStep) -> Result<(), (Halt, Inside)> {
    let record = runner.records.iter().find(|record| record.entry.key() == step.entry.key()).cloned();
    let unfinished = record.as_ref().filter(|record| record.state != State::Done);
    let from = match unfinished {
        None => 0,
        Some(record) => {
            let found = resume::find(runner.session, step, record).await;
            let from = found.map_err(|halt| (halt, Inside::Recorded(resume::known(step, record))))?;
            let revision = &step.entry.revision;
            tell(runner.observer, Event::Resumed { revision, operations: from });
            from
        }
    };
    let cursor = match unfinished {
        None => None,
        Some(record) => {
            let found = resume::cursor(step, record, from);
            found.map_err(|halt| (halt, Inside::Recorded(resume::known(step, record))))?
        }
    };
    let mut message = runner.message();
    match (step.direction, unfinished) {
        (StepDirection::Up, None) => {
            message.push(Role::Ledger, &MySql.ledger_insert_intent(&runner.session.ledger, &step.entry));
        }
        (StepDirection::Down, _) | (StepDirection::Up, Some(_)) => {
            let entry = resume::with_cursor(&step.entry, from, cursor.as_ref());
            state(runner, step, &entry, from, &mut message);
        }
    }
    let mut position = Position { begun: false, cursor, held: false, operation: from };
    let Err(halt) = pieces(runner, step, message, &mut position).await else { return Ok(()) };
    if position.held && !halt.cause.lost_server() {
        // What the ledger is told goes to another table.
        let _ = runner.session.query(RELEASE.to_owned()).await;
    }
    if !position.begun && !halt.cause.lost_server() {
        // The ledger says what it said before.
        let _ = runner.session.connection.rollback().await;
        let known = unfinished.map(|record| resume::known(step, record));
        return Err((halt, known.map_or(Inside::Nothing, Inside::Recorded)));
    }
    let inside = record_halt(runner, step, &halt, &position, record.map(|record| record.entry)).await;
    Err((halt, inside))
}

/// How far a revision is: what a failure has to record.
struct Position {
    /// Whether the first that we write into the ledger is in, and stays.
    begun: bool,
    /// How far the backfill is that an earlier run began.
    cursor: Option<Cursor>,
    /// Whether a table is held, so that others do not write it.
    held: bool,
    /// How many operations are wholly in.
    operation: usize,
}

async fn pieces(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    mut message: Message,
    position: &mut Position,
) -> Result<(), Halt> {
    let total = step.operations.len();
    let alone = !step.is_one_message() || !runner.spared.is_empty();
    let from = position.operation;
    for (at, operation) in step.operations.iter().enumerate().skip(from) {
        if alone {
            let words = operation.words();
            let (revision, position) = (&step.entry.revision, at + 1);
            tell(runner.observer, Event::Operation { revision, operation: &words, position, total });
        }
        let progress = progress(runner, step, at + 1);
        let rows_alone = is_rows(operation);
        if rows_alone {
            message.push(Role::Frame, "START TRANSACTION");
        }
        let spared = spared::of(&runner.spared, at);
        // A change of a column asks in its place.
        if let Some(first) = spared.first()
            && !operation.statements.iter().any(|statement| statement.as_modify().is_some())
        {
            send(runner, step, &mut message, position).await?;
            hold(runner, &first.table, &first.beside, position)
                .await
                .map_err(|cause| Halt::at(at, None, cause))?;
            spared::ask(runner.session, &spared).await.map_err(|cause| Halt::at(at, None, cause))?;
        }
        for (place, statement) in operation.statements.iter().enumerate() {
            match statement {
                Statement::Concurrent { sql, .. } | Statement::Ddl(sql) | Statement::Dml(sql) => {
                    message.push(Role::Operation { operation: at, statement: place }, sql);
                }
                Statement::Author(sql) => {
                    mark(runner, step, (at, place), &mut message);
                    send(runner, step, &mut message, position).await?;
                    refuse_if_interrupted(runner, at, Some(sql))?;
                    let result = statements::author(runner.session, sql).await;
                    if let Err(MessageError { completed, rows: _, error }) = result {
                        if completed == 0 && place == 0 {
                            // Its first statement failed, so nothing of it is in.
                            let mut unmarked = runner.message();
                            state(runner, step, &step.entry, at, &mut unmarked);
                            send(runner, step, &mut unmarked, position).await?;
                        }
                        return Err(Halt::at(at, Some(sql), Cause::Database(error)));
                    }
                    // Should a procedure of the author's have left a transaction open: what follows must be kept.
                    message.push(Role::Frame, "COMMIT");
                }
                Statement::Backfill(_) => {
                    // All before it is known to be in, so that only the backfill itself is gone on with.
                    message.push(Role::Ledger, &self::progress(runner, step, at));
                    send(runner, step, &mut message, position).await?;
                    position.operation = at;
                    let cursor = position.cursor.clone().filter(|_| at == from);
                    batches::run(runner, step, at, Book::Journal, cursor).await?;
                    position.cursor = None;
                    position.operation = at + 1;
                }
                Statement::Data { name, function, offline: _ } => {
                    send(runner, step, &mut message, position).await?;
                    refuse_if_interrupted(runner, at, None)?;
                    let transaction = |error| Halt::of(Cause::Transaction(error));
                    runner.session.connection.begin().await.map_err(transaction)?;
                    let result = statements::data(runner.session, name, function).await;
                    result.map_err(|cause| Halt::at(at, None, cause))?;
                    let mut recorded = runner.message();
                    recorded.push(Role::Ledger, &progress);
                    flush(runner.session, step, &mut recorded).await?;
                    runner.session.connection.commit().await.map_err(transaction)?;
                }
                Statement::Live(Live::Modify(modify)) => {
                    // All before it is known to be in, so that it can be begun again.
                    message.push(Role::Ledger, &self::progress(runner, step, at));
                    send(runner, step, &mut message, position).await?;
                    let result = match refuse_if_interrupted(runner, at, None) {
                        Ok(()) => self::modify(runner, step, (at, place), modify, position).await,
                        Err(halt) => Err(halt),
                    };
                    if let Err(halt) = result {
                        return Err(leave(runner, operation, place, halt).await);
                    }
                    if place + 1 == operation.statements.len() {
                        position.operation = at + 1;
                        message.push(Role::Ledger, &progress);
                    }
                }
                Statement::Live(Live::Conditional(conditional)) => {
                    // All before it is known to be in, so that it can be begun again.
                    message.push(Role::Ledger, &self::progress(runner, step, at));
                    send(runner, step, &mut message, position).await?;
                    refuse_if_interrupted(runner, at, None)?;
                    let result = statements::conditional(runner.session, conditional).await;
                    if let Err((sql, error)) = result {
                        let halt = Halt::at(at, Some(&sql), Cause::Database(error));
                        return Err(leave(runner, operation, place, halt).await);
                    }
                    if place + 1 == operation.statements.len() {
                        position.operation = at + 1;
                        message.push(Role::Ledger, &progress);
                    }
                }
                // Those of SQLite. The dialect makes none.
                Statement::Live(Live::Joined { .. } | Live::Rebuild(_)) => {}
                Statement::Guard { query, table, column, value, beside } => {
                    send(runner, step, &mut message, position).await?;
                    if value.is_none() {
                        hold(runner, table, beside, position)
                            .await
                            .map_err(|cause| Halt::at(at, None, cause))?;
                    }
                    let result =
                        statements::guard(runner.session, query, table, column, value.as_deref()).await;
                    result.map_err(|cause| Halt::at(at, Some(query), cause))?;
                }
            }
        }
        if position.held {
            message.push(Role::Frame, RELEASE);
            send(runner, step, &mut message, position).await?;
            position.held = false;
            position.operation = at + 1;
            message.push(Role::Ledger, &progress);
        }
        if rows_alone {
            message.push(Role::Ledger, &progress);
            message.push(Role::Frame, "COMMIT");
        } else if operation.statements.iter().any(|statement| matches!(statement, Statement::Author(_))) {
            message.push(Role::Ledger, &progress);
        }
        if alone && message.is_empty() {
            position.operation = at + 1;
        }
    }
    let ledger = &runner.session.ledger;
    message.push(
        Role::Ledger,
        &match step.direction {
            StepDirection::Down => MySql.ledger_delete(ledger, &step.entry.chain, &step.entry.revision),
            StepDirection::Up => MySql.ledger_done(ledger, &step.entry),
        },
    );
    send(runner, step, &mut message, position).await
}

/// Changes a column. A table that is held for it is let go behind it, whatever came of it: what follows, or puts things back,
/// is of other tables too (error 1100 under the lock, tried on MariaDB 10.11 and MySQL 8.0.28).
async fn modify(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    at: (usize, usize),
    modify: &Modify,
    position: &mut Position,
) -> Result<(), Halt> {
    let was_held = position.held;
    let result = changed(runner, step, at, modify, position).await;
    if was_held || !position.held {
        return result;
    }
    position.held = false;
    if result.as_ref().is_err_and(|halt| halt.cause.lost_server()) {
        return result;
    }
    let released = runner.session.query(RELEASE.to_owned()).await;
    result?;
    released.map(|_| ()).map_err(|error| Halt::at(at.0, Some(RELEASE), Cause::Database(error)))
}

async fn changed(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    (at, place): (usize, usize),
    modify: &Modify,
    position: &mut Position,
) -> Result<(), Halt> {
    let halt = |Stop { sql, cause, partly }| Halt { operation: Some(at), statement: sql, cause, partly };
    let expansion = modify::look(runner.session, modify).await.map_err(halt)?;
    let mut spared = spared::of(&runner.spared, at);
    spared.retain(|spared| spared.table == modify.table);
    let asked = |cause| Halt::at(at, None, cause);
    if let Some(first) = spared.first()
        && expansion.swap.is_empty()
    {
        hold(runner, &modify.table, &first.beside, position).await.map_err(asked)?;
    }
    spared::ask(runner.session, &spared).await.map_err(asked)?;
    modify::run(runner.session, &expansion.prepare).await.map_err(halt)?;
    if !expansion.swap.is_empty() {
        let mut marked = runner.message();
        mark(runner, step, (at, place), &mut marked);
        send(runner, step, &mut marked, position).await?;
        let mut swapped = modify::hold(runner.session, &expansion).await;
        if swapped.is_ok() {
            let asked = spared::ask(runner.session, &spared).await;
            swapped = asked.map_err(|cause| Stop { sql: None, cause, partly: false });
        }
        if swapped.is_ok() {
            swapped = modify::run(runner.session, &expansion.swap).await;
        }
        if let Err(stop) = swapped {
            if !stop.cause.lost_server() {
                // Unmarked first: a mark without the new column says that the change is done.
                let mut unmarked = runner.message();
                unmarked.push(Role::Frame, RELEASE);
                state(runner, step, &step.entry, at, &mut unmarked);
                send(runner, step, &mut unmarked, position).await?;
                modify::run(runner.session, &expansion.abandon).await.map_err(halt)?;
            }
            return Err(halt(Stop { partly: false, ..stop }));
        }
    }
    modify::run(runner.session, &expansion.finish).await.map_err(halt)
}

/// Keeps others from writing a table. Who may not lock tables goes on without: what is asked is then asked right before.
async fn hold(
    runner: &mut Runner<'_>,
    table: &QualifiedName,
    beside: &Beside,
    position: &mut Position,
) -> Result<(), Cause> {
    match spared::hold(runner.session, table, beside).await {
        Ok(()) => position.held = true,
        Err(error) if error.code() == Some(MAY_NOT_HOLD) => {}
        Err(error) => return Err(Cause::Database(error)),
    }
    Ok(())
}

/// Leaves an operation that stopped at one of its statements as whole as can be: what was taken away for its time comes
/// back. Says whether that leaves it begun.
async fn leave(runner: &mut Runner<'_>, operation: &ScriptOperation, place: usize, halt: Halt) -> Halt {
    let (done, left) = operation.statements.split_at(place);
    let mut whole = !done.iter().any(|statement| statement.as_modify().is_some());
    for statement in left.iter().skip(1) {
        match statement {
            Statement::Live(Live::Conditional(conditional)) if !halt.cause.lost_server() => {
                whole &= statements::conditional(runner.session, conditional).await.is_ok();
            }
            Statement::Live(Live::Conditional(_)) => whole = false,
            Statement::Author(_)
            | Statement::Backfill(_)
            | Statement::Concurrent { .. }
            | Statement::Data { .. }
            | Statement::Ddl(_)
            | Statement::Dml(_)
            | Statement::Guard { .. }
            | Statement::Live(Live::Joined { .. } | Live::Modify(_) | Live::Rebuild(_)) => {}
        }
    }
    Halt { partly: halt.partly || !whole, ..halt }
}

/// Whether an operation only writes rows.
fn is_rows(operation: &ScriptOperation) -> bool {
    !operation.statements.is_empty()
        && operation.statements.iter().all(|statement| matches!(statement, Statement::Dml(_)))
}

/// Sends what is gathered and keeps count of the operations that are in.
async fn send(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    message: &mut Message,
    position: &mut Position,
) -> Result<(), Halt> {
    if message.is_empty() {
        return Ok(());
    }
    let result = runner.session.send(message.take_text()).await;
    let gathered = message.take();
    let completed = result.as_ref().map_or_else(|failure| failure.completed, |_| gathered.len());
    position.begun |= gathered.is_kept(completed);
    position.operation = position.operation.max(gathered.operations_in(completed));
    match result {
        Ok(_) => Ok(()),
        Err(failure) => Err(gathered.halt(step, failure)),
    }
}

fn refuse_if_interrupted(runner: &Runner<'_>, at: usize, sql: Option<&str>) -> Result<(), Halt> {
    if runner.session.is_interrupted() { Err(Halt::at(at, sql, Cause::Interrupted)) } else { Ok(()) }
}

pub(super) fn progress(runner: &Runner<'_>, step: &ScriptStep, operations: usize) -> String {
    let operations = u32::try_from(operations).unwrap_or(u32::MAX);
    MySql.ledger_progress(&runner.session.ledger, &step.entry.chain, &step.entry.revision, operations)
}

/// Writes how far a backfill is.
pub(super) fn moving(runner: &Runner<'_>, step: &ScriptStep, at: usize, cursor: &Cursor) -> String {
    let entry = resume::with_cursor(&step.entry, at, Some(cursor));
    MySql.ledger_journal(&runner.session.ledger, &entry)
}

/// Notes how far a backfill is.
pub(super) fn moved(runner: &mut Runner<'_>, step: &ScriptStep, at: usize, cursor: &Cursor) {
    let state = match step.direction {
        StepDirection::Down => State::Undo,
        StepDirection::Up => State::Intent,
    };
    let entry = resume::with_cursor(&step.entry, at, Some(cursor));
    runner.note_unfinished(entry, state, at);
}

/// Adds what marks a statement of an operation as begun.
fn mark(runner: &Runner<'_>, step: &ScriptStep, (at, place): (usize, usize), message: &mut Message) {
    let mut entry = step.entry.clone();
    if let Some(hash) = entry.journal.get_mut(at) {
        *hash = ledger::begun(place, hash);
    }
    state(runner, step, &entry, at, message);
}

/// Adds what writes that a step is unfinished, with this journal and so many operations in.
fn state(
    runner: &Runner<'_>,
    step: &ScriptStep,
    entry: &LedgerEntry,
    operations: usize,
    message: &mut Message,
) {
    let ledger = &runner.session.ledger;
    message.push(Role::Frame, "START TRANSACTION");
    match step.direction {
        StepDirection::Down => message.push(Role::Ledger, &MySql.ledger_undo(ledger, entry)),
        StepDirection::Up => {
            message.push(Role::Ledger, &MySql.ledger_delete(ledger, &entry.chain, &entry.revision));
            message.push(Role::Ledger, &MySql.ledger_insert_intent(ledger, entry));
        }
    }
    if operations > 0 {
        message.push(Role::Ledger, &progress(runner, step, operations));
    }
    message.push(Role::Frame, "COMMIT");
}

/// Records how far a revision came; one of which nothing is in is as it was before.
async fn record_halt(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    halt: &Halt,
    position: &Position,
    before: Option<LedgerEntry>,
) -> Inside {
    if halt.cause.lost_server() {
        return Inside::Unknown;
    }
    let session = &mut *runner.session;
    let _ = session.connection.rollback().await;
    let partly = halt.operation == Some(position.operation) && halt.partly;
    let untouched = position.operation == 0 && position.cursor.is_none() && !partly;
    if runner.keeping == Keeping::Nothing {
        return if untouched { Inside::Nothing } else { Inside::Unrecorded(position.operation) };
    }
    let ledger = session.ledger.clone();
    let sql = match (untouched, step.direction, before) {
        (true, StepDirection::Up, _) => MySql.ledger_delete(&ledger, &step.entry.chain, &step.entry.revision),
        (true, StepDirection::Down, Some(entry)) => MySql.ledger_keep(&ledger, &entry),
        (false, _, _) | (true, StepDirection::Down, None) => progress(runner, step, position.operation),
    };
    match record(runner, sql).await {
        Ok(()) if untouched => Inside::Nothing,
        Ok(()) => Inside::Recorded(position.operation),
        Err(_) => Inside::Unrecorded(position.operation),
    }
}

async fn record(runner: &mut Runner<'_>, sql: String) -> Result<(), DatabaseError> {
    runner.session.connection.query(format!("ROLLBACK;\n{sql};\nCOMMIT")).await.map(|_| ())
}
