//! Writing the ledger without running anything.

use std::future::IntoFuture;

use tracing::Instrument as _;

use super::adopting::Adopting;
use super::{
    ChainSet, History, IntoTarget, Pending, Settings, blocking, collect, drive, span, takes_options,
};
use crate::dialect::{self, Dialect, Took};
use crate::error::{Error, Problem};
use crate::event::Observe;
use crate::graph::{Chains, Node, Others, Target, TargetError};
use crate::plan;
use crate::report::ReportedChain;
use crate::session::{Pool, PoolRuntime, Session, Source};

/// A stamp: from now on the ledger says that a revision and all before it are applied, and nothing on top of it. Other
/// branches stay as they are, unless they are purged.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
#[derive(Debug)]
pub struct Stamp<'a> {
    settings: Settings<'a>,
    targets: Result<Vec<Target>, TargetError>,
    others: Others,
    forget: Vec<String>,
    adopting: Option<Adopting>,
}

takes_options!(Stamp, settings);

/// What a stamp changed in the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamped {
    /// The chain's name; with several, of the one that depends on most.
    pub chain: String,
    /// The revisions that count as applied from now on.
    pub inserted: Vec<String>,
    /// The revisions that no longer do, with those that the program does not have.
    pub deleted: Vec<String>,
    /// The applied heads before.
    pub before: Vec<String>,
    /// The applied heads after.
    pub after: Vec<String>,
    /// The revisions in the ledger that the program does not have, after it.
    pub unknown: Vec<String>,
    /// Those of them that are half applied.
    pub half_applied: Vec<String>,
    /// The same of other chains that were asked for, or that changed with them.
    pub others: Vec<Self>,
}

impl<'a> Stamp<'a> {
    /// Stamps a pool's database.
    pub fn new(chains: impl Into<ChainSet>, pool: &impl Pool, target: impl IntoTarget) -> Self {
        Self::of(Settings::new(chains.into(), pool.source()), target)
    }

    /// Stamps the database of a URL.
    pub fn url(chains: impl Into<ChainSet>, url: &str, target: impl IntoTarget) -> Self {
        Self::of(Settings::new(chains.into(), Source::Url(url.to_owned())), target)
    }

    fn of(settings: Settings<'a>, target: impl IntoTarget) -> Self {
        let targets = target.into_target().map(|target| vec![target]);
        Self { settings, targets, others: Others::Keep, forget: Vec::new(), adopting: None }
    }

    /// Takes a revision that the program does not have out of the ledger of a pool's database, and stamps nothing. What it
    /// did to the database stays.
    pub fn forget(chains: impl Into<ChainSet>, pool: &impl Pool, revision: &str) -> Self {
        Self::of_none(Settings::new(chains.into(), pool.source()), revision)
    }

    /// The same on the database of a URL.
    pub fn forget_url(chains: impl Into<ChainSet>, url: &str, revision: &str) -> Self {
        Self::of_none(Settings::new(chains.into(), Source::Url(url.to_owned())), revision)
    }

    fn of_none(settings: Settings<'a>, revision: &str) -> Self {
        let forget = vec![revision.to_owned()];
        Self { settings, targets: Ok(Vec::new()), others: Others::Keep, forget, adopting: None }
    }

    /// Stamps what another tool has applied to a pool's database, by what its own table says. That table is read, and stays
    /// as it is. Nothing is stamped where it says something else than the revisions do; see
    /// [`match_history`](crate::adopt::history::match_history).
    pub fn adopting(chains: impl Into<ChainSet>, pool: &impl Pool, history: History) -> Self {
        Self::of_history(Settings::new(chains.into(), pool.source()), history)
    }

    /// The same on the database of a URL.
    pub fn adopting_url(chains: impl Into<ChainSet>, url: &str, history: History) -> Self {
        Self::of_history(Settings::new(chains.into(), Source::Url(url.to_owned())), history)
    }

    fn of_history(settings: Settings<'a>, history: History) -> Self {
        let adopting = Some(Adopting { history });
        Self { settings, targets: Ok(Vec::new()), others: Others::Keep, forget: Vec::new(), adopting }
    }

    /// Takes a revision that the program does not have out of the ledger too, by its id or the start of it.
    #[must_use]
    pub fn and_forget(mut self, revision: &str) -> Self {
        self.forget.push(revision.to_owned());
        self
    }

    /// Stamps another target too: the heads of several branches can be stamped at once.
    #[must_use]
    pub fn and(mut self, target: impl IntoTarget) -> Self {
        self.targets = self.targets.and_then(|mut targets| {
            targets.push(target.into_target()?);
            Ok(targets)
        });
        self
    }

    /// Takes everything else of the chain out of the ledger: other branches, and revisions that the program does not
    /// have. What stays keeps what the ledger knows of it. It asks nothing of chains that the program does not have, where
    /// other stamps are refused when something in those depends on what no longer counts as applied.
    #[must_use]
    pub fn purge(mut self) -> Self {
        self.others = Others::Purge;
        self
    }

    /// Tells an observer what happens.
    #[must_use]
    pub fn observe(mut self, observer: impl Observe + 'a) -> Self {
        self.settings.observer = Box::new(observer);
        self
    }

