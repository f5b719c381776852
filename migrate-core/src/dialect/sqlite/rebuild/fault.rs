//! Why a table cannot be rebuilt.

use std::fmt;

use thiserror::Error;

use crate::dialect::sqlite::stored::Unreadable;
use crate::graph::StepDirection;

/// Why a table of SQLite cannot be rebuilt. It is as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RebuildFault {
    /// A view or trigger that worked before would not work any more.
    #[error("{object} would not work any more: {error}")]
    Broken {
        /// What it is: its kind and its name.
        object: String,
        /// What SQLite says to it.
        error: String,
    },
    /// Something that the chain did not make uses a column that would go.
    #[error("{user} uses column `{column}`")]
    ColumnUsed {
        /// The column.
        column: String,
        /// What uses it.
        user: String,
    },
    /// The schema would not be what it should be.
    #[error("{object} would be changed by the rebuild")]
    Differs {
        /// What it is: its kind and its name.
        object: String,
    },
    /// The database does not hold what the chain made.
    #[error("the database has no {what}")]
    Missing {
        /// What it is: its kind and its name.
        what: String,
    },
    /// Rows have NULL where none may be.
    #[error("{} no `{column}`{}", have(*rows), Shown(.shown))]
    Nulls {
        /// The column.
        column: String,
        /// How many rows.
        rows: i64,
        /// Some of them.
        shown: Vec<String>,
    },
    /// Rows would be lost.
    #[error("{before} rows would become {after}")]
    Rows {
        /// How many there are.
        before: i64,
        /// How many there would be.
        after: i64,
    },
    /// The stored definition cannot be read, or not be changed as asked.
    #[error(transparent)]
    Stored(#[from] Unreadable),
    /// Values that are none of the column's new type.
    #[error("{} a `{column}` that is no {column_type}{}", have(*rows), Shown(.shown))]
    Values {
        /// The column.
        column: String,
        /// The new type.
        column_type: String,
        /// How many rows.
        rows: i64,
        /// Some of the values.
        shown: Vec<String>,
    },
}

fn have(rows: i64) -> String {
    if rows == 1 { "1 row has".to_owned() } else { format!("{rows} rows have") }
}

/// What is shown of many.
struct Shown<'a>(&'a [String]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(f, ": {}", self.0.join(", "))
    }
}

impl RebuildFault {
    /// What to do about it, where something general can be said, in a revision that is applied or undone.
    pub fn help(&self, direction: StepDirection) -> Option<String> {
        match (self, direction) {
            (Self::Broken { object, .. }, _) => Some(format!(
                "drop {object} before, and create it again behind, or let it do without what changes"
            )),
            (Self::ColumnUsed { column, user }, _) => {
                Some(format!("drop {user} first, or let it do without `{column}`"))
            }
            (Self::Nulls { column, .. }, StepDirection::Down) => {
                Some(format!("give the rows another `{column}` than NULL, or delete them"))
            }
            (Self::Nulls { column, .. }, StepDirection::Up) => Some(format!(
                "say what they get with `c.not_null().fill(…)`, fill `{column}` in a revision before, or delete the rows"
            )),
            (Self::Values { column, .. }, StepDirection::Down) => Some(format!(
                "say with `.reverse_using(…)` how a value is converted, or put the values of `{column}` right before"
            )),
            (Self::Values { column, .. }, StepDirection::Up) => Some(format!(
                "say with `.using(…)` how a value is converted, or put the values of `{column}` right in a revision before"
            )),
            (Self::Missing { .. } | Self::Stored(_), _) => {
                Some("compare the database with the chain: something else has changed the table".to_owned())
            }
            (Self::Differs { .. } | Self::Rows { .. }, _) => None,
        }
    }
}
