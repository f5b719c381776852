//! The statements that create a schema.

use migrate_core::dialect::{Created, Dialect};
use migrate_core::run::{Creation, NotKnown as Unknown};
use serde::Serialize;

use super::revision::Site;

/// What `schema` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Schema<'a> {
    dialect: &'static str,
    revisions: &'a [&'a str],
    created: Vec<Part>,
    not_known: Vec<NotKnown>,
}

/// What creates a part of a schema.
#[derive(Debug, Serialize)]
struct Part {
    words: String,
    sql: Vec<String>,
}

/// What the chain knows no effect of.
#[derive(Debug, Serialize)]
struct NotKnown {
    id: String,
    words: String,
    site: Site,
}

impl<'a> Schema<'a> {
    pub(crate) fn new(creation: &Creation, revisions: &'a [&'a str]) -> Self {
        let Creation { dialect, settings: _, created, not_known } = creation;
        let part = |Created { operation, statements }: &Created| Part {
            words: operation.to_string(),
            sql: statements.clone(),
        };
        let unknown = |Unknown { revision, words, site }: &Unknown| NotKnown {
            id: revision.clone(),
            words: words.clone(),
            site: (*site).into(),
        };
        Self {
            dialect: Dialect::name(*dialect),
            revisions,
            created: created.iter().map(part).collect(),
            not_known: not_known.iter().map(unknown).collect(),
        }
    }
}
