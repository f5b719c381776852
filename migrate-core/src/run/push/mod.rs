//! What models say, applied to a database at once: for development, before there is a revision.
//!
//! No revision is written, and the ledger is told nothing. What the database holds is compared with the models, and what
//! differs goes through the one runner.

mod error;
mod make;
mod renames;
mod rows;

use std::fmt;
use std::future::IntoFuture;
use std::time::{Duration, Instant};

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, collect, drive, span, takes_options};
use crate::dialect::Dialect;
use crate::diff::{Change, Filter, Object, Renames};
use crate::error::{Error, Problem};
use crate::event::Observe;
use crate::execute::{Ended, Failure, Interrupt, Runner};
use crate::graph::Chains;
use crate::inspect::Unmodelled;
use crate::report::Report;
use crate::script::{Consent, ScriptOperation};
use crate::session::{InspectError, Pool, PoolRuntime, Session, Source};

pub(crate) use error::PushError;
use make::{Asked, Made, make};

/// A push: the models of a chain, or of several, and the database that is made as they say, with no revision in between.
///
/// It is for a database of development. One whose ledger holds revisions is taken where these are all of the chain, and
/// refused elsewhere. Tables that no model makes are left alone. What is pushed is written as a revision later, by
/// [`autogenerate`](crate::autogenerate), and [stamped](super::Stamp) then.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
///
/// ```no_run
/// # mod shop {
/// #     mod r1 { use migrate_core::prelude::*; #[revision(id = "a1")] fn upgrade(_: &mut Operations) {} }
/// #     migrate_core::chain!(pub Shop = "shop");
/// # }
/// use migrate_core::run::Push;
///
/// # fn main() -> Result<(), migrate_core::Error> {
/// let pushed = Push::url(shop::Shop, "sqlite://shop.db?mode=rwc").blocking()?;
/// for pushed in &pushed.changes {
///     println!("{}", pushed.change);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Push<'a> {
    settings: Settings<'a>,
    consent: Consent,
    asked: Asked,
    doing: Pushing,
}

takes_options!(Push, settings);

/// How much of a push is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pushing {
    /// Nothing is changed: what would be done is told.
    Look,
    /// All of it.
    #[default]
    Work,
}

/// What was pushed, or would be.
#[derive(Clone, Debug)]
pub struct Pushed {
    /// The names of the chains.
    pub chain: String,
    /// The database's dialect.
    pub dialect: Dialect,
    /// What differed, in the order in which it was mended.
    pub changes: Vec<PushedChange>,
    /// What is in the database and no model makes; sorted. It is left alone.
    pub left: Vec<Object>,
    /// What is in the database and there are no words for; it is left alone.
    pub unmodelled: Vec<Unmodelled>,
    /// How long it took, with connecting and waiting.
    pub took: Duration,
}

/// A change that was pushed, or would be.
#[derive(Clone, Debug)]
pub struct PushedChange {
    /// The change.
    pub change: Change,
    /// How many rows each of its hits is of.
    pub rows: Vec<u64>,
    /// Its operations with their statements.
    pub operations: Vec<ScriptOperation>,
}

impl fmt::Debug for Push<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { settings, consent, asked, doing } = self;
        write!(f, "Push({settings:?}, {consent:?}, {asked:?}, {doing:?})")
    }
}

impl<'a> Push<'a> {
    /// Pushes to a pool's database.
    pub fn new(chains: impl Into<ChainSet>, pool: &impl Pool) -> Self {
        Self::of(chains.into(), pool.source())
    }

    /// Pushes to the database of a URL.
    pub fn url(chains: impl Into<ChainSet>, url: &str) -> Self {
        Self::of(chains.into(), Source::Url(url.to_owned()))
    }

    fn of(chains: ChainSet, source: Source) -> Self {
        let settings = Settings::new(chains, source);
        Self { settings, consent: Consent::Safe, asked: Asked::default(), doing: Pushing::Work }
    }

    /// Allows it to lose rows and values.
    #[must_use]
    pub fn consent(self, consent: Consent) -> Self {
        Self { consent, ..self }
    }

    /// Works, or only looks.
    #[must_use]
    pub fn doing(self, doing: Pushing) -> Self {
        Self { doing, ..self }
    }

