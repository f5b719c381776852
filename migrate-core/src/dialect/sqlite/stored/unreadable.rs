//! Why a stored definition cannot be changed.

use thiserror::Error;

/// Why a stored definition cannot be read, or not be changed as asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is written in a way that SQLite 3.51 does not know.
    #[error("its stored definition has {} where {expected} is expected", found_words(.found.as_deref()))]
    Syntax {
        /// What could stand there.
        expected: &'static str,
        /// What stands there; its end where nothing does.
        found: Option<String>,
    },
    /// A column is not in it.
    #[error("its stored definition has no column `{column}`")]
    UnknownColumn {
        /// The column.
        column: String,
    },
    /// A constraint is not in it, neither under its name nor as a nameless one that says the same.
    #[error("its stored definition has no {constraint}")]
    UnknownConstraint {
        /// The constraint: its kind and its name.
        constraint: String,
    },
}

fn found_words(found: Option<&str>) -> String {
    found.map_or_else(|| "its end".to_owned(), |found| format!("`{found}`"))
}
