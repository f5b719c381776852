//! Triggers.

use super::Expression;
use crate::name::{Name, QualifiedName};

/// A trigger of a table or a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The name.
    pub name: Name,
    /// The table or view.
    pub table: QualifiedName,
    /// When it runs: `BEFORE UPDATE`.
    pub event: Expression,
    /// What stands behind the table: for which rows, and what is done.
    pub definition: Expression,
}
