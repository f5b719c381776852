//! The downgrade of a revision as the ledger keeps it, so that it can be undone where its code is gone.
//!
//! It is SQL to read, and to run by hand where it is nothing but SQL. What a run needs beside it stands in comments: what
//! each operation does and costs, where its statements run, and what must be worked out from the catalogue when a run
//! gets there. Each such comment is JSON on one line, and says how many lines of SQL come behind it.

mod form;
mod read;
mod write;

pub(crate) use read::read;
pub(super) use write::write;

use thiserror::Error;

#[cfg(test)]
mod tests;

/// Why what the ledger keeps of a revision does not undo it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Stuck {
    /// Operations that no SQL undoes.
    #[error("SQL alone does not undo it: {}", .0.join("; "))]
    Operations(Vec<String>),
    /// The text is none that this version of the toolkit can read.
    #[error("its downgrade in the ledger cannot be read: {0}")]
    Unreadable(String),
    /// Nothing is kept.
    #[error("the ledger keeps no downgrade of it")]
    Unwritten,
}
