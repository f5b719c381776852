//! A revision on PostgreSQL: one transaction with the ledger's row in it.

use super::Runner;
use super::halt::{Cause, Halt, Inside};
use super::message::{Message, Role};
use super::statements::{self, flush};
use crate::dialect::{Dialect, Took};
use crate::plan::StepDirection;
use crate::script::ScriptStep;
use crate::session::Rows;

pub(super) async fn step(runner: &mut Runner<'_>, step: &ScriptStep) -> Result<(), (Halt, Inside)> {
    let result = if step.is_one_message() { whole(runner, step).await } else { pieces(runner, step).await };
    let Err(halt) = result else { return Ok(()) };
    // After a failed message the session takes nothing but ROLLBACK; where the connection is gone, so is the
    // transaction.
    let _ = runner.session.connection.rollback().await;
    let _ = runner.session.connection.query("ROLLBACK".to_owned()).await;
    let inside = match halt.cause {
        Cause::Escaped => Inside::Unrecorded(halt.operation.map_or(0, |operation| operation + 1)),
        _ => Inside::Nothing,
    };
    Err((halt, inside))
}

/// The revision as one message.
async fn whole(runner: &mut Runner<'_>, step: &ScriptStep) -> Result<(), Halt> {
    let mut message = Message::default();
    message.push(Role::Frame, "BEGIN");
    prologue(runner, &mut message);
    message.operations(step);
    message.push(Role::Ledger, &ledger(runner, step));
    message.push(Role::Frame, "COMMIT");
    flush(runner.session, step, &mut message).await
}

/// The revision piece by piece, in a transaction that sqlx opened.
async fn pieces(runner: &mut Runner<'_>, step: &ScriptStep) -> Result<(), Halt> {
    let transaction = |error| Halt::of(Cause::Transaction(error));
    if runner.search_path.is_none() {
        let rows =
            runner.session.query("SELECT quote_literal(current_setting('search_path'))".to_owned()).await;
        let rows = rows.map_err(transaction)?;
        runner.search_path = rows.first().map(|row| row.at(0)).transpose().map_err(transaction)?;
    }
    runner.session.connection.begin().await.map_err(transaction)?;
    let mut message = Message::default();
    prologue(runner, &mut message);
    statements::run(runner, step, message).await?;
    let mut message = Message::default();
    if let Some(path) = &runner.search_path {
        message.push(Role::Frame, &format!("SELECT set_config('search_path', {path}, false)"));
    }
    message.push(Role::Ledger, &ledger(runner, step));
    flush(runner.session, step, &mut message).await?;
    runner.session.connection.commit().await.map_err(transaction)
}

/// The ledger's table comes with the first revision, in its transaction.
fn prologue(runner: &Runner<'_>, message: &mut Message) {
    if runner.rows == Rows::NoLedger {
        message.create(Dialect::Postgres, &runner.session.ledger);
    }
}

fn ledger(runner: &Runner<'_>, step: &ScriptStep) -> String {
    let ledger = &runner.session.ledger;
    match step.direction {
        StepDirection::Down => {
            Dialect::Postgres.ledger_delete(ledger, &step.entry.chain, &step.entry.revision)
        }
        StepDirection::Up => {
            Dialect::Postgres.ledger_insert_done(ledger, &step.entry, Took::SinceTransaction)
        }
    }
}
