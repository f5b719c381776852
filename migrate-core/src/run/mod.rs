//! Runs: a chain brought to a target, from the first look at the database to the report.
//!
//! The library's methods, the command line, dry runs and tests all come here; nothing else runs statements.

mod adopting;
mod blocking;
pub(crate) mod collect;
mod count;
mod creation;
mod database;
mod drift;
mod drive;
mod ensure;
mod errand;
mod grown;
mod inspect;
mod look;
mod offline;
mod options;
mod push;
mod span;
mod stamp;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;

use tracing::Instrument as _;

use crate::check;
use crate::dialect::Dialect;
use crate::error::Error;
use crate::event::{Observe, Silent};
use crate::execute::Interrupt;
use crate::graph::{Applied, Goal, Graph, Target};
use crate::plan::PlanError;
use crate::registry::AnyChain;
use crate::replay;
use crate::report::Report;
use crate::schema::Schema;
use crate::script::Consent;
use crate::session::{Pool, PoolRuntime, Source};

pub use adopting::{History, ReadHistory, history_steps};
pub use collect::ChainSet;
pub use count::Count;
pub use creation::{Creation, NotKnown, creation};
pub use database::{Created, Database, DatabaseFault, Doing, Dropped, Others};
pub use drift::{ChainDrift, Drift, Drifted, without_others};
pub use ensure::{Ensure, Ensured};
pub use errand::Errand;
pub use grown::{Grown, GrownError, grown};
pub use inspect::{Beside, Inspect};
pub use look::{Change, Changed, LedgerView, Look, ledger_records};
pub use offline::Offline;
pub use options::{LOCK_WAIT, Options};
pub(crate) use push::PushError;
pub use push::{Push, Pushed, PushedChange, Pushing};
pub use stamp::{Stamp, Stamped};

use options::takes_options;

/// The graph of a chain's revisions. It asks no database.
///
/// # Errors
///
/// When the program does not hold the chain as its sources have it.
pub fn graph(chain: impl Into<AnyChain>) -> Result<Arc<Graph>, Error> {
    collect::graph_of(chain.into())
}

/// The graph of a chain that gets another revision: that of one that has none yet is empty. It asks no database.
///
/// # Errors
///
/// When the program does not hold the chain as its sources have it.
pub fn graph_to_continue(chain: impl Into<AnyChain>) -> Result<Arc<Graph>, Error> {
    collect::graph_to_continue(chain.into())
}

/// The graphs of chains, for names with the prefixes that the options say, each behind those that it depends on. It asks
/// no database.
///
/// # Errors
///
/// When the program does not hold the chains as their sources have them.
pub fn graphs(chains: impl Into<ChainSet>, options: &Options) -> Result<Vec<Arc<Graph>>, Error> {
    Ok(collect::chains(&chains.into(), options)?.asked_graphs().cloned().collect())
}

/// Replays a chain for each dialect, and undoes it again on paper: what the test that `chain!` makes asks. It asks no
/// database.
///
/// # Errors
///
/// When the program does not hold the chain as its sources have it, when a revision does not fit the ones before it, or
/// when a downgrade does not lead back.
pub fn prove(chain: impl Into<AnyChain>) -> Result<(), Error> {
    check::prove(&*graph(chain)?).map_err(|(_, error)| error)
}

/// The schema that a chain's revisions make up to a target, counted from an empty database. It asks no database.
///
/// # Errors
///
/// When the program does not hold the chain as its sources have it, when there is no such target, or when a revision
/// does not fit the ones before it.
pub fn schema(
    chain: impl Into<AnyChain>,
    target: impl IntoTarget,
    dialect: Dialect,
) -> Result<Schema, Error> {
    let graph = graph(chain)?;
    let target = target.into_target().map_err(Error::new)?;
    if target == Target::BASE {
        return Ok(Schema::default());
    }
    let route = graph.route(&Applied::default(), &Goal::Upgrade(target)).map_err(Error::new)?;
    let nodes = route.steps().iter().map(|(node, _)| *node);
    replay::schema(&graph, nodes, dialect).map_err(|error| Error::new(PlanError::from(error)))
}

