//! Looking at a database without changing it.

use std::collections::BTreeSet;
use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use tracing::Instrument as _;

use super::errand::{self, Errand};
use super::{ChainSet, Options, Pending, Settings, blocking, collect, drive, span, takes_options};
use crate::dialect::{self, Dialect, Server, Stuck};
use crate::error::{Error, Problem};
use crate::graph::{Applied, Chains, Graph, Node};
use crate::ledger::{LedgerRecord, LedgerRow};
use crate::plan::{PlanError, WayBack};
use crate::replay;
use crate::report::ReportedChain;
use crate::script::{Script, ScriptStep};
use crate::session::{Needing, Pool, PoolRuntime, Session, Source};

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
    /// The chain's revisions. Where several chains were asked for, all of this is the first one's; see [`each`](Self::each).
    pub graph: Arc<Graph>,
    /// The chain's rows of the ledger, oldest first.
    pub records: Vec<LedgerRecord>,
    /// The ledger's rows, sorted into the graph.
    pub applied: Applied,
    /// The same of every chain of the program.
    pub all: Arc<AllChains>,
}

/// What the ledger of a database says of the chains of a program.
#[derive(Clone, Debug)]
pub struct AllChains {
    /// The chains.
    pub chains: Chains,
    /// The ledger's rows, sorted into each chain's graph.
    pub applied: Vec<Applied>,
    /// The rows of the ledger, oldest first.
    pub records: Vec<LedgerRecord>,
    /// What revisions of any chain depend on in others.
    needs: Vec<Needing>,
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
    /// What the ledger says of each chain that was asked for.
    pub fn each(&self) -> Vec<Self> {
        let asked = self.all.chains.asked().iter();
        asked.map(|at| Self::of(self.dialect, self.server, Arc::clone(&self.all), *at)).collect()
    }

    fn of(dialect: Dialect, server: Option<Server>, all: Arc<AllChains>, at: usize) -> Self {
        let graph = Arc::clone(&all.chains.graphs()[at]);
        let is_of = |record: &&LedgerRecord| record.entry.chain == graph.chain();
        let records = all.records.iter().filter(is_of).cloned().collect();
        Self { dialect, server, records, applied: all.applied[at].clone(), graph, all }
    }

    /// The chains that a run to a goal, or on another errand, has to do with: those that were asked for, and those that
    /// change with them.
    ///
    /// # Errors
    ///
    /// When there is no way to the target.
    pub fn after(&self, errand: impl Into<Errand>) -> Result<Vec<ReportedChain>, Error> {
        let AllChains { chains, applied, records, needs: _ } = &*self.all;
        let after = errand::applied_after(chains, applied, records, &errand.into())?;
        let place = |at: usize| drive::place(&chains.graphs()[at], &applied[at], &after[at]);
        let places = (0..chains.graphs().len()).map(|at| (at, place(at)));
        let concerns = |(at, place): &(usize, ReportedChain)| {
            let is_changed = !applied[*at].nodes().eq(after[*at].nodes());
            chains.asked().contains(at) || is_changed || place.before != place.after
        };
        Ok(places.filter(concerns).map(|(_, place)| place).collect())
    }

    /// What undoes a revision by what the ledger keeps of it, without its code.
    ///
    /// # Errors
    ///
    /// With why that does not undo it.
    pub fn undo_of(&self, record: &LedgerRecord) -> Result<ScriptStep, Stuck> {
        dialect::read_downgrade(self.dialect, record)
    }

    /// The applied revisions on which no other applied one stands.
    pub fn heads(&self) -> Vec<String> {
        self.applied.heads(&self.graph).into_iter().map(|node| self.graph.entry(node).id.to_owned()).collect()
    }

