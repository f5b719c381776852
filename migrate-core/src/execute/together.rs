//! Several revisions in one message to PostgreSQL, each in a transaction of its own.
//!
//! They go together only where each is done in no time, whatever rows there are: the server says nothing until its
//! message is done, and a revision that takes long must be told when it starts.

use std::time::{Duration, Instant};

use tracing::Instrument as _;

use super::halt::{Halt, Inside};
use super::message::{Message, Role, SEPARATOR};
use super::quick::Quick;
use super::segments::Track;
use super::{Failure, Runner, postgres};
use crate::dialect::Took;
use crate::ledger::State;
use crate::script::{Script, ScriptStep};
use crate::session::{Fault, MessageError, Row};

/// How many revisions go together at most: enough that waiting for answers is no longer felt, and few enough that what
/// is told of the progress is true within a blink.
const TOGETHER: usize = 16;

/// Notes when a transaction began, for the ledger.
const BEGAN: &str = "SELECT set_config('migrate.began', extract(epoch FROM clock_timestamp())::text, true)";

/// The same, and has nobody wait for the transaction's commit.
const BEGAN_UNAWAITED: &str = "SELECT set_config('migrate.began', extract(epoch FROM clock_timestamp())::text, true), \
     set_config('synchronous_commit', 'off', true)";

/// How the next revisions went.
pub(super) enum Sent {
    /// Not at all: the next goes alone. It may be told already that it starts.
    Alone { told: bool },
    /// So many went together, and are done.
    Together(usize),
}

/// Runs the next revisions that go together.
pub(super) async fn run(
    runner: &mut Runner<'_>,
    script: &Script,
    quick: &mut Quick,
    at: usize,
) -> Result<Sent, Failure> {
    let may_share = |next: &usize| quick.holds(*next) && !is_begun(runner, &script.steps[*next]);
    let count = (at..script.steps.len()).take(TOGETHER).take_while(may_share).count();
    if count < 2 {
        return Ok(Sent::Alone { told: false });
    }
    let (batch, text) = Batch::make(runner, &script.steps[at..at + count])?;
    runner.started(script, at);
    let start = Instant::now();
    let (first, last) = (&script.steps[at].entry.revision, &script.steps[at + count - 1].entry.revision);
    let span = tracing::info_span!("revisions", first, last, count);
    let (rows, failure) = match runner.session.send(text).instrument(span).await {
        Ok(answer) => (answer.rows, None),
        Err(failure) if is_unread(&failure) => {
            quick.separate(at..at + count);
            return Ok(Sent::Alone { told: true });
        }
        Err(mut failure) => (std::mem::take(&mut failure.rows), Some(failure)),
    };
    let elapsed = start.elapsed();
    let stopped = match failure {
        None => None,
        Some(failure) => batch.stop(runner, failure).await,
    };
    let done = stopped.as_ref().map_or(count, |stopped| stopped.place);
    // Each as the ledger has it, since their answers came together.
    let mut times = rows.iter().filter_map(took);
    for place in 0..done {
        if place > 0 {
            runner.started(script, at + place);
        }
        runner.finished(script, at + place, times.next().unwrap_or(elapsed));
    }
    let Some(stopped) = stopped else { return Ok(Sent::Together(count)) };
    if done > 0 {
        runner.started(script, at + done);
    }
    Err(batch.failure(runner, stopped))
}

/// Revisions that go together.
struct Batch<'s> {
    steps: &'s [ScriptStep],
    /// The part of the message that each of them is.
    messages: Vec<Message>,
    tracks: Vec<Track>,
}

/// Where and why revisions that went together stopped.
struct Stopped {
    /// Which of them it was. Those before it are done.
    place: usize,
    halt: Halt,
    inside: Inside,
}

