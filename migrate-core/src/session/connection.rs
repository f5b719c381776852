//! A connection, as a data step sees it.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use tracing::Instrument as _;

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
use super::driver;
use super::shown::shown;
use super::{DatabaseError, Row};
use crate::dialect::Dialect;
use crate::name::Prefix;

/// A connection to a database, inside the transaction of the revision that is being applied.
///
/// A data step gets one. What it offers itself is the same on every database; sqlx's own connection, with
/// parameters, types and nested transactions, is behind `as_mysql`, `as_postgres` and `as_sqlite`.
pub struct Connection {
    pub(crate) inner: Inner,
    keys: Keys,
    tag: Option<Arc<str>>,
    prefix: Prefix,
}

/// Whether SQLite's foreign keys are as they were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Keys {
    #[default]
    AsFound,
    /// They were on, and are switched off for a while.
    Off,
}

/// The connections of the drivers that are compiled in.
pub(crate) enum Inner {
    #[cfg(feature = "mysql")]
    MySql(Box<sqlx::MySqlConnection>),
    /// So that the enum is one without any driver too. Nothing makes one.
    #[expect(dead_code, reason = "nothing makes one")]
    None(Infallible),
    #[cfg(feature = "postgres")]
    Postgres(Box<sqlx::PgConnection>),
    #[cfg(feature = "sqlite")]
    Sqlite(Box<sqlx::SqliteConnection>),
    /// A connection to a database in memory, which is the only one to that database and goes back to its pool.
    #[cfg(feature = "sqlite")]
    SqliteBorrowed(Box<Borrowed>),
}

/// Does the same with whichever connection it is.
macro_rules! by_driver {
    ($inner:expr, $connection:ident, $driver:ident => $do:expr) => {
        match $inner {
            #[cfg(feature = "mysql")]
            Inner::MySql($connection) => {
                type $driver = sqlx::MySql;
                $do
            }
            Inner::None(never) => match *never {},
            #[cfg(feature = "postgres")]
            Inner::Postgres($connection) => {
                type $driver = sqlx::Postgres;
                $do
            }
            #[cfg(feature = "sqlite")]
            Inner::Sqlite($connection) => {
                type $driver = sqlx::Sqlite;
                $do
            }
            #[cfg(feature = "sqlite")]
            Inner::SqliteBorrowed($connection) => {
                type $driver = sqlx::Sqlite;
                $do
            }
        }
    };
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connection({})", self.dialect().name())
    }
}

/// Why a message of several statements stopped.
#[derive(Debug)]
pub(crate) struct MessageError {
    /// How many of its statements were done, whether or not their transaction was committed.
    pub(crate) completed: usize,
    /// What those returned.
    pub(crate) rows: Vec<Row>,
    /// What stopped the next.
    pub(crate) error: DatabaseError,
}

/// What a message of several statements brought.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) rows: Vec<Row>,
    pub(crate) affected: u64,
}

impl Connection {
    pub(crate) fn new(inner: Inner) -> Self {
        Self { inner, keys: Keys::default(), tag: None, prefix: Prefix::NONE }
    }

    /// Whether foreign keys are as they were found.
    pub(crate) fn keys(&self) -> Keys {
        self.keys
    }

    /// Notes whether foreign keys are as they were found, for whoever gets the connection next.
    pub(crate) fn note_keys(&mut self, keys: Keys) {
        self.keys = keys;
        #[cfg(feature = "sqlite")]
        if let Inner::SqliteBorrowed(connection) = &mut self.inner {
            connection.keys = keys;
        }
    }

    /// Notes what whoever started the run said.
    pub(crate) fn set_tag(&mut self, tag: Option<Arc<str>>) {
        self.tag = tag;
    }

    /// Notes what stands before the names of all that the chain makes.
    pub(crate) fn set_prefix(&mut self, prefix: Prefix) {
        self.prefix = prefix;
    }

    /// The name of a table, a view, a function and the like as it is in this database: what a revision calls it, behind the
    /// prefix that the database is worked on with, if there is one, or that of the other chain that has made it.
    pub fn prefixed(&self, name: &str) -> String {
        self.prefix.word(name)
    }

    /// What whoever started the run said with `--tag`, or by [`Run::tag`](crate::Run::tag): a text that means something to your
    /// data steps alone, such as the name of a tenant.
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The dialect that the connection speaks.
    pub fn dialect(&self) -> Dialect {
        match &self.inner {
            #[cfg(feature = "mysql")]
            Inner::MySql(_) => Dialect::MySql,
            Inner::None(never) => match *never {},
            #[cfg(feature = "postgres")]
            Inner::Postgres(_) => Dialect::Postgres,
            #[cfg(feature = "sqlite")]
            Inner::Sqlite(_) | Inner::SqliteBorrowed(_) => Dialect::Sqlite,
        }
    }

