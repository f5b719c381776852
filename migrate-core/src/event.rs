//! What a run tells while it runs.

use std::time::Duration;

use crate::dialect::Dialect;
use crate::name::QualifiedName;
use crate::plan::StepDirection;

/// Something that happened in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A batch of a backfill is committed. Told once before the first, too.
    Batch {
        /// The revision's id.
        revision: &'a str,
        /// The table.
        table: &'a QualifiedName,
        /// How far the backfill is.
        progress: BackfillProgress,
    },
    /// A connection is open.
    Connected {
        /// The database's dialect.
        dialect: Dialect,
        /// What whoever started the run said by [`Run::tag`](crate::Run::tag).
        tag: Option<&'a str>,
    },
    /// A revision is done.
    Finished {
        /// The chain's name.
        chain: &'a str,
        /// The revision's id.
        revision: &'a str,
        /// The first line of its message.
        message: &'a str,
        /// Up or down.
        direction: StepDirection,
        /// Its place in the run, counted from one.
        position: usize,
        /// How many revisions the run has.
        total: usize,
        /// How long it took.
        took: Duration,
    },
    /// The lock is held.
    Locked {
        /// How long that took.
        waited: Duration,
    },
    /// An operation begins; told only where a revision does not go to the server as one message.
    Operation {
        /// The revision's id.
        revision: &'a str,
        /// What it does, in words.
        operation: &'a str,
        /// Its place in the revision, counted from one.
        position: usize,
        /// How many operations the revision has.
        total: usize,
    },
    /// It is clear what will be done.
    Planned {
        /// How many revisions will run.
        steps: usize,
        /// How many operations they have.
        operations: usize,
        /// How many chains they are of, with those that were asked for.
        chains: usize,
    },
    /// A revision that an earlier run left unfinished goes on.
    Resumed {
        /// The revision's id.
        revision: &'a str,
        /// How many of its operations are in.
        operations: usize,
    },
    /// A revision begins.
    Started {
        /// The chain's name.
        chain: &'a str,
        /// The revision's id.
        revision: &'a str,
        /// The first line of its message.
        message: &'a str,
        /// Up or down.
        direction: StepDirection,
        /// Its place in the run, counted from one.
        position: usize,
        /// How many revisions the run has.
        total: usize,
    },
    /// Another run holds the lock. Told when the waiting begins, and about once a second.
    Waiting {
        /// Who holds it, as far as the server can tell.
        holder: Option<&'a str>,
        /// How long this run has waited.
        waited: Duration,
    },
}

/// How far a backfill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackfillProgress {
    /// How many rows it has gone through, in earlier runs too.
    pub seen: u64,
    /// How many of them it has changed.
    pub changed: u64,
    /// How many rows the table has about, if the database knows it.
    pub total: Option<u64>,
    /// How many rows the next batch has.
    pub batch: u32,
    /// How many rows a second it has gone through in this run.
    pub rate: u64,
}

/// Someone who is told what happens in a run.
pub trait Observe: Send {
    /// Something happened.
    fn event(&mut self, event: Event<'_>);
}

impl<O: Observe + ?Sized> Observe for &mut O {
    fn event(&mut self, event: Event<'_>) {
        (**self).event(event);
    }
}

impl<O: Observe + ?Sized> Observe for Box<O> {
    fn event(&mut self, event: Event<'_>) {
        (**self).event(event);
    }
}

/// Nobody. What happens still goes to `tracing`, for whoever subscribed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observe for Silent {
    fn event(&mut self, _event: Event<'_>) {}
}

/// Tells an observer, and `tracing`.
pub(crate) fn tell(observer: &mut dyn Observe, event: Event<'_>) {
    match event {
        Event::Finished { chain, revision, direction: StepDirection::Up, took, .. } => {
            tracing::info!(chain, revision, ?took, "applied");
        }
        Event::Finished { chain, revision, direction: StepDirection::Down, took, .. } => {
            tracing::info!(chain, revision, ?took, "undone");
        }
        Event::Waiting { holder, waited } => tracing::info!(holder, ?waited, "waiting for the lock"),
        Event::Resumed { revision, operations } => {
            tracing::info!(revision, operations, "going on with an unfinished revision");
        }
        Event::Operation { revision, operation, position, total } => {
            // Words of the author's SQL: a value in it can be a secret.
            let operation = operation.split(['\'', '"', '$']).next().unwrap_or_default();
            tracing::debug!(revision, operation, position, total, "operation");
        }
        Event::Batch { .. }
        | Event::Connected { .. }
        | Event::Locked { .. }
        | Event::Planned { .. }
        | Event::Started { .. } => tracing::debug!(?event),
    }
    observer.event(event);
}
