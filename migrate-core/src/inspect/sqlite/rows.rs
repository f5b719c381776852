//! The rows of SQLite's catalogue.

use serde::{Deserialize, Serialize};

/// What the catalogue holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalogue {
    /// The objects, the oldest first.
    pub(crate) objects: Vec<Object>,
}

/// A row of `sqlite_schema`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Object {
    /// `table`, `index`, `view` or `trigger`.
    pub(crate) kind: String,
    /// The name.
    pub(crate) name: String,
    /// The table that it is of, or its own name.
    pub(crate) of: String,
    /// The statement that made it.
    pub(crate) sql: String,
    /// What `table_list` calls a table: `table`, `view`, `virtual`, `shadow`.
    pub(crate) list: String,
}
