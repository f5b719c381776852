//! Looking at a database without changing it.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use super::{Pending, Settings, blocking, drive};
use crate::dialect::{self, Dialect, Server};
use crate::error::{Error, Problem};
use crate::graph::{Applied, Goal, Graph};
use crate::ledger::{Ledger, LedgerRecord, LedgerRow};
use crate::registry::Chain;
use crate::script::Script;
use crate::session::{Pool, PoolRuntime, Source};

/// A look at what the ledger of a database says of a chain. It takes no lock and makes no table.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
#[derive(Debug)]
pub struct Look<'a>(Settings<'a>);

/// What the ledger of a database says of a chain.
#[derive(Clone, Debug)]
pub struct LedgerView {
    /// The database's dialect.
    pub dialect: Dialect,
    /// The server's product and version; `None` on SQLite, or where the server does not say.
    pub server: Option<Server>,
    /// The chain's revisions.
    pub graph: Graph,
    /// The chain's rows of the ledger, oldest first.
    pub records: Vec<LedgerRecord>,
    /// The ledger's rows, sorted into the graph.
    pub applied: Applied,
}

impl LedgerView {
    /// The applied revisions on which no other applied one stands.
    pub fn heads(&self) -> Vec<String> {
        self.applied.heads(&self.graph).into_iter().map(|node| self.graph.entry(node).id.to_owned()).collect()
    }

    /// The script that a run to this goal would execute; `None` where there would be nothing to do.
    ///
    /// # Errors
    ///
    /// When there is no way to the target, or no plan, or the dialect or the server cannot do it.
    pub fn script(&self, goal: &Goal) -> Result<Option<Script>, Error> {
        let script = drive::script(&self.graph, &self.applied, goal, self.dialect)?;
        if let (Some(script), Some(server)) = (&script, self.server) {
            dialect::versions::of_server(script, server).map_err(Error::new)?;
        }
        Ok(script)
    }
}

impl Look<'_> {
    /// Looks at a pool's database.
    pub fn new<C: Chain>(_chain: C, pool: &impl Pool) -> Self {
        Self(Settings::new(C::DEFINITION, pool.source()))
    }

    /// Looks at the database of a URL.
    pub fn url<C: Chain>(_chain: C, url: &str) -> Self {
        Self(Settings::new(C::DEFINITION, Source::Url(url.to_owned())))
    }

    /// Reads the ledger in another table.
    #[must_use]
    pub fn ledger(mut self, ledger: Ledger) -> Self {
        self.0.ledger = ledger;
        self
    }

    /// Waits so long for a SQLite file that another is writing.
    #[must_use]
    pub fn lock_wait(mut self, wait: Duration) -> Self {
        self.0.lock_wait = wait;
        self
    }

    /// Looks on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<LedgerView, Error> {
        self.0.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Look<'a> {
    type Output = Result<LedgerView, Error>;
    type IntoFuture = Pending<'a, LedgerView>;

    fn into_future(self) -> Self::IntoFuture {
        let mut settings = self.0;
        Box::pin(async move {
            let graph = drive::graph_of(settings.chain)?;
            let mut session = drive::open(&mut settings).await?;
            let records = session.records().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
            let dialect = session.dialect;
            let server = session.server().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
            drive::close(session).await;
            let rows = records.iter().map(row).collect::<Vec<_>>();
            let applied = Applied::new(&graph, &rows);
            Ok(LedgerView { dialect, server, graph, records, applied })
        })
    }
}

fn row(record: &LedgerRecord) -> LedgerRow {
    LedgerRow { revision: record.entry.revision.clone(), state: record.state }
}

impl fmt::Display for LedgerView {
    /// The applied heads, one a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.heads().iter().try_for_each(|head| writeln!(f, "{head}"))
    }
}
