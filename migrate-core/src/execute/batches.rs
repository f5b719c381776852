//! Running a backfill: batch by batch, each a transaction in which the ledger is told how far it is.

use std::pin::pin;
use std::time::{Duration, Instant};

use futures_util::future::{Either, select};

use super::halt::{Cause, Halt};
use super::message::SEPARATOR;
use super::segments::Track;
use super::sqlite::{self, Denied};
use super::{Keeping, Runner, mysql, statements};
use crate::batches::{Batches, Cursor, KeyColumn, KeyValue};
use crate::dialect::{Dialect, Took};
use crate::event::{self, BackfillProgress, Event};
use crate::name::Name;
use crate::script::{Mode, ScriptStep, Segment, Statement};
use crate::session::{DatabaseError, Rows, Session};

/// How often a batch is begun again that stood in another's way.
const GIVES_WAY: u32 = 10;

/// What tells the ledger how far a backfill is.
pub(super) enum Book<'a> {
    /// The journal of MySQL and MariaDB.
    Journal,
    /// The parts of a revision.
    Parts { track: &'a mut Track, segment: &'a Segment },
}

/// How a backfill ended well.
pub(super) enum Ended {
    /// Others changed the ledger: these are its rows.
    Changed(Rows),
    Done,
}

/// The backfill that an operation is.
pub(super) fn of(step: &ScriptStep, at: usize) -> Option<&Batches> {
    let statements = step.operations.get(at).into_iter().flat_map(|operation| &operation.statements);
    statements.into_iter().find_map(|statement| match statement {
        Statement::Backfill(batches) => Some(&**batches),
        Statement::Author(_)
        | Statement::Concurrent { .. }
        | Statement::Data { .. }
        | Statement::Ddl(_)
        | Statement::Dml(_)
        | Statement::Guard { .. }
        | Statement::Live(_) => None,
    })
}

/// Runs a backfill from where it is. On SQLite the transaction of the first batch is open already.
pub(super) async fn run(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    at: usize,
    mut book: Book<'_>,
    cursor: Option<Cursor>,
) -> Result<Ended, Halt> {
    let Some(batches) = of(step, at) else { return Ok(Ended::Done) };
    if let Book::Parts { .. } = book {
        statements::tell(runner, step, at);
    }
    let mut walk = Walk::start(runner, batches, cursor, at).await?;
    walk.tell(runner, step);
    let mut is_open = runner.session.dialect == Dialect::Sqlite;
    loop {
        if runner.session.is_interrupted() {
            return Err(walk.halt(None, Cause::Interrupted));
        }
        if !std::mem::replace(&mut is_open, false)
            && let Some(rows) = open(runner, step, &walk).await?
        {
            return Ok(Ended::Changed(rows));
        }
        let batch = walk.look(runner.session).await?;
        let start = Instant::now();
        let changed = match batch_is_in(runner, step, &mut book, &walk, &batch).await {
            Ok(changed) => changed,
            Err(halt) if walk.gives_way(&halt.cause) => {
                let _ = runner.session.connection.query("ROLLBACK".to_owned()).await;
                continue;
            }
            Err(halt) => return Err(halt),
        };
        walk.committed(&batch, changed, start.elapsed());
        walk.tell(runner, step);
        if batch.up_to.is_none() {
            runner.backfilled += walk.changed;
            return Ok(Ended::Done);
        }
        if let Some(cursor) = &walk.cursor {
            book.moved(runner, step, at, cursor);
        }
        walk.pause(runner.session).await?;
    }
}

/// Opens the transaction of a batch on SQLite, where it has to wait for its turn. Returns the ledger's rows where others
/// have changed them; the transaction is closed then.
async fn open(runner: &mut Runner<'_>, step: &ScriptStep, walk: &Walk<'_>) -> Result<Option<Rows>, Halt> {
    match runner.session.dialect {
        Dialect::MySql | Dialect::Postgres => Ok(None),
        Dialect::Sqlite => {
            sqlite::turn(runner, step, Mode::Batches, true).await.map_err(|denied| match denied {
                Denied::Ledger(error) => walk.halt(None, Cause::Ledger(error)),
                Denied::Lock(error) => walk.halt(None, Cause::Lock(error)),
            })
        }
    }
}

