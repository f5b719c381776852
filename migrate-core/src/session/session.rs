//! A session: one live connection of ours, the ledger it works on, and what may stop it.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::time::timeout;

use super::connection::{Answer, Connection, MessageError};
use super::lock::{self, LockError, Waiting};
use super::{DatabaseError, Fault, Needing, OpenError, PoolRuntime, Rows, Source, ledger};
use crate::dialect::Dialect;
use crate::dialect::limits::Limits;
use crate::dialect::mysql_catalogue::AS_KEPT;
use crate::dialect::offline::Shell;
use crate::dialect::versions::Server;
use crate::event::Observe;
use crate::execute::Interrupt;
use crate::graph::Chains;
use crate::ledger::{Ledger, LedgerRecord};
use crate::name::Name;

/// How long the server is given to take a request to cancel what runs.
const CANCEL: Duration = Duration::from_secs(5);

/// One live connection of ours, the ledger it works on, and what may stop it.
pub(crate) struct Session {
    pub(crate) connection: Connection,
    pub(crate) dialect: Dialect,
    pub(crate) ledger: Ledger,
    /// The chains that are read.
    pub(crate) chains: Vec<String>,
    /// The chains that the work was asked for on, for who waits for its end.
    title: String,
    pub(crate) wait: Duration,
    pub(crate) interrupt: Option<Interrupt>,
    source: Source,
    runtime: PoolRuntime,
    /// The server's number for this session, where something may have to cancel it.
    backend: Option<i64>,
    gone: Gone,
}

