//! Whether a table can be written while its indexes change.

use crate::schema::Canonical;

/// Whether a table can be written while an index of it is made or dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Concurrency {
    /// PostgreSQL makes or drops the index in no transaction and locks no writer out (`CONCURRENTLY`). MySQL and MariaDB
    /// lock none out anyway, and SQLite has one writer at a time.
    Concurrent,
    /// As each database does by itself.
    #[default]
    Plain,
}

impl Concurrency {
    pub(in crate::operation) fn canonical(self, out: &mut Canonical) {
        match self {
            Self::Concurrent => out.word("concurrently"),
            Self::Plain => {}
        }
    }

    pub(in crate::operation) const fn word(self) -> &'static str {
        match self {
            Self::Concurrent => " concurrently",
            Self::Plain => "",
        }
    }
}