impl<'s> Batch<'s> {
    /// The revisions, and the message that they are.
    fn make(runner: &Runner<'_>, steps: &'s [ScriptStep]) -> Result<(Self, String), Failure> {
        let (mut text, mut messages, mut tracks) = (String::new(), Vec::new(), Vec::new());
        for (place, step) in steps.iter().enumerate() {
            let start = Track::start(runner, step);
            let track = start.map_err(|(halt, inside)| runner.stopped(step, halt, inside))?;
            let mut message = message(runner, step, &track, place == 0, place + 1 == steps.len());
            if place > 0 {
                text.push_str(SEPARATOR);
            }
            text.push_str(&message.take_text());
            messages.push(message);
            tracks.push(track);
        }
        Ok((Self { steps, messages, tracks }, text))
    }

    /// Leaves what is committed and nothing else. One that comes behind the last commit is felt by whatever is sent next.
    async fn stop(&self, runner: &mut Runner<'_>, failure: MessageError) -> Option<Stopped> {
        let (place, failure) = stopped_at(&self.messages, failure)?;
        let halt = self.messages[place].halt(&self.steps[place], failure);
        let (halt, inside) = postgres::stop(runner, &self.steps[place], &self.tracks[place], halt).await;
        if place > 0 && halt.cause.lost_server() {
            // What it said was committed may not have been on the disk when it went.
            return Some(Stopped { place: 0, halt: Halt::of(halt.cause), inside });
        }
        if place > 0 {
            flush_commits(runner).await;
        }
        Some(Stopped { place, halt, inside })
    }

    fn failure(&self, runner: &Runner<'_>, stopped: Stopped) -> Failure {
        let Stopped { place, halt, inside } = stopped;
        let mut failure = runner.stopped(&self.steps[place], halt, inside);
        if let Failure::Execute(error) = &mut failure {
            error.sent_with =
                self.steps[place + 1..].iter().map(|step| step.entry.revision.clone()).collect();
        }
        failure
    }
}

/// Whether the server refused a message before it ran anything of it: it parses all of it first, and what it cannot
/// parse may stand in any of the revisions.
fn is_unread(failure: &MessageError) -> bool {
    failure.completed == 0 && failure.error.fault() == Fault::Other
}

/// Which of the revisions of a message failed, and how within its own part; `None` where all of them were done.
fn stopped_at(messages: &[Message], mut failure: MessageError) -> Option<(usize, MessageError)> {
    for (place, message) in messages.iter().enumerate() {
        match failure.completed.checked_sub(message.len()) {
            None => return Some((place, failure)),
            Some(completed) => failure.completed = completed,
        }
    }
    None
}

/// Whether an earlier run began a revision.
fn is_begun(runner: &Runner<'_>, step: &ScriptStep) -> bool {
    let mut records = runner.records.iter();
    records.any(|record| record.entry.key() == step.entry.key() && record.state != State::Done)
}

/// A revision's part of the message. The first makes the ledger's table where there is none.
///
/// Nobody waits for the commit of one that is not the last: nothing is told of it before the commit of the last one is on
/// the disk, and it is there with that.
fn message(runner: &Runner<'_>, step: &ScriptStep, track: &Track, is_first: bool, is_last: bool) -> Message {
    let mut message = runner.message();
    message.push(Role::Frame, "BEGIN");
    message.push(Role::Frame, if is_last { BEGAN } else { BEGAN_UNAWAITED });
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

/// The microseconds that a change of the ledger returned, if it is the ledger's row.
fn took(row: &Row) -> Option<Duration> {
    let micros = row.get::<i64>("duration_us").ok()?;
    Some(Duration::from_micros(micros.unsigned_abs()))
}

/// Has the server write to the disk what the revisions before a failed one of the same message committed: a commit that
/// is waited for takes all before it along.
async fn flush_commits(runner: &mut Runner<'_>) {
    let message = "SELECT pg_logical_emit_message(true, 'migrate', '')";
    if let Err(error) = runner.session.connection.query(message.to_owned()).await {
        tracing::warn!(%error, "the server writes its last commits to the disk when it comes to it");
    }
}
