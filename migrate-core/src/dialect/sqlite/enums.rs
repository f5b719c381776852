//! Enum types on SQLite: a check of each column, so that the type itself is nothing.

use crate::script::Statement;

/// Creates nothing.
pub(super) const fn create() -> Vec<Statement> {
    Vec::new()
}

/// Drops nothing.
pub(super) const fn drop() -> Vec<Statement> {
    Vec::new()
}
