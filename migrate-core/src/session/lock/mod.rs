//! The lock: one run at a time on a database and its ledger.
//!
//! PostgreSQL and MySQL have locks with a name, which the session holds from before the ledger is read again until it
//! ends. SQLite has none; there each revision takes the database's own lock for writing, and reads the ledger
//! inside it.

mod mysql;
mod postgres;

use std::time::Duration;

use thiserror::Error;
use tokio::time::{Instant, sleep};

use super::{Connection, DatabaseError};
use crate::dialect::Dialect;
use crate::event::{Event, Observe, tell};
use crate::execute::Interrupt;
use crate::ledger::Ledger;
use crate::report::duration;

/// Why the lock is not held.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LockError {
    /// The server refused, or answered nonsense.
    #[error("cannot take the lock: {error}")]
    Database {
        /// What the server said.
        #[source]
        error: DatabaseError,
    },
    /// The run was stopped while it waited.
    #[error("interrupted while waiting for the lock")]
    Interrupted,
    /// Another run held it for too long.
    #[error("another run holds the lock{}; gave up after {}", named(.holder.as_deref()), duration(*.waited))]
    Timeout {
        /// Who holds it, as far as the server can tell.
        holder: Option<String>,
        /// How long this run waited.
        waited: Duration,
    },
}

fn named(holder: Option<&str>) -> String {
    holder.map_or_else(String::new, |holder| format!(" ({holder})"))
}

impl LockError {
    pub(crate) fn database(error: DatabaseError) -> Self {
        Self::Database { error }
    }
}

/// Who waits, and how.
pub(crate) struct Waiting<'a> {
    pub(crate) wait: Duration,
    pub(crate) observer: &'a mut dyn Observe,
    pub(crate) interrupt: Option<&'a Interrupt>,
    start: Instant,
    told: Option<Instant>,
    pause: Duration,
}

impl<'a> Waiting<'a> {
    pub(crate) fn new(
        wait: Duration,
        observer: &'a mut dyn Observe,
        interrupt: Option<&'a Interrupt>,
    ) -> Self {
        Self {
            wait,
            observer,
            interrupt,
            start: Instant::now(),
            told: None,
            pause: Duration::from_millis(20),
        }
    }

    pub(crate) fn waited(&self) -> Duration {
        self.start.elapsed()
    }

    /// Whether it is time to say again who is waited for.
    fn is_due(&self) -> bool {
        self.told.is_none_or(|told| told.elapsed() >= Duration::from_secs(1))
    }

    /// Waits a little, or gives up.
    pub(crate) async fn pause(&mut self, holder: Option<String>) -> Result<(), LockError> {
        let waited = self.waited();
        if waited >= self.wait {
            return Err(LockError::Timeout { holder, waited });
        }
        if self.is_due() {
            self.told = Some(Instant::now());
            tell(self.observer, Event::Waiting { holder: holder.as_deref(), waited });
        }
        let pause = self.pause.min(self.wait.saturating_sub(waited));
        self.pause = (self.pause * 3 / 2).min(Duration::from_millis(250));
        match self.interrupt {
            None => sleep(pause).await,
            Some(interrupt) => {
                let sleeping = std::pin::pin!(sleep(pause));
                let stopped = std::pin::pin!(interrupt.triggered());
                futures_util::future::select(sleeping, stopped).await;
                if interrupt.is_triggered() {
                    return Err(LockError::Interrupted);
                }
            }
        }
        Ok(())
    }
}

/// Takes the lock of the ledger, where the dialect has such locks.
pub(crate) async fn take(
    connection: &mut Connection,
    ledger: &Ledger,
    chain: &str,
    mut waiting: Waiting<'_>,
) -> Result<(), LockError> {
    let dialect = connection.dialect();
    if dialect == Dialect::Sqlite {
        return Ok(());
    }
    loop {
        let taken = match dialect {
            Dialect::MySql => mysql::try_take(connection, ledger).await,
            Dialect::Postgres => postgres::try_take(connection, ledger, chain).await,
            Dialect::Sqlite => Ok(true),
        };
        if taken.map_err(LockError::database)? {
            let waited = waiting.waited();
            tell(waiting.observer, Event::Locked { waited });
            return Ok(());
        }
        // Asked before giving up too, so that the error can name the holder.
        let ask = waiting.is_due() || waiting.waited() >= waiting.wait;
        let holder = if ask { holder_of(connection, ledger).await } else { None };
        waiting.pause(holder).await?;
    }
}

/// Who holds the lock, in words. That it cannot be told is no error: it may have ended just now.
async fn holder_of(connection: &mut Connection, ledger: &Ledger) -> Option<String> {
    match connection.dialect() {
        Dialect::MySql => mysql::holder(connection, ledger).await.ok().flatten(),
        Dialect::Postgres => postgres::holder(connection, ledger).await.ok().flatten(),
        Dialect::Sqlite => None,
    }
}

/// Gives the lock back. An answer that it was not held is an error: something took it from us.
pub(crate) async fn give_back(connection: &mut Connection, ledger: &Ledger) -> Result<(), DatabaseError> {
    let held = match connection.dialect() {
        Dialect::MySql => mysql::give_back(connection, ledger).await?,
        Dialect::Postgres => postgres::give_back(connection, ledger).await?,
        Dialect::Sqlite => true,
    };
    if held {
        Ok(())
    } else {
        Err(DatabaseError::answer("the lock was no longer held at the end of the run"))
    }
}