/// Changes the rows of a batch, writes into the ledger how far that is, and commits both. Returns how many rows were
/// changed.
async fn batch_is_in(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    book: &mut Book<'_>,
    walk: &Walk<'_>,
    batch: &Batch,
) -> Result<u64, Halt> {
    let update = walk.batches.update(walk.key(), batch.up_to.as_deref());
    let begin = walk.batches.begin();
    let sent = runner.session.send(format!("{begin}{update}")).await;
    let changed = sent.map_err(|failure| walk.halt(Some(&update), Cause::Database(failure.error)))?.affected;
    let mut ledger = match &batch.up_to {
        None => book.closing(runner, step, walk.at),
        Some(key) => book.moving(runner, step, walk.at, &walk.cursor_at(batch, changed, key)),
    };
    if runner.keeping == Keeping::Nothing {
        ledger.clear();
    }
    if runner.rows == Rows::NoLedger {
        ledger.splice(0..0, runner.session.dialect.ledger_create(&runner.session.ledger));
    }
    if !ledger.is_empty() {
        let sent = runner.session.send(ledger.join(SEPARATOR)).await;
        sent.map_err(|failure| walk.halt(None, Cause::Ledger(failure.error)))?;
    }
    let transaction = |error| walk.halt(None, Cause::Transaction(error));
    match runner.session.dialect {
        Dialect::MySql | Dialect::Postgres => {
            runner.session.query("COMMIT".to_owned()).await.map_err(transaction)?;
        }
        Dialect::Sqlite => {
            sqlite::commit(runner, true).await.map_err(|halt| walk.halt(None, halt.cause))?;
        }
    }
    Ok(changed)
}

impl Book<'_> {
    fn moving(&self, runner: &Runner<'_>, step: &ScriptStep, at: usize, cursor: &Cursor) -> Vec<String> {
        match self {
            Self::Journal => vec![mysql::moving(runner, step, at, cursor)],
            Self::Parts { track, segment: _ } => track.moving(runner, step, cursor),
        }
    }

    fn closing(&self, runner: &Runner<'_>, step: &ScriptStep, at: usize) -> Vec<String> {
        match self {
            Self::Journal => vec![mysql::progress(runner, step, at + 1)],
            Self::Parts { track, segment } => track.closing(runner, step, segment, Took::SinceTransaction),
        }
    }

    /// Notes that a batch is in and committed.
    fn moved(&mut self, runner: &mut Runner<'_>, step: &ScriptStep, at: usize, cursor: &Cursor) {
        match self {
            Self::Journal => mysql::moved(runner, step, at, cursor),
            Self::Parts { track, segment: _ } => track.moved(runner, step, cursor),
        }
    }
}

/// A batch that is to be changed.
struct Batch {
    /// The key of its last row; the last batch goes on to the end.
    up_to: Option<Vec<KeyValue>>,
    /// How many rows it has.
    rows: u64,
}

/// How far a backfill is while it runs.
struct Walk<'a> {
    batches: &'a Batches,
    /// The operation, counted from zero.
    at: usize,
    /// Where the last batch that was committed ended.
    cursor: Option<Cursor>,
    /// How many rows it has gone through, and how many it has changed.
    seen: u64,
    changed: u64,
    /// How many rows the next batch has.
    size: u32,
    /// How many rows the table has, as far as is known.
    total: Option<u64>,
    /// When this run began with it, and how many rows were seen by then.
    begun: (Instant, u64),
    /// How often the batch in hand stood in another's way.
    given_way: u32,
}

impl<'a> Walk<'a> {
    async fn start(
        runner: &mut Runner<'_>,
        batches: &'a Batches,
        cursor: Option<Cursor>,
        at: usize,
    ) -> Result<Self, Halt> {
        let (seen, changed) = cursor.as_ref().map_or((0, 0), |cursor| (cursor.seen, cursor.changed));
        let size = batches.tempo.first.min(batches.tempo.most);
        let begun = (Instant::now(), seen);
        let mut walk = Self { batches, at, cursor, seen, changed, size, total: None, begun, given_way: 0 };
        let total = estimate(runner.session, batches).await;
        walk.total = total.map_err(|error| walk.halt(Some(&batches.estimate()), Cause::Database(error)))?;
        Ok(walk)
    }

    /// Why it stopped: what is in of it is recorded.
    fn halt(&self, sql: Option<&str>, cause: Cause) -> Halt {
        Halt { partly: self.cursor.is_some(), ..Halt::at(self.at, sql, cause) }
    }

    /// Behind which key the next batch begins.
    fn key(&self) -> &[KeyValue] {
        self.cursor.as_ref().map_or(&[], |cursor| &cursor.key)
    }

