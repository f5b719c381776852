//! What changes between a table before an operation and after it.

use super::Unsupported;
use crate::operation::Operation;
use crate::schema::{Column, Constraint, Index, Schema, Table};

/// What changes of a table. Renamed things are not looked for: they are gone under one name and new under another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// The constraints that go: foreign keys first.
    pub(super) dropped_constraints: Vec<Constraint>,
    /// The indexes that go.
    pub(super) dropped_indexes: Vec<Index>,
    /// The columns that go.
    pub(super) dropped_columns: Vec<Column>,
    /// The columns that come.
    pub(super) added_columns: Vec<Column>,
    /// The indexes that come.
    pub(super) added_indexes: Vec<Index>,
    /// The constraints that come: foreign keys last.
    pub(super) added_constraints: Vec<Constraint>,
}

/// What is in the first list and not in the second.
fn missing<T: Clone + PartialEq>(from: &[T], other: &[T]) -> Vec<T> {
    from.iter().filter(|item| !other.contains(item)).cloned().collect()
}

/// All constraints of a table, in the order to write them in.
pub(super) fn constraints(table: &Table) -> Vec<Constraint> {
    table.constraints().collect()
}

impl Difference {
    /// What changes from one table to the other.
    pub(super) fn between(before: &Table, after: &Table) -> Self {
        let (there, then) = (constraints(before), constraints(after));
        let mut dropped_constraints = missing(&there, &then);
        dropped_constraints.reverse();
        Self {
            dropped_constraints,
            dropped_indexes: missing(&before.indexes, &after.indexes),
            dropped_columns: missing(&before.columns, &after.columns),
            added_columns: missing(&after.columns, &before.columns),
            added_indexes: missing(&after.indexes, &before.indexes),
            added_constraints: missing(&then, &there),
        }
    }
}

/// The schema after an operation.
pub(super) fn after(before: &Schema, operation: impl Into<Operation>) -> Result<Schema, Unsupported> {
    let mut after = before.clone();
    operation
        .into()
        .apply(&mut after)
        .map_err(|misfit| Unsupported::new(misfit.to_string(), "mend the operations before this one"))?;
    Ok(after)
}