    /// The applied heads of the chain behind a run to a goal, or on another errand.
    ///
    /// # Errors
    ///
    /// When there is no way to the target.
    pub fn heads_after(&self, errand: impl Into<Errand>) -> Result<Vec<String>, Error> {
        let chain = self.graph.chain();
        let after = self.after(errand)?.into_iter().find(|place| place.chain == chain);
        Ok(after.map(|place| place.after).unwrap_or_default())
    }

    /// What the ledger knows of a revision of the chain.
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

    /// The script that a run to a goal, or on another errand, would execute; `None` where there would be nothing to do. What
    /// the ledger would keep of the way back is left out.
    ///
    /// # Errors
    ///
    /// When there is no way to the target, or no plan, or the dialect or the server cannot do it.
    pub fn script(&self, errand: impl Into<Errand>) -> Result<Option<Script>, Error> {
        let mut steps = Vec::new();
        let chain = self.script_steps(errand, &mut |step| steps.push(step))?;
        Ok(chain.map(|chain| Script { dialect: self.dialect, chain, steps }))
    }

    /// Gives away each step of the [`script`](Self::script) as soon as it is made, so that who only looks at one after the
    /// other keeps none; and then the script's chain, or `None` where there would be nothing to do. On an error, what was
    /// given away is no script.
    ///
    /// # Errors
    ///
    /// As [`script`](Self::script) has.
    pub fn script_steps(
        &self,
        errand: impl Into<Errand>,
        take: &mut dyn FnMut(ScriptStep),
    ) -> Result<Option<String>, Error> {
        let AllChains { chains, applied, records, needs } = &*self.all;
        let errand = errand.into();
        let (dialect, server) = (self.dialect, self.server);
        let of_server = |script: &Script| match server {
            None => Ok(()),
            Some(server) => dialect::versions::of_server(script, server).map_err(Error::new),
        };
        if let Errand::Goal(goal) = &errand {
            let mut newer = Ok(());
            let chain = drive::each_step(chains, applied, (records, needs), goal, dialect, &mut |script| {
                if newer.is_ok() {
                    newer = of_server(&script);
                    script.steps.into_iter().for_each(&mut *take);
                }
            })?;
            return newer.map(|()| chain);
        }
        let found = (records.as_slice(), needs.as_slice());
        let script = drive::script(chains, applied, found, &errand, dialect, WayBack::LeftOut)?;
        let Some(script) = script else { return Ok(None) };
        of_server(&script)?;
        script.steps.into_iter().for_each(take);
        Ok(Some(script.chain))
    }
}

impl Look<'_> {
    /// Looks at a pool's database.
    pub fn new(chains: impl Into<ChainSet>, pool: &impl Pool) -> Self {
        Self(Settings::new(chains.into(), pool.source()))
    }

    /// Looks at the database of a URL.
    pub fn url(chains: impl Into<ChainSet>, url: &str) -> Self {
        Self(Settings::new(chains.into(), Source::Url(url.to_owned())))
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
            let chains = collect::chains(&settings.chains, &settings.options)?;
            let mut session = drive::open(&mut settings).await?;
            session.read_chains(&chains);
            let unreadable = |error| Error::new(Problem::Ledger(error));
            let records = session.records().await.map_err(unreadable)?;
            let needs = match records.as_slice() {
                // A chain that the program has not may depend on one that it has, which has rows then.
                [] => Vec::new(),
                _ => session.needs().await.map_err(unreadable)?,
            };
            let dialect = session.dialect;
            let server = session.server().await.map_err(unreadable)?;
            drive::close(session).await;
            let rows = records.iter().map(LedgerRow::of).collect::<Vec<_>>();
            let applied = chains.applied(&rows);
            let first = settings.chains.names().first().and_then(|name| chains.position(name));
            let first = first.expect("what is collected holds what was asked for");
            let all = Arc::new(AllChains { chains, applied, records, needs });
            Ok(LedgerView::of(dialect, server, all, first))
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
        let session =
            Session::open(&source, PoolRuntime::Stopped, ledger, vec![chain.to_owned()], lock_wait, None);
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