/// A run: what to do with which database, and how.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
pub struct Run<'a> {
    settings: Settings<'a>,
    errand: ErrandOrError,
    consent: Consent,
    transactions: Transactions,
}

takes_options!(Run, settings);

/// How much of a run is one transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transactions {
    /// All of it: every revision is in at the end, or none. Not on MySQL and MariaDB, and not where something in it must be
    /// committed before the next, which is said before anything runs.
    All,
    /// Each revision, as far as its database can; a revision that fails leaves those before it.
    #[default]
    PerRevision,
}

/// What a run and a look have in common.
pub(crate) struct Settings<'a> {
    pub(crate) chains: ChainSet,
    pub(crate) source: Source,
    pub(crate) runtime: PoolRuntime,
    pub(crate) options: Options,
    pub(crate) tag: Option<Arc<str>>,
    pub(crate) observer: Box<dyn Observe + 'a>,
    pub(crate) interrupt: Option<Interrupt>,
}

impl Settings<'_> {
    fn new(chains: ChainSet, source: Source) -> Self {
        Self {
            chains,
            source,
            runtime: PoolRuntime::Running,
            options: Options::default(),
            tag: None,
            observer: Box::new(Silent),
            interrupt: None,
        }
    }
}

impl fmt::Debug for Settings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chains, source, options, .. } = self;
        write!(f, "{} on {source:?}, {options:?}", chains.names().join(", "))
    }
}

type ErrandOrError = Result<Errand, crate::graph::TargetError>;

fn down(target: impl IntoTarget) -> ErrandOrError {
    target.into_target().map(|target| Goal::Downgrade(target).into())
}

/// What can stand for a target: a [`Target`], or its text as on the command line.
pub trait IntoTarget {
    /// The target.
    #[doc(hidden)]
    fn into_target(self) -> Result<Target, crate::graph::TargetError>;
}

impl IntoTarget for Target {
    fn into_target(self) -> Result<Target, crate::graph::TargetError> {
        Ok(self)
    }
}

impl IntoTarget for &str {
    fn into_target(self) -> Result<Target, crate::graph::TargetError> {
        self.parse()
    }
}

impl<'a> Run<'a> {
    /// Applies revisions of a chain, or of several, to a pool's database, to the one head of each where [`to`](Self::to) says
    /// nothing else. What they depend on in other chains comes with them.
    pub fn upgrade(chains: impl Into<ChainSet>, pool: &impl Pool) -> Self {
        Self::new(chains.into(), pool.source(), Ok(Goal::Upgrade(Target::HEAD).into()))
    }

    /// The same on the database of a URL.
    pub fn upgrade_url(chains: impl Into<ChainSet>, url: &str) -> Self {
        Self::new(chains.into(), Source::Url(url.to_owned()), Ok(Goal::Upgrade(Target::HEAD).into()))
    }

    /// Undoes revisions of a chain, or of several, on a pool's database until the target is the last one applied. What depends
    /// on them in other chains is undone before.
    pub fn downgrade(chains: impl Into<ChainSet>, pool: &impl Pool, target: impl IntoTarget) -> Self {
        Self::new(chains.into(), pool.source(), down(target))
    }

    /// The same on the database of a URL.
    pub fn downgrade_url(chains: impl Into<ChainSet>, url: &str, target: impl IntoTarget) -> Self {
        Self::new(chains.into(), Source::Url(url.to_owned()), down(target))
    }

