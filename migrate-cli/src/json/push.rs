//! What was pushed.

use migrate_core::autogenerate::hit_words;
use migrate_core::diff::Hit as Touched;
use migrate_core::operation::Hazard;
use migrate_core::run::{Pushed, PushedChange, Pushing};
use serde::Serialize;

use super::diff::{Change, change};
use super::plan::Statement;

/// What `push` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Push {
    dialect: &'static str,
    is_done: bool,
    changes: Vec<Made>,
    only_in_database: Vec<String>,
    not_compared: Vec<String>,
}

/// A change, with what makes it.
#[derive(Debug, Serialize)]
struct Made {
    #[serde(flatten)]
    change: Change,
    hits: Vec<Hit>,
    statements: Vec<Statement>,
}

/// Rows that a change hits.
#[derive(Debug, Serialize)]
struct Hit {
    words: String,
    rows: u64,
}

impl Push {
    pub(crate) fn new(pushed: &Pushed, doing: Pushing) -> Self {
        let Pushed { chain: _, dialect, changes, left, unmodelled, took: _ } = pushed;
        let made = |PushedChange { change: of, rows, operations }: &PushedChange| Made {
            change: change(of),
            hits: of.hits.iter().zip(rows).map(hit).collect(),
            statements: operations
                .iter()
                .flat_map(|operation| {
                    let is_destructive = operation.hazards.iter().any(Hazard::is_destructive);
                    let statements = operation.statements.iter();
                    statements.map(move |statement| Statement::new(*dialect, statement, is_destructive))
                })
                .collect(),
        };
        Self {
            dialect: dialect.name(),
            is_done: doing == Pushing::Work,
            changes: changes.iter().map(made).collect(),
            only_in_database: left.iter().map(ToString::to_string).collect(),
            not_compared: unmodelled.iter().map(|one| format!("{} `{}`", one.kind, one.name)).collect(),
        }
    }
}

fn hit((hit, rows): (&Touched, &u64)) -> Hit {
    Hit { words: hit_words(hit), rows: *rows }
}
