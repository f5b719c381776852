//! Running an accepted script on a locked session: the one place that runs statements.
//!
//! A revision is a transaction on PostgreSQL and SQLite, with the ledger's row in it; where it cannot be one, it is several,
//! and the ledger counts them. On MySQL and MariaDB, where a
//! change of the schema commits by itself, the ledger holds an intent from before the first statement until the last,
//! and a later run goes on from what it says.

mod batches;
mod database_state;
mod execute_error;
mod facts;
mod halt;
mod in_one;
mod interrupt;
mod keys;
mod message;
mod modify;
mod mysql;
mod postgres;
mod preflight;
mod quick;
mod rebuild;
mod resume;
mod segments;
mod spared;
mod sqlite;
mod statements;
mod together;
mod unresumable;
mod views;

use std::time::{Duration, Instant};

use tracing::{Instrument as _, Span};

use crate::dialect::Dialect;
use crate::event::{Event, Observe, tell};
use crate::ledger::{LedgerEntry, LedgerRecord, LedgerRow, State};
use crate::plan::StepDirection;
use crate::report::ReportedStep;
use crate::script::{AcceptedScript, Mode, Script, ScriptStep};
use crate::session::{DatabaseError, Fault, LockError, Rows, Session};

pub use database_state::{DatabaseState, Recorded};
pub use execute_error::{ExecuteError, FailedOperation};
pub use halt::{Cause, HeldValue};
pub use interrupt::Interrupt;
pub(crate) use spared::Spared;
pub use unresumable::{Presence, Unresumable};

use halt::{Halt, Inside};
use message::Message;
use quick::Quick;
use together::Sent;

/// What runs a script, and what it knows of the database.
pub(crate) struct Runner<'a> {
    pub(crate) session: &'a mut Session,
    pub(crate) observer: &'a mut dyn Observe,
    /// What the ledger holds.
    pub(crate) rows: Rows,
    /// What this run has done.
    pub(crate) steps: Vec<ReportedStep>,
    /// SQLite's number of the last change that somebody else made.
    data_version: Option<i64>,
    /// PostgreSQL's `search_path` as a literal. SQL of the author's may change it (`pg_dump` writes such), and the ledger
    /// would not be found any more.
    search_path: Option<String>,
    /// What the ledger knows of revisions that an earlier run left unfinished, or that this one undoes.
    records: Vec<LedgerRecord>,
    /// How many rows the backfills of the revision in hand have changed.
    backfilled: u64,
    keeping: Keeping,
    /// Rows that nobody gave leave to lose, since there were none.
    spared: Vec<Spared>,
}

/// What is kept of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    /// Its row in the ledger.
    Ledger,
    /// Nothing: it is of no revision.
    Nothing,
}

/// How a run of a script ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Somebody else changed the ledger, and the rest of the script no longer fits.
    Changed,
    /// All of it is done.
    Done,
}

/// How a run of a script ended badly.
#[derive(Debug)]
pub(crate) enum Failure {
    Execute(Box<ExecuteError>),
    Ledger(DatabaseError),
    Lock(LockError),
}

/// How a step ended.
enum StepEnd {
    /// Others changed the ledger: these are its rows.
    Changed(Rows),
    Done,
}

impl<'a> Runner<'a> {
    pub(crate) fn new(session: &'a mut Session, observer: &'a mut dyn Observe, rows: Rows) -> Self {
        Self {
            session,
            observer,
            rows,
            steps: Vec::new(),
            data_version: None,
            search_path: None,
            records: Vec::new(),
            backfilled: 0,
            keeping: Keeping::Ledger,
            spared: Vec::new(),
        }
    }

    /// Runs a script of no revision, of which the ledger is told nothing. On SQLite it was made when the database had this
    /// number of the last change that somebody else made. Of `spared` there must be none when their operation comes.
    pub(crate) fn unrecorded(
        session: &'a mut Session,
        observer: &'a mut dyn Observe,
        data_version: Option<i64>,
        spared: Vec<Spared>,
    ) -> Self {
        // Where there were none, the ledger would be made.
        let rows = Rows::Found(Vec::new());
        Self { data_version, keeping: Keeping::Nothing, spared, ..Self::new(session, observer, rows) }
    }

