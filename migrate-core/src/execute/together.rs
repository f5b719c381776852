//! Several revisions in one message to PostgreSQL, each in a transaction of its own.
//!
//! They go together only where each is done in no time, whatever rows there are: the server says nothing until its
//! message is done, and a revision that takes long must be told when it starts.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::message::{Message, Role};
use super::segments::Track;
use super::{Failure, Runner, postgres};
use crate::dialect::{Dialect, Took, Touches, touches};
use crate::ledger::State;
use crate::script::{Script, ScriptOperation, ScriptStep};
use crate::session::{MessageError, Row};

/// How many revisions go together at most: enough that waiting for answers is no longer felt, and few enough that what
/// is told of the progress is true within a blink.
const TOGETHER: usize = 16;

/// Runs the next revisions that go together, and returns how many they are; none where the next goes alone.
pub(super) async fn run(
    runner: &mut Runner<'_>,
    script: &Script,
    quick: &Quick,
    at: usize,
) -> Result<usize, Failure> {
    let mut next = (at..script.steps.len()).take(TOGETHER);
    let count = next
        .by_ref()
        .take_while(|next| quick.holds(*next) && !is_begun(runner, &script.steps[*next]))
        .count();
    if count < 2 {
        return Ok(0);
    }
    let steps = &script.steps[at..at + count];
    let (mut text, mut messages, mut tracks) = (String::new(), Vec::new(), Vec::new());
    for (place, step) in steps.iter().enumerate() {
        let start = Track::start(runner, step);
        let track = start.map_err(|(halt, inside)| runner.stopped(step, halt, inside))?;
        let mut message = message(runner, step, &track, place == 0, place + 1 == count);
        if place > 0 {
            text.push_str(";\n");
        }
        text.push_str(&message.take_text());
        messages.push(message);
        tracks.push(track);
    }
    runner.started(script, at);
    let start = Instant::now();
    let (rows, mut failure) = match runner.session.send(text).await {
        Ok(answer) => (answer.rows, None),
        Err(mut failure) => (std::mem::take(&mut failure.rows), Some(failure)),
    };
    let elapsed = start.elapsed();
    for (place, (step, message)) in steps.iter().zip(&messages).enumerate() {
        if place > 0 {
            runner.started(script, at + place);
        }
        match failure.take() {
            Some(stopped) if stopped.completed < message.len() => {
                let halt = message.halt(step, stopped);
                let (halt, inside) = postgres::stop(runner, step, &tracks[place], halt).await;
                if place > 0 {
                    flush_commits(runner).await;
                }
                let mut failure = runner.stopped(step, halt, inside);
                if let Failure::Execute(error) = &mut failure {
                    error.sent_with =
                        steps[place + 1..].iter().map(|step| step.entry.revision.clone()).collect();
                }
                return Err(failure);
            }
            Some(later) => {
                failure = Some(MessageError { completed: later.completed - message.len(), ..later });
            }
            None => {}
        }
        // Each as the ledger has it, since their answers came together.
        runner.finished(script, at + place, rows.get(place).and_then(took).unwrap_or(elapsed));
    }
    debug_assert!(failure.is_none(), "a message that failed did so in one of its revisions");
    Ok(count)
}

/// Which revisions of a script are one message and done in no time.
#[derive(Debug, Default)]
pub(super) struct Quick(Vec<bool>);

impl Quick {
    /// Looks through a script. What it does to tables that it makes itself takes no time either.
    pub(super) fn of(script: &Script) -> Self {
        let mut empty = HashSet::new();
        let quick = |step: &ScriptStep| {
            let is_quick = |operation: &ScriptOperation| match touches(&operation.operation) {
                Touches::Anything => {
                    empty.clear();
                    false
                }
                Touches::Catalogue => true,
                Touches::NewTable(table) => {
                    empty.insert(table.clone());
                    true
                }
                Touches::Rows(table) => empty.contains(table),
                Touches::Name(table) | Touches::SomeRows(table) => {
                    empty.remove(table);
                    true
                }
            };
            let slow = step.operations.iter().map(is_quick).filter(|quick| !quick).count();
            slow == 0 && step.is_one_message()
        };
        match script.dialect {
            // SQLite answers at once, and MySQL and MariaDB have no transaction to keep one revision from the next.
            Dialect::MySql | Dialect::Sqlite => Self::default(),
            Dialect::Postgres => Self(script.steps.iter().map(quick).collect()),
        }
    }

    fn holds(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|quick| *quick)
    }
}

/// Whether an earlier run began a revision.
fn is_begun(runner: &Runner<'_>, step: &ScriptStep) -> bool {
    let mut records = runner.records.iter();
    records.any(|record| record.entry.revision == step.entry.revision && record.state != State::Done)
}

/// A revision's part of the message. The first makes the ledger's table where there is none.
///
/// Nobody waits for the commit of one that is not the last: nothing is told of it before the commit of the last one is on
/// the disk, and it is there with that.
fn message(runner: &Runner<'_>, step: &ScriptStep, track: &Track, is_first: bool, is_last: bool) -> Message {
    let mut message = Message::default();
    message.push(Role::Frame, "BEGIN");
    if !is_last {
        message.push(Role::Frame, "SET LOCAL synchronous_commit = off");
    }
    if is_first {
        postgres::prologue(runner, &mut message);
    }
    message.operations(step, &(0..step.operations.len()));
    for segment in step.segments() {
        for sql in track.closing(runner, step, &segment, Took::SinceTransaction) {
            message.push(Role::Ledger, &sql);
        }
    }
    message.push(Role::Frame, "COMMIT");
    message
}

/// The microseconds that a change of the ledger returned.
fn took(row: &Row) -> Option<Duration> {
    let micros = row.at::<i64>(0).ok()?;
    Some(Duration::from_micros(micros.unsigned_abs()))
}

/// Has the server write to the disk what the revisions before a failed one of the same message committed: a commit that
/// is waited for takes all before it along.
async fn flush_commits(runner: &mut Runner<'_>) {
    let message = "SELECT pg_logical_emit_message(true, 'migrate', '')";
    if let Err(error) = runner.session.connection.query(message.to_owned()).await {
        tracing::debug!(%error, "the server writes its last commits to the disk when it comes to it");
    }
}