    /// Runs SQL, one statement or several, and returns how many rows it affected.
    ///
    /// # Errors
    ///
    /// When a statement fails.
    pub async fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        match self.send(sql.to_owned()).await {
            Ok(answer) => Ok(answer.affected),
            Err(failure) => Err(failure.error),
        }
    }

    /// Runs a query and returns its rows.
    ///
    /// # Errors
    ///
    /// When the query fails.
    pub async fn fetch_all(&mut self, sql: &str) -> Result<Vec<Row>, DatabaseError> {
        match self.send(sql.to_owned()).await {
            Ok(answer) => Ok(answer.rows),
            Err(failure) => Err(failure.error),
        }
    }

    /// sqlx's connection, where it is one to MySQL or MariaDB.
    #[cfg(feature = "mysql")]
    pub fn as_mysql(&mut self) -> Option<&mut sqlx::MySqlConnection> {
        if let Inner::MySql(connection) = &mut self.inner { Some(connection) } else { None }
    }

    /// sqlx's connection, where it is one to PostgreSQL.
    #[cfg(feature = "postgres")]
    pub fn as_postgres(&mut self) -> Option<&mut sqlx::PgConnection> {
        if let Inner::Postgres(connection) = &mut self.inner { Some(connection) } else { None }
    }

    /// sqlx's connection, where it is one to SQLite.
    #[cfg(feature = "sqlite")]
    pub fn as_sqlite(&mut self) -> Option<&mut sqlx::SqliteConnection> {
        match &mut self.inner {
            Inner::Sqlite(connection) => Some(connection),
            Inner::SqliteBorrowed(connection) => Some(connection),
            #[cfg(feature = "mysql")]
            Inner::MySql(_) => None,
            Inner::None(never) => match *never {},
            #[cfg(feature = "postgres")]
            Inner::Postgres(_) => None,
        }
    }

    /// Sends statements as one message, by the simple protocol.
    pub(crate) async fn send(&mut self, sql: String) -> Result<Answer, MessageError> {
        let span = tracing::debug_span!("statement", sql = shown(self.dialect(), &sql), bytes = sql.len());
        let sent = async {
            let answer: Result<Answer, MessageError> =
                by_driver!(&mut self.inner, connection, D => driver::send::<D>(connection, sql).await);
            match &answer {
                Ok(answer) => tracing::debug!(rows = answer.rows.len(), affected = answer.affected, "done"),
                // What it says can hold values.
                Err(failure) => tracing::debug!(completed = failure.completed, "failed"),
            }
            answer
        };
        sent.instrument(span).await
    }

    /// Sends a query and returns its rows.
    pub(crate) async fn query(&mut self, sql: String) -> Result<Vec<Row>, DatabaseError> {
        self.send(sql).await.map(|answer| answer.rows).map_err(|failure| failure.error)
    }

    /// Opens a transaction of which sqlx knows, so that a `begin` of the author's nests in it.
    pub(crate) async fn begin(&mut self) -> Result<(), DatabaseError> {
        by_driver!(&mut self.inner, connection, D => driver::begin::<D>(connection).await)
    }

    /// Commits what [`begin`](Self::begin) opened.
    pub(crate) async fn commit(&mut self) -> Result<(), DatabaseError> {
        by_driver!(&mut self.inner, connection, D => driver::commit::<D>(connection).await)
    }

    /// Rolls back what [`begin`](Self::begin) opened, with all that is nested in it.
    pub(crate) async fn rollback(&mut self) -> Result<(), DatabaseError> {
        while self.depth() > 0 {
            let done: Result<(), DatabaseError> =
                by_driver!(&mut self.inner, connection, D => driver::rollback::<D>(connection).await);
            done?;
        }
        Ok(())
    }

    /// How many transactions are nested, as far as sqlx knows.
    pub(crate) fn depth(&self) -> usize {
        by_driver!(&self.inner, connection, D => driver::depth::<D>(connection))
    }

    /// Whether the connection is one that goes back to its pool.
    pub(crate) fn is_borrowed(&self) -> bool {
        match &self.inner {
            #[cfg(feature = "mysql")]
            Inner::MySql(_) => false,
            Inner::None(never) => match *never {},
            #[cfg(feature = "postgres")]
            Inner::Postgres(_) => false,
            #[cfg(feature = "sqlite")]
            Inner::Sqlite(_) => false,
            #[cfg(feature = "sqlite")]
            Inner::SqliteBorrowed(_) => true,
        }
    }

    /// Closes the connection, or gives it back to its pool if it is borrowed.
    pub(crate) async fn close(self) -> Result<(), DatabaseError> {
        match self.inner {
            #[cfg(feature = "mysql")]
            Inner::MySql(connection) => Ok(sqlx::Connection::close(*connection).await?),
            Inner::None(never) => match never {},
            #[cfg(feature = "postgres")]
            Inner::Postgres(connection) => Ok(sqlx::Connection::close(*connection).await?),
            #[cfg(feature = "sqlite")]
            Inner::Sqlite(connection) => Ok(sqlx::Connection::close(*connection).await?),
            #[cfg(feature = "sqlite")]
            Inner::SqliteBorrowed(mut connection) => {
                if let Some(mut connection) = connection.take() {
                    // In a task of its own: dropped on its way, the connection would be closed, and its database be gone.
                    let _ = tokio::spawn(connection.return_to_pool()).await;
                }
                Ok(())
            }
        }
    }

    /// Has SQLite stop a running statement as soon as `stop` says so; `None` takes that back.
    #[cfg_attr(not(feature = "sqlite"), expect(clippy::unused_async, reason = "SQLite alone has it"))]
    pub(crate) async fn stop_when(
        &mut self,
        stop: Option<Box<dyn Fn() -> bool + Send>>,
    ) -> Result<(), DatabaseError> {
        #[cfg(feature = "sqlite")]
        if let Some(connection) = self.as_sqlite() {
            // So many instructions of SQLite's machine lie between two looks: less than a millisecond.
            let mut handle = connection.lock_handle().await?;
            match stop {
                None => handle.remove_progress_handler(),
                Some(stop) => handle.set_progress_handler(10_000, move || !stop()),
            }
        }
        #[cfg(not(feature = "sqlite"))]
        drop(stop);
        Ok(())
    }
}

