//! How models, revisions and database differ.

use migrate_core::diff::{Change as Changed, Difference as Differs, Verdict};
use serde::Serialize;

use crate::command::diff::{Differences, Strangers};

/// What `diff` prints of a chain.
#[derive(Debug, Serialize)]
pub(crate) struct Diff {
    /// What makes the revisions as the models say; `None` where these were not compared.
    models: Option<Vec<Change>>,
    /// What makes the database as its revisions say; `None` where these were not compared.
    database: Option<Vec<Change>>,
    only_in_database: Vec<String>,
    not_compared: Vec<String>,
}

/// Something that differs.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    object: String,
    verdict: &'static str,
    words: String,
    differences: Vec<Difference>,
    operations: Vec<String>,
    is_destructive: bool,
    blocked: Option<String>,
}

/// A property.
#[derive(Debug, Serialize)]
struct Difference {
    property: &'static str,
    before: Option<String>,
    after: Option<String>,
}

impl Diff {
    pub(crate) fn new(of: &Differences, strangers: Option<&Strangers>) -> Self {
        let Differences { chain: _, models, database } = of;
        let changes = |all: &Vec<Changed>| all.iter().map(change).collect();
        let alone = strangers.map(|strangers| strangers.objects.iter().map(ToString::to_string).collect());
        let unmodelled = strangers.map(|strangers| {
            strangers.unmodelled.iter().map(|one| format!("{} `{}`", one.kind, one.name)).collect()
        });
        Self {
            models: models.as_ref().map(changes),
            database: database.as_ref().map(changes),
            only_in_database: alone.unwrap_or_default(),
            not_compared: unmodelled.unwrap_or_default(),
        }
    }
}

pub(super) fn change(changed: &Changed) -> Change {
    Change {
        object: changed.object.to_string(),
        verdict: match changed.verdict {
            Verdict::Added => "added",
            Verdict::Changed => "changed",
            Verdict::Dropped => "dropped",
            Verdict::Remade => "remade",
            Verdict::Renamed { .. } => "renamed",
        },
        words: changed.to_string(),
        differences: changed.differences.iter().map(difference).collect(),
        operations: changed.operations.iter().map(ToString::to_string).collect(),
        is_destructive: changed.is_destructive(),
        blocked: changed.blocked.as_ref().map(ToString::to_string),
    }
}

fn difference(Differs { property, before, after }: &Differs) -> Difference {
    Difference { property, before: before.clone(), after: after.clone() }
}
