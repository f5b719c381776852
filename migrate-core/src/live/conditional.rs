//! SQL that is for what the catalogue says is there, or is not.

use serde::{Deserialize, Serialize};

use crate::name::QualifiedName;

/// A statement that runs only where the catalogue calls for it, so that it may be begun again at any time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditional {
    /// The table.
    pub table: QualifiedName,
    /// The query that is asked first.
    pub look: String,
    /// When the statement runs.
    pub when: When,
    /// The statement, which is also the SQL if the database held nothing but what the chain made.
    #[serde(skip)]
    pub statements: Vec<String>,
}

/// When a statement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Where the query finds a row.
    Found,
    /// Where it finds none.
    Missing,
}
