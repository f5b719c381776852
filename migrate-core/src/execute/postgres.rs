//! A revision on PostgreSQL: one transaction with the ledger's row in it, or several where it cannot be one.

use std::ops::Range;

use super::batches::{self, Book};
use super::halt::{Cause, Halt, Inside};
use super::message::{Message, Role};
use super::segments::Track;
use super::statements::{self, flush};
use super::{Runner, spared, views};
use crate::dialect::{Dialect, Took};
use crate::script::{IndexGoal, Mode, ScriptStep, Segment, Statement};
use crate::session::{DatabaseError, Rows};

pub(super) async fn step(runner: &mut Runner<'_>, step: &ScriptStep) -> Result<(), (Halt, Inside)> {
    let mut track = Track::start(runner, step)?;
    track.tell(runner, step);
    while let Some(segment) = track.next() {
        let result = match segment.mode {
            Mode::Autocommit => outside(runner, step, &mut track, &segment).await,
            Mode::Batches => {
                let (at, cursor) = (segment.operations.start, track.cursor());
                let book = Book::Parts { track: &mut track, segment: &segment };
                batches::run(runner, step, at, book, cursor).await.map(|_| ())
            }
            Mode::KeysOff | Mode::Transaction => {
                let ledger = track.closing(runner, step, &segment, Took::SinceTransaction);
                if step.is_plain(&segment.operations) && !spared::are_in(runner, &segment) {
                    whole(runner, step, &segment.operations, &ledger).await
                } else {
                    pieces(runner, step, &segment, &ledger).await
                }
            }
        };
        if let Err(halt) = result {
            return Err(stop(runner, step, &track, halt).await);
        }
        track.committed(runner, step, &segment);
    }
    Ok(())
}

/// Leaves what is committed and nothing else, and says how much that is.
pub(super) async fn stop(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    track: &Track,
    halt: Halt,
) -> (Halt, Inside) {
    // After a failed message the session takes nothing but ROLLBACK; where the connection is gone, so is the
    // transaction.
    let _ = runner.session.connection.rollback().await;
    let _ = runner.session.connection.query("ROLLBACK".to_owned()).await;
    let inside = match (&halt.cause, track.taking_back(runner, step)) {
        (Cause::Escaped, _) => Inside::Unrecorded(halt.operation.map_or(0, |operation| operation + 1)),
        (cause, _) if cause.lost_server() => Inside::Unknown,
        (_, None) => track.inside(),
        (_, Some(sql)) => match runner.session.connection.query(sql).await {
            Ok(_) => Inside::Nothing,
            Err(_) => track.inside(),
        },
    };
    (views::named(runner.session, step, halt).await, inside)
}

/// Operations as one message.
async fn whole(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    operations: &Range<usize>,
    ledger: &[String],
) -> Result<(), Halt> {
    let mut message = runner.message();
    message.push(Role::Frame, "BEGIN");
    prologue(runner, &mut message);
    message.operations(step, operations);
    for sql in ledger {
        message.push(Role::Ledger, sql);
    }
    message.push(Role::Frame, "COMMIT");
    flush(runner.session, step, &mut message).await
}

/// Operations piece by piece, in a transaction that sqlx opened.
async fn pieces(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    segment: &Segment,
    ledger: &[String],
) -> Result<(), Halt> {
    let transaction = |error| Halt::of(Cause::Transaction(error));
    remember_search_path(runner).await?;
    runner.session.connection.begin().await.map_err(transaction)?;
    let mut message = runner.message();
    if spared::are_in(runner, segment) {
        // What is committed before a table is held must be seen behind it, whatever the server's default is.
        message.push(Role::Frame, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
    prologue(runner, &mut message);
    statements::run(runner, step, &segment.operations, message).await?;
    let mut message = runner.message();
    restore_search_path(runner, &mut message);
    for sql in ledger {
        message.push(Role::Ledger, sql);
    }
    flush(runner.session, step, &mut message).await?;
    runner.session.connection.commit().await.map_err(transaction)
}

/// Reads the `search_path` before anything of the author's may change it.
pub(super) async fn remember_search_path(runner: &mut Runner<'_>) -> Result<(), Halt> {
    let transaction = |error| Halt::of(Cause::Transaction(error));
    if runner.search_path.is_none() {
        let rows =
            runner.session.query("SELECT quote_literal(current_setting('search_path'))".to_owned()).await;
        let rows = rows.map_err(transaction)?;
        runner.search_path = rows.first().map(|row| row.at(0)).transpose().map_err(transaction)?;
    }
    Ok(())
}

/// Has the `search_path` be as it was.
pub(super) fn restore_search_path(runner: &Runner<'_>, message: &mut Message) {
    if let Some(path) = &runner.search_path {
        message.push(Role::Frame, &format!("SELECT set_config('search_path', {path}, false)"));
    }
}

/// The ledger's table comes with the first revision, in its transaction.
pub(super) fn prologue(runner: &Runner<'_>, message: &mut Message) {
    if runner.rows == Rows::NoLedger {
        message.create(Dialect::Postgres, &runner.session.ledger);
    }
}

/// An operation outside of any transaction, recorded as begun before it and as in behind it.
async fn outside(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    track: &mut Track,
    segment: &Segment,
) -> Result<(), Halt> {
    let resumed = track.is_resumed();
    if track.wants_opening(segment) {
        let mut message = runner.message();
        message.push(Role::Frame, "BEGIN");
        prologue(runner, &mut message);
        for sql in track.opening(runner, step) {
            message.push(Role::Ledger, &sql);
        }
        message.push(Role::Frame, "COMMIT");
        flush(runner.session, step, &mut message).await?;
        track.opened(runner, step);
    }
    let at = segment.operations.start;
    statements::tell(runner, step, at);
    for statement in
        step.operations.iter().skip(at).take(segment.operations.len()).flat_map(|at| &at.statements)
    {
        let halt = |cause| Halt::at(at, super::message::sql(statement), cause);
        if runner.session.is_interrupted() {
            return Err(halt(Cause::Interrupted));
        }
        let result = concurrent(runner, statement, resumed).await;
        result.map_err(|error| halt(Cause::Database(error)))?;
    }
    let mut message = runner.message();
    message.push(Role::Frame, "BEGIN");
    for sql in track.closing(runner, step, segment, Took::SinceTransaction) {
        message.push(Role::Ledger, &sql);
    }
    message.push(Role::Frame, "COMMIT");
    flush(runner.session, step, &mut message).await
}

/// Makes or drops an index that may be there already, whole or not, when an earlier run was killed.
async fn concurrent(
    runner: &mut Runner<'_>,
    statement: &Statement,
    resumed: bool,
) -> Result<(), DatabaseError> {
    let session = &mut *runner.session;
    let Statement::Concurrent { sql, goal, look, sweep } = statement else {
        return Ok(());
    };
    let rows = session.query(look.clone()).await?;
    let whole = rows.first().map(|row| row.at::<bool>(0)).transpose()?;
    match (goal, whole) {
        (IndexGoal::Gone, None) | (IndexGoal::There, Some(true)) if resumed => return Ok(()),
        // PostgreSQL would wait for whoever still builds it.
        (IndexGoal::There, Some(false)) => drop(session.query(sweep.clone()).await?),
        (IndexGoal::Gone | IndexGoal::There, _) => {}
    }
    let result = session.query(sql.clone()).await;
    if result.is_err() && *goal == IndexGoal::There && whole != Some(true) {
        // What the failed build left would be in the way of writers.
        let _ = session.connection.query(sweep.clone()).await;
    }
    result.map(|_| ())
}