    /// Finds the next batch.
    async fn look(&self, session: &mut Session) -> Result<Batch, Halt> {
        let (end, left) = (self.batches.end(self.key(), self.size), self.batches.left(self.key()));
        let rows = session.query(end.clone()).await;
        let rows = rows.map_err(|error| self.halt(Some(&end), Cause::Database(error)))?;
        let read = |error| self.halt(Some(&end), Cause::Database(error));
        if let Some(row) = rows.first() {
            let value = |(at, column): (usize, &KeyColumn)| {
                let text = row.at::<String>(at)?;
                KeyValue::read(&text).ok_or_else(|| self.unwritable(&column.name, &text))
            };
            let key = self.batches.key.iter().enumerate().map(value);
            let key = key.collect::<Result<Vec<_>, _>>().map_err(read)?;
            if key == self.key() {
                let message =
                    format!("the rows of `{}` are not sorted as they are compared", self.batches.table);
                return Err(read(DatabaseError::answer(message)));
            }
            return Ok(Batch { up_to: Some(key), rows: u64::from(self.size) });
        }
        let rows = session.query(left).await.map_err(read)?;
        let rows = rows.first().map(|row| row.at::<i64>(0)).transpose().map_err(read)?;
        Ok(Batch { up_to: None, rows: rows.unwrap_or(0).unsigned_abs() })
    }

    /// SQLite lets floating-point numbers stand in any column, and writes them down as another number than it reads (tried
    /// on 3.51 with 1e300).
    fn unwritable(&self, column: &Name, text: &str) -> DatabaseError {
        let number = text.strip_prefix('f').unwrap_or(text);
        DatabaseError::answer(format!(
            "column `{column}` of `{}`, by which it goes, holds the floating-point number {number}, which cannot be written \
             down exactly",
            self.batches.table
        ))
    }

    /// Where a batch ends.
    fn cursor_at(&self, batch: &Batch, changed: u64, key: &[KeyValue]) -> Cursor {
        Cursor { seen: self.seen + batch.rows, changed: self.changed + changed, key: key.to_vec() }
    }

    /// Notes that a batch is in and committed, and how many rows the next will have.
    fn committed(&mut self, batch: &Batch, changed: u64, took: Duration) {
        if let Some(key) = &batch.up_to {
            self.cursor = Some(self.cursor_at(batch, changed, key));
        }
        self.seen += batch.rows;
        self.changed += changed;
        self.size = self.batches.tempo.next(self.size, took);
        self.given_way = 0;
    }

    /// Whether a batch is to be begun again, smaller, since the database let another go first.
    fn gives_way(&mut self, cause: &Cause) -> bool {
        let Cause::Database(error) = cause else { return false };
        // PostgreSQL: serialization_failure, deadlock_detected. MySQL and MariaDB: ER_LOCK_DEADLOCK.
        let gives_way = matches!(error.code(), Some("40001" | "40P01" | "1213"));
        self.given_way += 1;
        self.size = (self.size / 4).max(1);
        gives_way && self.given_way <= GIVES_WAY
    }

    fn tell(&self, runner: &mut Runner<'_>, step: &ScriptStep) {
        let (begun, before) = self.begun;
        let micros = begun.elapsed().as_micros().max(1);
        let rate = u128::from(self.seen - before) * 1_000_000 / micros;
        let progress = BackfillProgress {
            seen: self.seen,
            changed: self.changed,
            total: self.total.map(|total| total.max(self.seen)),
            batch: self.size,
            rate: u64::try_from(rate).unwrap_or(u64::MAX),
        };
        let (revision, table) = (&step.entry.revision, &self.batches.table);
        event::tell(runner.observer, Event::Batch { revision, table, progress });
    }

    /// Waits as the author asked, with nothing open.
    async fn pause(&self, session: &mut Session) -> Result<(), Halt> {
        let pause = self.batches.tempo.pause;
        if pause.is_zero() {
            return Ok(());
        }
        let sleep = pin!(tokio::time::sleep(pause));
        match session.interrupt.clone() {
            None => sleep.await,
            Some(interrupt) => match select(sleep, pin!(interrupt.triggered())).await {
                Either::Left(_) => {}
                Either::Right(_) => return Err(self.halt(None, Cause::Interrupted)),
            },
        }
        Ok(())
    }
}

/// How many rows a table has, as far as the database knows it.
async fn estimate(session: &mut Session, batches: &Batches) -> Result<Option<u64>, DatabaseError> {
    let rows = session.query(batches.estimate()).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let count = match batches.dialect {
        Dialect::MySql => row.get::<i64>("rows").ok(),
        // The planner's first line: `Seq Scan on users  (cost=0.00..35.50 rows=2550 width=4)`.
        Dialect::Postgres => {
            let digits = row.text(0).and_then(|line| line.split_once(" rows=")).map(|(_, rest)| rest);
            digits.and_then(|rest| rest.split(' ').next()).and_then(|digits| digits.parse().ok())
        }
        Dialect::Sqlite => row.at::<i64>(0).ok(),
    };
    Ok(count.and_then(|count| u64::try_from(count).ok()))
}
