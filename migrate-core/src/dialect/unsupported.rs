//! What a dialect cannot do.

use thiserror::Error;

use super::Dialect;
use crate::site::Site;

/// What a dialect cannot do faithfully, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct Unsupported {
    /// What it is that the dialect cannot do, as a clause: `SQLite cannot …`.
    pub reason: String,
    /// What to do instead, as an imperative.
    pub help: String,
}

impl Unsupported {
    pub(super) fn new(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self { reason: reason.into(), help: help.into() }
    }
}

/// An operation of a plan that its dialect cannot do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} cannot {operation} on {dialect}: {unsupported}", whose(.revision))]
pub struct LowerError {
    /// The dialect.
    pub dialect: Dialect,
    /// The revision; empty where models are pushed.
    pub revision: String,
    /// The operation, in words.
    pub operation: String,
    /// Where the author wrote it.
    pub site: Site,
    /// What cannot be done.
    pub unsupported: Box<Unsupported>,
}

fn whose(revision: &str) -> String {
    if revision.is_empty() { "a push".to_owned() } else { format!("revision `{revision}`") }
}
