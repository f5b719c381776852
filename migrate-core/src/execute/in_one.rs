//! A whole run as one transaction: all of its revisions are in, or none.

use std::time::Instant;

use tracing::Instrument as _;

use super::halt::{Cause, Halt, Inside};
use super::message::Role;
use super::segments::Track;
use super::statements::{self, flush};
use super::{Ended, Failure, Runner, keys, postgres, preflight, span, sqlite, views};
use crate::dialect::{Dialect, Took};
use crate::script::{AcceptedScript, Mode, Script, ScriptStep, Segment};
use crate::session::Rows;

/// Runs the script in one transaction of that mode.
pub(super) async fn run(
    runner: &mut Runner<'_>,
    script: &AcceptedScript,
    mode: Mode,
) -> Result<Ended, Failure> {
    let script = script.script();
    preflight::check(runner, script).await?;
    let Some(first) = script.steps.first() else { return Ok(Ended::Done) };
    let found = runner.rows.clone();
    if let Some(rows) = open(runner, first, mode).await? {
        runner.rows = rows;
        return Ok(Ended::Changed);
    }
    let Err((step, mut halt)) = all(runner, script, mode).await else { return Ok(Ended::Done) };
    if script.dialect == Dialect::Sqlite {
        halt = sqlite::told(runner, step, halt).await;
    }
    let inside = if matches!(halt.cause, Cause::Escaped) {
        Inside::Unrecorded(halt.operation.map_or(0, |operation| operation + 1))
    } else {
        // What was told to be done was rolled back with the rest.
        runner.rows = found;
        runner.steps.clear();
        if halt.cause.lost_server() { Inside::Unknown } else { Inside::Nothing }
    };
    sqlite::rollback(runner).await;
    let halt = views::named(runner.session, step, halt).await;
    Err(runner.stopped(step, halt, inside))
}

/// Opens the transaction. Returns the ledger's rows where others have changed them.
async fn open(runner: &mut Runner<'_>, first: &ScriptStep, mode: Mode) -> Result<Option<Rows>, Failure> {
    match runner.session.dialect {
        Dialect::MySql | Dialect::Postgres => {
            let begun = runner.session.connection.begin().await;
            begun.map_err(|error| {
                runner.stopped(first, Halt::of(Cause::Transaction(error)), Inside::Nothing)
            })?;
            Ok(None)
        }
        Dialect::Sqlite => sqlite::open_all(runner, first, mode).await,
    }
}

async fn all<'s>(
    runner: &mut Runner<'_>,
    script: &'s Script,
    mode: Mode,
) -> Result<(), (&'s ScriptStep, Halt)> {
    let orphans = match mode {
        Mode::KeysOff => keys::count_orphans(runner.session).await,
        Mode::Autocommit | Mode::Batches | Mode::Transaction => None,
    };
    for (at, step) in script.steps.iter().enumerate() {
        if runner.session.is_interrupted() {
            return Err((step, Halt::of(Cause::Interrupted)));
        }
        let done = async {
            runner.started(script, at);
            let start = Instant::now();
            self::step(runner, step, mode, start).await?;
            runner.finished(script, at, start.elapsed());
            Ok(())
        };
        done.instrument(span(step)).await.map_err(|halt| (step, halt))?;
    }
    let Some(last) = script.steps.last() else { return Ok(()) };
    if let Some(before) = orphans {
        keys::refuse_new_orphans(runner.session, before).await.map_err(|cause| (last, Halt::of(cause)))?;
    }
    sqlite::commit(runner, true).await.map_err(|halt| (last, halt))?;
    let back = keys::switch_on(runner.session).await;
    back.map_err(|error| (last, Halt::of(Cause::Transaction(error))))
}

async fn step(runner: &mut Runner<'_>, step: &ScriptStep, mode: Mode, start: Instant) -> Result<(), Halt> {
    let track = Track::start(runner, step).map_err(|(halt, _)| halt)?;
    track.tell(runner, step);
    let operations = track.done()..step.operations.len();
    let mut message = runner.message();
    if runner.rows == Rows::NoLedger {
        message.create(runner.session.dialect, &runner.session.ledger);
    }
    if step.is_plain(&operations) {
        message.operations(step, &operations);
    } else {
        if runner.session.dialect == Dialect::Postgres {
            postgres::remember_search_path(runner).await?;
        }
        statements::run(runner, step, &operations, message).await?;
        message = runner.message();
        postgres::restore_search_path(runner, &mut message);
    }
    let took = Took::Micros(i64::try_from(start.elapsed().as_micros()).unwrap_or(i64::MAX));
    for sql in track.closing(runner, step, &Segment { mode, operations }, took) {
        message.push(Role::Ledger, &sql);
    }
    flush(runner.session, step, &mut message).await
}