    /// Stamps on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Stamped, Error> {
        self.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Stamp<'a> {
    type Output = Result<Stamped, Error>;
    type IntoFuture = Pending<'a, Stamped>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { mut settings, targets, others, forget, adopting } = self;
        let span = span::stamp(&settings);
        let all = async move {
            let targets = targets.map_err(Error::new)?;
            let chains = collect::chains(&settings.chains, &settings.options)?;
            let mut session = drive::open(&mut settings).await?;
            session.read_chains(&chains);
            session.lock(&mut *settings.observer).await.map_err(Error::new)?;
            let wish = Wish { targets, others, forget, adopting };
            let stamped = stamp(&mut session, &mut *settings.observer, &chains, &wish).await;
            drive::close(session).await;
            stamped
        };
        Box::pin(all.instrument(span))
    }
}

/// What the ledger is to say.
struct Wish {
    targets: Vec<Target>,
    others: Others,
    forget: Vec<String>,
    adopting: Option<Adopting>,
}

/// Writes all rows in one transaction. On MySQL the table is made before it, as that would commit.
async fn stamp(
    session: &mut Session,
    observer: &mut dyn Observe,
    chains: &Chains,
    wish: &Wish,
) -> Result<Stamped, Error> {
    let (dialect, ledger) = (session.dialect, session.ledger.clone());
    let unreadable = |error| Error::new(Problem::Ledger(error));
    // An error would end PostgreSQL's transaction, so that the table is read before it.
    let adopted = match &wish.adopting {
        None => None,
        Some(adopting) => Some(adopting.find(session, chains).await.map_err(Error::before_all)?),
    };
    if dialect == Dialect::MySql {
        for sql in dialect.ledger_create(&ledger) {
            session.query(sql).await.map_err(unreadable)?;
        }
    }
    session.begin(observer).await.map_err(Error::new)?;
    let rows = match dialect {
        // An error would end PostgreSQL's transaction, so that the table has to be there before it is read.
        Dialect::Postgres | Dialect::Sqlite => {
            for sql in dialect.ledger_create(&ledger) {
                session.query(sql).await.map_err(unreadable)?;
            }
            session.rows().await
        }
        Dialect::MySql => session.rows().await,
    }
    .map_err(unreadable)?;
    let applied = chains.applied(rows.as_slice());
    let mut targets = wish.targets.clone();
    if let Some(adopted) = &adopted {
        targets.extend(adopted.target(chains, &applied)?);
    }
    let mut stamps = chains.stamp(&applied, &targets, wish.others).map_err(Error::new)?;
    if let Some(adopted) = &adopted {
        adopted.require_own(chains, &stamps)?;
    }
    for at in chains.asked() {
        let forget = chains.graphs()[*at].unknown(&applied[*at], &wish.forget).map_err(Error::new)?;
        stamps[*at].forget.extend(forget);
        stamps[*at].forget.sort();
        stamps[*at].forget.dedup();
    }
    if wish.others == Others::Keep {
        let gone = chains.graphs().iter().zip(&stamps).flat_map(|(graph, stamp)| {
            let gone = stamp.delete.iter().filter(|node| !stamp.insert.contains(node));
            gone.map(|node| format!("{}:{}", graph.chain(), graph.entry(*node).id))
        });
        let gone = gone.collect();
        let needs = session.needs().await.map_err(unreadable)?;
        drive::refuse_needed(&gone, &needs, (chains, &applied))?;
    }
    let mut all = Vec::new();
    for (graph, stamp) in chains.graphs().iter().zip(stamps) {
        let plan = plan::entries(graph, &stamp.insert, dialect).map_err(Error::new)?;
        let script = dialect::lower(plan).map_err(Error::new)?;
        let id = |node: &Node| graph.entry(*node).id.to_owned();
        let deleted = stamp.delete.iter().map(id).chain(stamp.forget).collect::<Vec<_>>();
        for revision in &deleted {
            let sql = dialect.ledger_delete(&ledger, graph.chain(), revision);
            session.query(sql).await.map_err(unreadable)?;
        }
        for step in &script.steps {
            let sql = dialect.ledger_insert_done(&ledger, &step.entry, Took::Stamped);
            session.query(sql).await.map_err(unreadable)?;
        }
        all.push(Stamped {
            chain: graph.chain().to_owned(),
            inserted: stamp.insert.iter().map(id).collect(),
            deleted,
            ..Stamped::default()
        });
    }
    let after = session.rows().await.map_err(unreadable)?;
    session.connection.commit().await.map_err(unreadable)?;
    let after = chains.applied(after.as_slice());
    for (at, stamped) in all.iter_mut().enumerate() {
        let ReportedChain { chain: _, before, after, unknown, half_applied } =
            drive::place(&chains.graphs()[at], &applied[at], &after[at]);
        (stamped.before, stamped.after) = (before, after);
        (stamped.unknown, stamped.half_applied) = (unknown, half_applied);
    }
    let last = chains.asked().last().copied().unwrap_or_default();
    let concerns = |at: usize, stamped: &Stamped| {
        chains.asked().contains(&at) || !stamped.inserted.is_empty() || !stamped.deleted.is_empty()
    };
    let (mut found, mut others) = (Stamped::default(), Vec::new());
    for (at, stamped) in all.into_iter().enumerate() {
        if at == last {
            found = stamped;
        } else if concerns(at, &stamped) {
            others.push(stamped);
        }
    }
    Ok(Stamped { others, ..found })
}