/// Tells SQLite's thread that nobody waits for it any more.
#[derive(Default)]
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Session {
    pub(crate) async fn open(
        source: &Source,
        runtime: PoolRuntime,
        ledger: Ledger,
        chains: Vec<String>,
        wait: Duration,
        interrupt: Option<Interrupt>,
    ) -> Result<Self, OpenError> {
        let connection = source.connect(runtime).await?;
        Ok(Self {
            dialect: connection.dialect(),
            connection,
            ledger,
            title: chains.join(", "),
            chains,
            wait,
            interrupt,
            source: source.clone(),
            runtime,
            backend: None,
            gone: Gone::default(),
        })
    }

    /// Has names without a schema looked for in these. Nothing is sent where there are none.
    pub(crate) async fn set_search_path(&mut self, schemas: &[Name]) -> Result<(), OpenError> {
        if schemas.is_empty() {
            return Ok(());
        }
        let set = self.dialect.search_path(schemas);
        let set = set.map_err(|unsupported| OpenError::SearchPath(Box::new(unsupported)))?;
        let ill = |error| OpenError::SearchPathFailed { error };
        // The server takes a schema that is not there without a word, and makes tables in the next one.
        let missing = self.query(set.missing).await.map_err(ill)?;
        if let Some(row) = missing.first() {
            let text = |at| row.text(at).unwrap_or_default().to_owned();
            return Err(OpenError::MissingSchema { schema: text(0), quoted: text(1) });
        }
        self.query(set.set).await.map_err(ill)?;
        Ok(())
    }

    /// Has the server stop statements that wait or run for too long. Nothing is sent where there is no limit.
    pub(crate) async fn set_limits(&mut self, limits: Limits) -> Result<(), OpenError> {
        if limits.is_none() {
            return Ok(());
        }
        let ill = |error| OpenError::LimitFailed { error };
        let shell = match self.dialect {
            Dialect::MySql => match self.server().await.map_err(ill)? {
                Some(server) if server.is_mysql() => Shell::MySql,
                Some(_) | None => Shell::MariaDb,
            },
            Dialect::Postgres => Shell::Psql,
            Dialect::Sqlite => Shell::Sqlite3,
        };
        let set = limits.statements(shell);
        let set = set.map_err(|unsupported| OpenError::Limit(Box::new(unsupported)))?;
        self.query(set.join("; ")).await.map_err(ill)?;
        Ok(())
    }

    /// Reads these chains from now on.
    pub(crate) fn read_chains(&mut self, chains: &Chains) {
        self.chains = chains.graphs().iter().map(|graph| graph.chain().to_owned()).collect();
    }

    /// Reads how far the chains are.
    pub(crate) async fn rows(&mut self) -> Result<Rows, DatabaseError> {
        let chains = self.chains.iter().map(String::as_str).collect::<Vec<_>>();
        ledger::read(&mut self.connection, &self.ledger, &chains, self.wait).await
    }

    /// Reads everything that the ledger knows of the chains.
    pub(crate) async fn records(&mut self) -> Result<Vec<LedgerRecord>, DatabaseError> {
        let chains = self.chains.iter().map(String::as_str).collect::<Vec<_>>();
        ledger::records(&mut self.connection, &self.ledger, &chains, self.wait).await
    }

    /// Reads what revisions of any chain depend on in others.
    pub(crate) async fn needs(&mut self) -> Result<Vec<Needing>, DatabaseError> {
        ledger::needs(&mut self.connection, &self.ledger, self.wait).await
    }

    /// Takes the lock and makes the session ready for work.
    pub(crate) async fn lock(&mut self, observer: &mut dyn Observe) -> Result<(), LockError> {
        let waiting = Waiting::new(self.wait, observer, self.interrupt.as_ref());
        lock::take(&mut self.connection, &self.ledger, &self.title, waiting).await?;
        self.prepare().await.map_err(LockError::database)
    }

    async fn prepare(&mut self) -> Result<(), DatabaseError> {
        let interrupt = self.interrupt.clone();
        match (self.dialect, interrupt) {
            (Dialect::Postgres, Some(_)) => {
                let rows = self.connection.query("SELECT pg_backend_pid() AS pid".to_owned()).await?;
                self.backend = rows.first().map(|row| row.get("pid")).transpose()?;
            }
            (Dialect::Sqlite, interrupt) => {
                // The waiting is ours (see `lock`), so that it can be as long as asked for, be told and be stopped.
                if !self.connection.is_borrowed() {
                    self.connection.query("PRAGMA busy_timeout = 100".to_owned()).await?;
                }
                let gone = Arc::clone(&self.gone.0);
                let stop = move || {
                    gone.load(Ordering::SeqCst) || interrupt.as_ref().is_some_and(Interrupt::is_triggered)
                };
                self.connection.stop_when(Some(Box::new(stop))).await?;
            }
            (Dialect::MySql, _) | (Dialect::Postgres, None) => {}
        }
        Ok(())
    }

    /// The server's product and version; `None` where there is no server, or it does not say.
    pub(crate) async fn server(&mut self) -> Result<Option<Server>, DatabaseError> {
        match self.dialect {
            Dialect::MySql => {
                let rows = self.connection.query("SELECT VERSION()".to_owned()).await?;
                Ok(rows.first().and_then(|row| row.text(0)).and_then(Server::mysql))
            }
            Dialect::Postgres => {
                #[cfg(feature = "postgres")]
                let number =
                    self.connection.as_postgres().and_then(|connection| connection.server_version_num());
                #[cfg(not(feature = "postgres"))]
                let number = None;
                Ok(number.map(Server::postgres))
            }
            Dialect::Sqlite => Ok(None),
        }
    }

    /// Opens a transaction of which sqlx knows. On SQLite it waits for its turn.
    pub(crate) async fn begin(&mut self, observer: &mut dyn Observe) -> Result<(), LockError> {
        let mut waiting = Waiting::new(self.wait, observer, self.interrupt.as_ref());
        loop {
            match self.connection.begin().await {
                Err(error) if error.fault() == Fault::Busy => waiting.pause(None).await?,
                result => return result.map_err(LockError::database),
            }
        }
    }

    /// Gives the lock back and closes the connection.
    pub(crate) async fn unlock(mut self) -> Result<(), DatabaseError> {
        lock::give_back(&mut self.connection, &self.ledger).await?;
        self.close().await
    }

    /// Closes the connection.
    pub(crate) async fn close(mut self) -> Result<(), DatabaseError> {
        if self.connection.is_borrowed() {
            // It goes back as it came.
            self.connection.stop_when(None).await?;
        }
        self.connection.close().await
    }

    /// Whether somebody asked the run to stop.
    pub(crate) fn is_interrupted(&self) -> bool {
        self.interrupt.as_ref().is_some_and(Interrupt::is_triggered)
    }

    /// Sends statements as one message. Interrupted, it has PostgreSQL cancel them; SQLite looks for itself, and
    /// what MySQL has begun it ends.
    pub(crate) async fn send(&mut self, sql: String) -> Result<Answer, MessageError> {
        let (Some(interrupt), Some(backend)) = (self.interrupt.clone(), self.backend) else {
            return self.connection.send(sql).await;
        };
        let mut sending = pin!(self.connection.send(sql));
        match select(sending.as_mut(), pin!(interrupt.triggered())).await {
            Either::Left((answer, _)) => answer,
            Either::Right(((), _)) => {
                cancel(&self.source, self.runtime, backend).await;
                sending.await
            }
        }
    }

    /// Sends a query and returns its rows.
    pub(crate) async fn query(&mut self, sql: String) -> Result<Vec<super::Row>, DatabaseError> {
        self.send(sql).await.map(|answer| answer.rows).map_err(|failure| failure.error)
    }

    /// Asks MySQL or MariaDB what is sent as it is kept. An error would leave it at that: the rest of the message is not run.
    pub(crate) async fn query_as_kept(&mut self, sql: String) -> Result<Vec<super::Row>, DatabaseError> {
        let result = self.query(sql).await;
        if result.is_err() {
            let [_, end] = AS_KEPT;
            drop(self.query(end.to_owned()).await);
        }
        result
    }

    /// Asks another tool's table, which need not be there.
    pub(crate) async fn history(&mut self, sql: String) -> Result<Option<Vec<super::Row>>, DatabaseError> {
        ledger::patient(&mut self.connection, sql, self.wait).await
    }

    /// Cancels what a dropped future left running on the server.
    pub(crate) async fn cancel(&mut self) {
        if let Some(backend) = self.backend {
            cancel(&self.source, self.runtime, backend).await;
        }
    }
}

/// Asks PostgreSQL to cancel the statement of a session. If that fails, it ends by itself.
async fn cancel(source: &Source, runtime: PoolRuntime, backend: i64) {
    let ask = async {
        let mut other = source.connect(runtime).await.ok()?;
        other.query(format!("SELECT pg_cancel_backend({backend})")).await.ok()?;
        other.close().await.ok()
    };
    if timeout(CANCEL, ask).await.ok().flatten().is_none() {
        tracing::warn!("the statement in hand could not be cancelled; waiting for its end");
    }
}
