//! Looking at a database without changing it.

use std::collections::BTreeSet;
use std::fmt;
use std::future::IntoFuture;

use tracing::Instrument as _;

use super::errand::{self, Errand};
use super::{Options, Pending, Settings, blocking, drive, span, takes_options};
use crate::dialect::{self, Dialect, Server, Stuck};
use crate::error::{Error, Problem};
use crate::graph::{Applied, Graph, Node};
use crate::ledger::{LedgerRecord, LedgerRow};
use crate::plan::PlanError;
use crate::registry::Chain;
use crate::replay;
use crate::script::{Script, ScriptStep};
use crate::session::{Pool, PoolRuntime, Session, Source};

/// A look at what the ledger of a database says of a chain. It takes no lock and makes no table.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
#[derive(Debug)]
pub struct Look<'a>(Settings<'a>);

takes_options!(Look, 0);

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

/// An applied revision that is no longer what was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The revision.
    pub node: Node,
    /// What is other than it was.
    pub what: Change,
}

/// What of a revision is other than when it was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its operations and its parents.
    Both,
    /// Its operations.
    Operations,
    /// Its parents.
    Parents,
}

impl LedgerView {
    /// The applied revisions on which no other applied one stands.
    pub fn heads(&self) -> Vec<String> {
        self.applied.heads(&self.graph).into_iter().map(|node| self.graph.entry(node).id.to_owned()).collect()
    }

    /// The applied heads behind a run to a goal, or on another errand.
    ///
    /// # Errors
    ///
    /// When there is no way to the target.
    pub fn heads_after(&self, errand: impl Into<Errand>) -> Result<Vec<String>, Error> {
        errand::heads_after(&self.graph, &self.applied, &self.records, &errand.into())
    }

    /// What undoes a revision by what the ledger keeps of it, without its code.
    ///
    /// # Errors
    ///
    /// With why that does not undo it.
    pub fn undo_of(&self, record: &LedgerRecord) -> Result<ScriptStep, Stuck> {
        dialect::read_downgrade(self.dialect, record)
    }

    /// What the ledger knows of a revision.
    pub fn record(&self, revision: &str) -> Option<&LedgerRecord> {
        self.records.iter().find(|record| record.entry.revision == revision)
    }

    /// The applied revisions that are no longer what was applied, in the order of the chain.
    ///
    /// # Errors
    ///
    /// When a revision's function panics.
    pub fn changed(&self) -> Result<Vec<Changed>, Error> {
        let mut changed = Vec::new();
        for node in self.applied.nodes() {
            let entry = self.graph.entry(node);
            let Some(record) = self.record(entry.id) else { continue };
            let hash = replay::hash_of(entry).map_err(|error| Error::new(PlanError::from(error)))?;
            let same_operations =
                hash == record.entry.hash || !replay::can_compare(&hash, &record.entry.hash);
            let sorted =
                |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect::<BTreeSet<_>>();
            let now = sorted(&mut entry.down.iter().copied());
            let then = sorted(&mut record.entry.parents.iter().map(String::as_str));
            let what = match (same_operations, now == then) {
                (true, true) => continue,
                (true, false) => Change::Parents,
                (false, true) => Change::Operations,
                (false, false) => Change::Both,
            };
            changed.push(Changed { node, what });
        }
        Ok(changed)
    }

    /// The script that a run to a goal, or on another errand, would execute; `None` where there would be nothing to do.
    ///
    /// # Errors
    ///
    /// When there is no way to the target, or no plan, or the dialect or the server cannot do it.
    pub fn script(&self, errand: impl Into<Errand>) -> Result<Option<Script>, Error> {
        let script = drive::script(&self.graph, &self.applied, &self.records, &errand.into(), self.dialect)?;
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
        let span = span::look(&settings);
        let all = async move {
            let prefix = settings.options.prefix_of(settings.chain.name).clone();
            let graph = drive::graph_of(settings.chain)?.with_prefix(prefix);
            let mut session = drive::open(&mut settings).await?;
            let records = session.records().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
            let dialect = session.dialect;
            let server = session.server().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
            drive::close(session).await;
            let rows = records.iter().map(LedgerRow::of).collect::<Vec<_>>();
            let applied = Applied::new(&graph, &rows);
            Ok(LedgerView { dialect, server, graph, records, applied })
        };
        Box::pin(all.instrument(span))
    }
}

/// What the ledger of a database knows of the chain of this name, oldest first. The program need not have its revisions.
///
/// # Errors
///
/// When the database cannot be opened, or its ledger not be read.
pub fn ledger_records(chain: &str, url: &str, options: Options) -> Result<Vec<LedgerRecord>, Error> {
    blocking::wait(Box::pin(async move {
        let (ledger, lock_wait, search_path) =
            (options.prefixed_ledger(), options.lock_wait, options.search_path);
        let source = Source::Url(url.to_owned());
        let session = Session::open(&source, PoolRuntime::Stopped, ledger, chain, lock_wait, None);
        let mut session = session.await.map_err(Error::new)?;
        let records = match session.set_search_path(&search_path).await {
            Ok(()) => session.records().await.map_err(|error| Error::new(Problem::Ledger(error))),
            Err(error) => Err(Error::new(error)),
        };
        drive::close(session).await;
        records
    }))
}

impl fmt::Display for LedgerView {
    /// The applied heads, one a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.heads().iter().try_for_each(|head| writeln!(f, "{head}"))
    }
}