    /// A message without statements.
    fn message(&self) -> Message {
        Message::new(self.keeping)
    }

    /// Runs the script. The ledger, if there is one, holds what the script was made from.
    pub(crate) async fn run(&mut self, script: &AcceptedScript) -> Result<Ended, Failure> {
        let script = script.script();
        preflight::check(self, script).await?;
        let mut quick = Quick::of(script);
        let mut at = 0;
        while let Some(step) = script.steps.get(at) {
            if self.session.is_interrupted() {
                return Err(self.stopped(step, Halt::of(Cause::Interrupted), Inside::Nothing));
            }
            let told = match together::run(self, script, &mut quick, at).await? {
                Sent::Alone { told } => told,
                Sent::Together(count) => {
                    at += count;
                    continue;
                }
            };
            match self.step(script, at, told).await? {
                StepEnd::Done => at += 1,
                StepEnd::Changed(_) if self.keeping == Keeping::Nothing => return Ok(Ended::Changed),
                StepEnd::Changed(rows) => {
                    let ahead = self.ahead(script, at, &rows);
                    self.rows = rows;
                    match ahead {
                        None => return Ok(Ended::Changed),
                        Some(next) => at = next,
                    }
                }
            }
        }
        Ok(Ended::Done)
    }

    /// Runs the script in one transaction of that mode.
    pub(crate) async fn run_in_one(&mut self, script: &AcceptedScript, mode: Mode) -> Result<Ended, Failure> {
        in_one::run(self, script, mode).await
    }

    /// Runs one step. It may be told already that it starts.
    async fn step(&mut self, script: &Script, at: usize, told: bool) -> Result<StepEnd, Failure> {
        self.work(script, at, told).instrument(span(&script.steps[at])).await
    }

    async fn work(&mut self, script: &Script, at: usize, told: bool) -> Result<StepEnd, Failure> {
        let step = &script.steps[at];
        if self.session.dialect == Dialect::Sqlite
            && let Some(changed) = sqlite::open(self, step).await?
        {
            return Ok(StepEnd::Changed(changed));
        }
        if !told {
            self.started(script, at);
        }
        let start = Instant::now();
        let result = match self.session.dialect {
            Dialect::MySql => mysql::step(self, step).await.map(|()| StepEnd::Done),
            Dialect::Postgres => postgres::step(self, step).await.map(|()| StepEnd::Done),
            Dialect::Sqlite => sqlite::step(self, step, start).await,
        };
        match result {
            Ok(StepEnd::Done) => {}
            Ok(StepEnd::Changed(rows)) => return Ok(StepEnd::Changed(rows)),
            Err((halt, inside)) => return Err(self.stopped(step, halt, inside)),
        }
        self.finished(script, at, start.elapsed());
        Ok(StepEnd::Done)
    }

    /// Tells that a revision starts.
    fn started(&mut self, script: &Script, at: usize) {
        let step = &script.steps[at];
        self.session.connection.set_prefix(step.names.clone());
        if self.keeping == Keeping::Nothing {
            return;
        }
        let (position, total) = (at + 1, script.steps.len());
        let (chain, revision) = (&step.entry.chain, &step.entry.revision);
        let (message, direction) = (&step.entry.message, step.direction);
        tell(self.observer, Event::Started { chain, revision, message, direction, position, total });
    }

    /// Notes and tells that a revision is done.
    fn finished(&mut self, script: &Script, at: usize, took: Duration) {
        let step = &script.steps[at];
        self.done(step, took);
        if self.keeping == Keeping::Nothing {
            return;
        }
        let (position, total) = (at + 1, script.steps.len());
        let (chain, revision) = (&step.entry.chain, &step.entry.revision);
        let (message, direction) = (&step.entry.message, step.direction);
        tell(self.observer, Event::Finished { chain, revision, message, direction, position, total, took });
    }

