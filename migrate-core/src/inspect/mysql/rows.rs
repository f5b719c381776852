//! The rows of the catalogue of MySQL and MariaDB.

use serde::{Deserialize, Serialize};

/// What the catalogue holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalogue {
    /// The database's name.
    pub(crate) database: String,
    /// Tables: their names, and what `SHOW CREATE TABLE` says.
    pub(crate) tables: Vec<(String, String)>,
    /// Views: their names, and what `SHOW CREATE VIEW` says.
    pub(crate) views: Vec<(String, String)>,
    /// Sequences, likewise.
    pub(crate) sequences: Vec<(String, String)>,
    /// What there are no words for: kind, name and definition.
    pub(crate) others: Vec<(Other, String, String)>,
    /// Views, triggers, functions and their arguments.
    pub(crate) objects: Vec<Object>,
}

/// What there are no words for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Other {
    /// A statement that runs at times.
    Event,
    /// A procedure.
    Procedure,
}

/// A row of what is not asked for by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Object {
    /// `view`, `trigger`, `argument` or `routine`.
    pub(crate) kind: String,
    /// The name.
    pub(crate) name: String,
    /// The table of a trigger; `FUNCTION` or `PROCEDURE`.
    pub(crate) of: String,
    /// Four things more, by the kind.
    pub(crate) more: [String; 4],
    /// The text of a query, a statement or a body.
    pub(crate) text: String,
}
