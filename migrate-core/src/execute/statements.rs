//! Running a revision piece by piece inside a transaction of which sqlx knows.

use std::any::Any;
use std::ops::Range;
use std::panic::AssertUnwindSafe;
use std::pin::pin;

use futures_util::FutureExt;
use futures_util::future::{Either, select};

use super::halt::{Cause, Halt, HeldValue};
use super::message::{Message, Role, sql};
use super::{Runner, rebuild, spared};
use crate::dialect::Dialect;
use crate::event::{self, Event};
use crate::live::{Conditional, Live, When};
use crate::operation::DataFunction;
use crate::script::{ScriptOperation, ScriptStep, Statement};
use crate::session::{self, Connection, DatabaseError, Session};

/// Runs operations of a step, with `message` before them. What may go together goes as one message.
pub(super) async fn run(
    runner: &mut Runner<'_>,
    step: &ScriptStep,
    operations: &Range<usize>,
    mut message: Message,
) -> Result<(), Halt> {
    for (at, operation) in step.operations.iter().enumerate().take(operations.end).skip(operations.start) {
        tell(runner, step, at);
        if runner.spared.iter().any(|spared| spared.operation == at) {
            flush(runner.session, step, &mut message).await?;
            spared::check(runner, at).await?;
        }
        for (place, statement) in operation.statements.iter().enumerate() {
            match statement {
                Statement::Ddl(sql) | Statement::Dml(sql) => {
                    message.push(Role::Operation { operation: at, statement: place }, sql);
                    continue;
                }
                Statement::Author(_)
                | Statement::Backfill(_)
                | Statement::Concurrent { .. }
                | Statement::Data { .. }
                | Statement::Guard { .. }
                | Statement::Live(_) => {}
            }
            flush(runner.session, step, &mut message).await?;
            let halt = |cause| Halt::at(at, sql(statement), cause);
            if runner.session.is_interrupted() {
                return Err(halt(Cause::Interrupted));
            }
            match statement {
                Statement::Live(Live::Rebuild(rebuild)) => {
                    let result = rebuild::run(runner.session, rebuild).await;
                    result.map_err(|(sql, cause)| Halt::at(at, sql.as_deref(), cause))?;
                }
                Statement::Live(Live::Conditional(it)) => {
                    let result = conditional(runner.session, it).await;
                    result.map_err(|(sql, error)| Halt::at(at, Some(&sql), Cause::Database(error)))?;
                }
                statement => alone(runner.session, statement).await.map_err(halt)?,
            }
        }
    }
    flush(runner.session, step, &mut message).await
}

/// Tells that an operation begins.
pub(super) fn tell(runner: &mut Runner<'_>, step: &ScriptStep, at: usize) {
    let words = step.operations.get(at).map_or_else(String::new, ScriptOperation::words);
    let (revision, position, total) = (&step.entry.revision, at + 1, step.operations.len());
    event::tell(runner.observer, Event::Operation { revision, operation: &words, position, total });
}

/// Sends what is gathered.
pub(super) async fn flush(
    session: &mut Session,
    step: &ScriptStep,
    message: &mut Message,
) -> Result<(), Halt> {
    if message.is_empty() {
        return Ok(());
    }
    let result = session.send(message.take_text()).await;
    let gathered = message.take();
    match result {
        Ok(_) => Ok(()),
        Err(failure) => Err(gathered.halt(step, failure)),
    }
}

/// Runs a statement that goes alone, inside a transaction that must still be ours behind it.
async fn alone(session: &mut Session, statement: &Statement) -> Result<(), Cause> {
    match statement {
        Statement::Author(sql)
        | Statement::Concurrent { sql, .. }
        | Statement::Ddl(sql)
        | Statement::Dml(sql) => {
            let mark = Mark::set(session).await?;
            author(session, sql).await.map_err(|failure| Cause::Database(failure.error))?;
            mark.check(session).await
        }
        Statement::Data { name, function, offline: _ } => {
            let mark = Mark::set(session).await?;
            data(session, name, function).await?;
            mark.check(session).await
        }
        Statement::Guard { query, table, column, value, beside: _ } => {
            guard(session, query, table, column, value.as_deref()).await
        }
        Statement::Live(Live::Rebuild(rebuild)) => {
            rebuild::run(session, rebuild).await.map_err(|(_, cause)| cause)
        }
        Statement::Live(Live::Conditional(it)) => {
            conditional(session, it).await.map_err(|(_, error)| Cause::Database(error))
        }
        // Backfills are parts of their own, and MySQL and MariaDB run theirs in another way.
        Statement::Backfill(_) | Statement::Live(Live::Joined { .. } | Live::Modify(_)) => Ok(()),
    }
}

