//! The spans around what is done to a database, for whoever subscribed to `tracing`. No password stands in them.

use tracing::Span;
use tracing::field::{Empty, display};

use super::{Errand, Settings};
use crate::dialect::Dialect;
use crate::graph::Goal;

/// Around a run.
pub(super) fn run(settings: &Settings<'_>, errand: &Errand) -> Span {
    let (direction, target) = match errand {
        Errand::Goal(Goal::Downgrade(target)) => ("down", target.to_string()),
        Errand::Goal(Goal::Upgrade(target)) => ("up", target.to_string()),
        Errand::Stored(revisions) => ("down", revisions.join(" ")),
    };
    let (chain, tag) = (settings.chains.title(), settings.tag.as_deref());
    tracing::info_span!("run", chain, direction, %target, tag, dialect = Empty)
}

/// Around a look.
pub(super) fn look(settings: &Settings<'_>) -> Span {
    tracing::debug_span!("look", chain = settings.chains.title(), dialect = Empty)
}

/// Around an inspection.
pub(super) fn inspect() -> Span {
    tracing::debug_span!("inspect", dialect = Empty)
}

/// Around a count.
pub(super) fn count() -> Span {
    tracing::debug_span!("count", dialect = Empty)
}

/// Around a push.
pub(super) fn push(settings: &Settings<'_>) -> Span {
    tracing::info_span!("push", chain = settings.chains.title(), dialect = Empty)
}

/// Around a stamp.
pub(super) fn stamp(settings: &Settings<'_>) -> Span {
    tracing::info_span!("stamp", chain = settings.chains.title(), dialect = Empty)
}

/// Around the making of the ledger.
pub(super) fn ensure(settings: &Settings<'_>) -> Span {
    tracing::info_span!("ensure", chain = settings.chains.title(), dialect = Empty)
}

/// Notes what the connection told.
pub(super) fn note(dialect: Dialect) {
    Span::current().record("dialect", display(dialect));
}