    /// Pushes no more than these objects.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.asked.filter = filter;
        self
    }

    /// Says what was renamed and what was not, beside what the models say of that.
    #[must_use]
    pub fn renames(mut self, renames: Renames) -> Self {
        self.asked.renames = renames;
        self
    }

    /// Tells an observer what happens.
    #[must_use]
    pub fn observe(mut self, observer: impl Observe + 'a) -> Self {
        self.settings.observer = Box::new(observer);
        self
    }

    /// Lets a handle stop it.
    #[must_use]
    pub fn interrupt(mut self, interrupt: &Interrupt) -> Self {
        self.settings.interrupt = Some(interrupt.clone());
        self
    }

    /// Pushes on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Pushed, Error> {
        self.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Push<'a> {
    type Output = Result<Pushed, Error>;
    type IntoFuture = Pending<'a, Pushed>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { mut settings, consent, asked, doing } = self;
        let span = span::push(&settings);
        let pushed = async move {
            let start = Instant::now();
            let chains = collect::chains(&settings.chains, &settings.options)?;
            for graph in chains.asked_graphs() {
                if !settings.options.prefix_of(graph.chain()).is_none() {
                    return Err(Error::new(PushError::Prefixed { chain: graph.chain().to_owned() }));
                }
            }
            let mut session = drive::open(&mut settings).await?;
            session.read_chains(&chains);
            let leave = Leave { consent, doing };
            match push(&mut session, &mut settings, &chains, &asked, leave).await {
                Ok(made) => {
                    drive::close(session).await;
                    Ok(report(made, start.elapsed()))
                }
                Err(error) => {
                    drive::close(session).await;
                    // What had begun says by itself how far it is.
                    Err(match doing {
                        Pushing::Look => error,
                        Pushing::Work => error.before_all(),
                    })
                }
            }
        };
        Box::pin(pushed.instrument(span))
    }
}

/// What a push may do.
#[derive(Clone, Copy, Debug)]
struct Leave {
    consent: Consent,
    doing: Pushing,
}

/// Makes the database as the models say.
async fn push(
    session: &mut Session,
    settings: &mut Settings<'_>,
    chains: &Chains,
    asked: &Asked,
    leave: Leave,
) -> Result<Made, Error> {
    let models = make::models(&settings.chains, session.dialect)?;
    let mut version = data_version(session).await?;
    let mut made = match (make(session, chains, &models, asked).await, leave.doing) {
        (Ok(made), Pushing::Look) => return Ok(made),
        (Ok(made), Pushing::Work) if made.is_nothing() => return Ok(made),
        (Ok(made), Pushing::Work) => {
            refuse_losses(&made, leave)?;
            Some(made)
        }
        // Another push may be at work, which is over when the lock is held.
        (Err(error), Pushing::Work) if error.is_of_looking() => None,
        (Err(error), _) => return Err(error),
    };
    session.lock(&mut *settings.observer).await.map_err(Error::new)?;
    // What others did before the lock was held; on SQLite it is asked when the lock for writing is.
    if session.dialect != Dialect::Sqlite {
        made = None;
    }
    loop {
        let made = if let Some(made) = made.take() {
            made
        } else {
            version = data_version(session).await?;
            let made = make(session, chains, &models, asked).await?;
            refuse_losses(&made, leave)?;
            made
        };
        make::clear(session, &made.unfinished).await?;
        if made.script.steps.is_empty() {
            return Ok(made);
        }
        let script = made.script.clone().accept(leave.consent);
        let script = script.map_err(|losses| Error::new(Problem::Consent(losses)))?;
        let spared = make::spared(&made, leave.consent);
        let mut runner = Runner::unrecorded(session, &mut *settings.observer, version, spared);
        match runner.run(&script).await {
            Ok(Ended::Done) => return Ok(made),
            Ok(Ended::Changed) => {}
            Err(Failure::Execute(error)) => {
                return Err(Error::new(Problem::Execute(error)).after(Report::default()));
            }
            Err(Failure::Ledger(error)) => return Err(Error::new(InspectError::Database(error))),
            Err(Failure::Lock(error)) => return Err(Error::new(error)),
        }
    }
}

fn refuse_losses(made: &Made, leave: Leave) -> Result<(), Error> {
    let losses = made.changes.iter().flat_map(rows::Counted::lost).collect::<Vec<_>>();
    if losses.is_empty() || leave.consent == Consent::Destructive {
        return Ok(());
    }
    Err(Error::new(PushError::Loses(losses)))
}

/// SQLite's number of the last change that somebody else made.
async fn data_version(session: &mut Session) -> Result<Option<i64>, Error> {
    match session.dialect {
        Dialect::MySql | Dialect::Postgres => Ok(None),
        Dialect::Sqlite => {
            let rows = session.query("PRAGMA data_version".to_owned()).await;
            let version = rows.and_then(|rows| rows.first().map(|row| row.at(0)).transpose());
            version.map_err(|error| Error::new(InspectError::Database(error)))
        }
    }
}

/// What was done, change by change.
fn report(made: Made, took: Duration) -> Pushed {
    let Made { changes, mut script, left, unmodelled, unfinished: _ } = made;
    let mut operations = script.steps.pop().map(|step| step.operations).unwrap_or_default().into_iter();
    let changes = changes.into_iter().map(|rows::Counted { change, rows, makes_null: _ }| {
        let operations = operations.by_ref().take(change.operations.len()).collect();
        PushedChange { change, rows, operations }
    });
    // Where only columns have enum types, nothing makes one.
    let is_shown = |pushed: &PushedChange| {
        let makes = pushed.operations.iter().any(|operation| !operation.statements.is_empty());
        makes || !matches!(pushed.change.object, Object::Enum(_))
    };
    let changes = changes.filter(is_shown).collect();
    Pushed { chain: script.chain, dialect: script.dialect, changes, left, unmodelled, took }
}