/// It is taken out when it goes back, and nobody has it then.
#[cfg(feature = "sqlite")]
const HELD: &str = "held until it goes back";

/// The one connection to a database in memory.
#[cfg(feature = "sqlite")]
pub(crate) struct Borrowed {
    connection: Option<sqlx::pool::PoolConnection<sqlx::Sqlite>>,
    keys: Keys,
}

#[cfg(feature = "sqlite")]
impl Borrowed {
    pub(crate) fn new(connection: sqlx::pool::PoolConnection<sqlx::Sqlite>) -> Self {
        Self { connection: Some(connection), keys: Keys::AsFound }
    }

    /// Rolls back what is open, switches foreign keys on again where they were, and takes the connection out.
    fn take(&mut self) -> Option<sqlx::pool::PoolConnection<sqlx::Sqlite>> {
        use futures_util::FutureExt;
        use sqlx::Executor;
        use sqlx_core::transaction::TransactionManager;

        let mut connection = self.connection.take()?;
        // One more than are open: behind a commit for whose answer nobody waited, SQLite's thread expects one, and passes
        // over the next that comes. Where nothing is open, it does nothing.
        for _ in 0..=driver::depth::<sqlx::Sqlite>(&connection) {
            <sqlx::Sqlite as sqlx::Database>::TransactionManager::start_rollback(&mut connection);
        }
        if self.keys == Keys::Off {
            // Nobody can wait here: the first look hands each to SQLite's thread, behind the rollback. That thread runs no
            // second statement of a message for which nobody waits.
            for pragma in ["PRAGMA legacy_alter_table = OFF", "PRAGMA foreign_keys = ON"] {
                let sent = connection.execute(pragma).now_or_never();
                tracing::debug!(?sent, pragma, "a connection that is borrowed is as it was");
            }
        }
        Some(connection)
    }
}

#[cfg(feature = "sqlite")]
impl std::ops::Deref for Borrowed {
    type Target = sqlx::SqliteConnection;

    fn deref(&self) -> &Self::Target {
        self.connection.as_ref().expect(HELD)
    }
}

#[cfg(feature = "sqlite")]
impl std::ops::DerefMut for Borrowed {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.connection.as_mut().expect(HELD)
    }
}

/// Dropped with a transaction open, it would go back to its pool with it.
#[cfg(feature = "sqlite")]
impl Drop for Borrowed {
    fn drop(&mut self) {
        drop(self.take());
    }
}
