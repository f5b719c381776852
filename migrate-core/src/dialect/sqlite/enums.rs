//! Enum types on SQLite: a check of each column, so that the type itself is nothing.

use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::name::QualifiedName;
use crate::operation::{AddEnumValue, RemoveEnumValue, RenameEnumValue, ReorderEnum};
use crate::schema::Schema;
use crate::script::Statement;

/// Creates nothing.
pub(super) const fn create() -> Vec<Statement> {
    Vec::new()
}

/// Drops nothing.
pub(super) const fn drop() -> Vec<Statement> {
    Vec::new()
}

/// Renames nothing.
pub(super) const fn rename() -> Vec<Statement> {
    Vec::new()
}

/// Adds a value.
pub(super) fn add_value(operation: &AddEnumValue, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Removes a value.
pub(super) fn remove_value(operation: &RemoveEnumValue, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Renames a value.
pub(super) fn rename_value(operation: &RenameEnumValue, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Brings the values into another order.
pub(super) fn reorder(operation: &ReorderEnum, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Changes the columns that use an enum.
fn change(name: &QualifiedName, before: &Schema) -> Lowered {
    match before.columns_of_enum(name).next() {
        None => Ok(Vec::new()),
        Some((table, column)) => Err(Unsupported::new(
            format!(
                "column `{}` of `{}` uses enum `{name}`, and SQLite makes a table anew to change the values of a column, which is not done yet",
                column.name, table.name
            ),
            "leave it out there: `op.on(Postgres, |op| …)`",
        )),
    }
}