    fn stopped(&self, step: &ScriptStep, mut halt: Halt, inside: Inside) -> Failure {
        let cancelled = match &halt.cause {
            Cause::Database(error) | Cause::Ledger(error) | Cause::Transaction(error) => {
                error.fault() == Fault::Cancelled
            }
            // What the author makes of a cancelled statement is his own error.
            Cause::DataStep { .. } => true,
            Cause::Arrived { .. }
            | Cause::BrokenReferences { .. }
            | Cause::Escaped
            | Cause::HoldsValue(_)
            | Cause::Interrupted
            | Cause::Lock(_)
            | Cause::Modify(_)
            | Cause::NotEmpty { .. }
            | Cause::Panicked { .. }
            | Cause::Rebuild { .. }
            | Cause::Resume(_) => false,
        };
        if cancelled && self.session.is_interrupted() {
            halt.cause = Cause::Interrupted;
        }
        let mut error = ExecuteError::new(step, halt, inside);
        let record = self.records.iter().find(|record| record.entry.key() == step.entry.key());
        if let Some((at, rows)) = record.and_then(resume::rows_in) {
            error.note_rows(at, rows);
        }
        Failure::Execute(Box::new(error))
    }

    /// Notes a revision that is done.
    fn done(&mut self, step: &ScriptStep, took: Duration) {
        let mut rows = match std::mem::replace(&mut self.rows, Rows::NoLedger) {
            Rows::Found(rows) => rows,
            Rows::NoLedger => Vec::new(),
        };
        note(&mut rows, step);
        self.rows = Rows::Found(rows);
        self.steps.push(ReportedStep {
            chain: step.entry.chain.clone(),
            revision: step.entry.revision.clone(),
            message: step.entry.message.clone(),
            direction: step.direction,
            operations: step.operations.len(),
            took,
            backfilled: std::mem::take(&mut self.backfilled),
        });
    }

    /// Notes that the ledger knows a revision as begun, with so many operations in.
    fn note_unfinished(&mut self, entry: LedgerEntry, state: State, operations: usize) {
        self.records.retain(|record| record.entry.key() != entry.key());
        self.records.push(LedgerRecord {
            entry,
            state,
            progress: u32::try_from(operations).unwrap_or(u32::MAX),
            applied_at: String::new(),
            duration_us: 0,
            tool: String::new(),
        });
    }

    /// Where the script goes on if others have done just what it would do: the step after theirs.
    fn ahead(&self, script: &Script, at: usize, found: &Rows) -> Option<usize> {
        let mut rows = self.rows.as_slice().to_vec();
        if rows == found.as_slice() {
            return Some(at);
        }
        for (next, step) in script.steps.iter().enumerate().skip(at) {
            note(&mut rows, step);
            if rows.len() == found.as_slice().len() && rows == found.as_slice() {
                return Some(next + 1);
            }
        }
        None
    }
}

/// Around what is done for a revision.
fn span(step: &ScriptStep) -> Span {
    let direction = match step.direction {
        StepDirection::Down => "down",
        StepDirection::Up => "up",
    };
    tracing::info_span!("revision", id = step.entry.revision, direction)
}

/// Changes rows, which are sorted by chain and revision, as a step changes the ledger.
fn note(rows: &mut Vec<LedgerRow>, step: &ScriptStep) {
    let entry = &step.entry;
    let place = rows.binary_search_by(|row| row.key().cmp(&entry.key()));
    match (step.direction, place) {
        (StepDirection::Down, Ok(at)) => drop(rows.remove(at)),
        (StepDirection::Down, Err(_)) => {}
        (StepDirection::Up, Ok(at)) => rows[at].state = State::Done,
        (StepDirection::Up, Err(at)) => {
            let (chain, revision) = (entry.chain.clone(), entry.revision.clone());
            rows.insert(at, LedgerRow { chain, revision, state: State::Done });
        }
    }
}