/// Sends the author's SQL. An empty one is none: servers differ in what they say to it.
pub(super) async fn author(session: &mut Session, sql: &str) -> Result<(), session::MessageError> {
    if sql.trim().is_empty() {
        return Ok(());
    }
    session.send(sql.to_owned()).await.map(|_| ())
}

/// Asks whether a table is empty, or holds a value nowhere.
pub(super) async fn guard(
    session: &mut Session,
    query: &str,
    table: &crate::name::QualifiedName,
    column: &crate::name::Name,
    value: Option<&str>,
) -> Result<(), Cause> {
    let rows = session.query(query.to_owned()).await.map_err(Cause::Database)?;
    let Some(row) = rows.first() else { return Ok(()) };
    let (table, column) = (table.clone(), column.clone());
    Err(match value {
        None => Cause::NotEmpty { table, column },
        Some(value) => {
            let rows = row.at(0).map_err(Cause::Database)?;
            Cause::HoldsValue(Box::new(HeldValue { table, column, value: value.to_owned(), rows }))
        }
    })
}

/// Asks whether a statement is called for, and runs it if so. An error comes with the SQL that failed.
pub(super) async fn conditional(
    session: &mut Session,
    conditional: &Conditional,
) -> Result<(), (String, DatabaseError)> {
    let Conditional { table: _, look, when, statements } = conditional;
    let rows = session.query(look.clone()).await.map_err(|error| (look.clone(), error))?;
    let called_for = match when {
        When::Found => !rows.is_empty(),
        When::Missing => rows.is_empty(),
    };
    for sql in statements.iter().filter(|_| called_for) {
        session.query(sql.clone()).await.map_err(|error| (sql.clone(), error))?;
    }
    Ok(())
}

/// Calls a data step. Interrupted, it is dropped where it waits.
pub(super) async fn data(session: &mut Session, name: &str, function: &DataFunction) -> Result<(), Cause> {
    let interrupt = session.interrupt.clone();
    let outcome = {
        let step = AssertUnwindSafe(call(function, &mut session.connection)).catch_unwind();
        match interrupt {
            None => Some(step.await),
            Some(interrupt) => match select(pin!(step), pin!(interrupt.triggered())).await {
                Either::Left((outcome, _)) => Some(outcome),
                Either::Right(_) => None,
            },
        }
    };
    let step = || name.to_owned();
    match outcome {
        Some(Ok(Ok(()))) => Ok(()),
        Some(Ok(Err(error))) => Err(Cause::DataStep { step: step(), error }),
        Some(Err(panic)) => Err(Cause::Panicked { step: step(), message: text(&*panic) }),
        None => {
            session.cancel().await;
            Err(Cause::Interrupted)
        }
    }
}

/// An async block, so that a panic before the first await is caught too.
async fn call(function: &DataFunction, connection: &mut Connection) -> Result<(), session::DataError> {
    session::call(function, connection).await
}

fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no text".to_owned())
}

/// What tells whether the transaction is still the one we opened.
enum Mark {
    /// MySQL and MariaDB: there is none that a statement could not end.
    None,
    /// PostgreSQL: the transaction's number. The ledger's row would have it assigned anyway.
    Number(String),
    /// SQLite: a savepoint, which goes with its transaction.
    Savepoint,
}

const SAVEPOINT: &str = "migrate_revision";

impl Mark {
    async fn set(session: &mut Session) -> Result<Self, Cause> {
        match session.dialect {
            Dialect::MySql => Ok(Self::None),
            Dialect::Postgres => {
                let number =
                    number(session, "SELECT txid_current()::text").await.map_err(Cause::Transaction)?;
                Ok(Self::Number(number.unwrap_or_default()))
            }
            Dialect::Sqlite => {
                session.query(format!("SAVEPOINT {SAVEPOINT}")).await.map_err(Cause::Transaction)?;
                Ok(Self::Savepoint)
            }
        }
    }

    async fn check(self, session: &mut Session) -> Result<(), Cause> {
        match self {
            Self::None => Ok(()),
            Self::Number(ours) => {
                let now = number(session, "SELECT txid_current_if_assigned()::text").await;
                if now.map_err(Cause::Transaction)?.as_deref() == Some(ours.as_str()) {
                    Ok(())
                } else {
                    Err(Cause::Escaped)
                }
            }
            Self::Savepoint => match session.query(format!("RELEASE {SAVEPOINT}")).await {
                Ok(_) => Ok(()),
                Err(_) => Err(Cause::Escaped),
            },
        }
    }
}

async fn number(session: &mut Session, sql: &str) -> Result<Option<String>, DatabaseError> {
    let rows = session.query(sql.to_owned()).await?;
    rows.first().map_or(Ok(None), |row| row.at(0))
}