    /// Undoes revisions on a pool's database by what its ledger keeps of them, which needs none of their code.
    ///
    /// Where nothing is named, these are the revisions that the program does not have. Else it is such revisions, by their
    /// ids or the start of them, with those of them that stand on top; or one target of the chain, which stays while all
    /// that stands on top of it goes, whether the program has it or not.
    pub fn undo_stored(
        chains: impl Into<ChainSet>,
        pool: &impl Pool,
        wanted: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let wanted = wanted.into_iter().map(Into::into).collect();
        Self::new(chains.into(), pool.source(), Ok(Errand::Stored(wanted)))
    }

    /// The same on the database of a URL.
    pub fn undo_stored_url(
        chains: impl Into<ChainSet>,
        url: &str,
        wanted: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let wanted = wanted.into_iter().map(Into::into).collect();
        Self::new(chains.into(), Source::Url(url.to_owned()), Ok(Errand::Stored(wanted)))
    }

    fn new(chains: ChainSet, source: Source, errand: ErrandOrError) -> Self {
        Self {
            settings: Settings::new(chains, source),
            errand,
            consent: Consent::Safe,
            transactions: Transactions::default(),
        }
    }

    /// Goes to another [target](Target): `head`, `heads`, `base`, an id, the start of an id, the label of a branch, `+N` or
    /// `-N` behind one of them or alone, and `branch@` before it.
    #[must_use]
    pub fn to(mut self, target: impl IntoTarget) -> Self {
        let is_down = matches!(self.errand, Ok(Errand::Goal(Goal::Downgrade(_))));
        let goal = if is_down { Goal::Downgrade } else { Goal::Upgrade };
        self.errand = target.into_target().map(|target| goal(target).into());
        self
    }

    /// Allows a downgrade to lose rows.
    #[must_use]
    pub fn consent(mut self, consent: Consent) -> Self {
        self.consent = consent;
        self
    }

    /// Makes the whole run one transaction, or each revision.
    ///
    /// ```no_run
    /// # mod migrations {
    /// #     mod r1 {
    /// #         use migrate_core::prelude::*;
    /// #         #[revision(id = "a1")]
    /// #         fn upgrade(_op: &mut Operations) {}
    /// #     }
    /// #     migrate_core::chain!(pub Shop = "shop");
    /// # }
    /// # use migrations::Shop;
    /// use migrate_core::run::Transactions;
    ///
    /// # fn main() -> Result<(), migrate_core::Error> {
    /// Shop.upgrade_url("postgres://localhost/shop").transactions(Transactions::All).blocking()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn transactions(mut self, transactions: Transactions) -> Self {
        self.transactions = transactions;
        self
    }

    /// Tells an observer what happens.
    #[must_use]
    pub fn observe(mut self, observer: impl Observe + 'a) -> Self {
        self.settings.observer = Box::new(observer);
        self
    }

    /// Gives the run a text that means nothing to us: data steps read it by
    /// [`Connection::tag`](crate::session::Connection::tag), observers in [`Event::Connected`](crate::event::Event::Connected).
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.settings.tag = Some(tag.into().into());
        self
    }

    /// Lets a handle stop the run.
    #[must_use]
    pub fn interrupt(mut self, interrupt: &Interrupt) -> Self {
        self.settings.interrupt = Some(interrupt.clone());
        self
    }

    /// Runs on a runtime of its own and waits for the end.
    ///
    /// It may be called anywhere, inside an async function too, where it blocks its thread. On a pool of PostgreSQL
    /// or MySQL it opens a connection by the pool's options and not through the pool, whose runtime may stand
    /// still meanwhile; the pool's own hooks do not see it.
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Report, Error> {
        self.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Run({:?}, {:?})", self.errand, self.settings)
    }
}

/// A future that a run is.
pub(crate) type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

impl<'a> IntoFuture for Run<'a> {
    type Output = Result<Report, Error>;
    type IntoFuture = Pending<'a, Report>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { settings, errand, consent, transactions } = self;
        Box::pin(async move {
            let errand = errand.map_err(Error::new)?;
            let span = span::run(&settings, &errand);
            drive::run(settings, &errand, drive::Leave { consent, transactions }).instrument(span).await
        })
    }
}
