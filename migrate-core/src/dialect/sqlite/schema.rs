//! Schemas on SQLite, which has none: what it calls so are other files.

use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::name::Name;
use crate::operation::{CreateSchema, DropSchema, MoveTable, MoveToSchema};

/// Says that there are none.
pub(super) fn none(schema: &Name) -> Unsupported {
    Unsupported::new(
        format!("SQLite has no schemas, and `{schema}` is one"),
        "give the table a name without a schema there; `op.on(Postgres, |op| …)` keeps the schema on PostgreSQL",
    )
}

/// Says that none can be created.
pub(super) fn create(operation: &CreateSchema) -> Lowered {
    Err(none(&operation.schema))
}

/// Says that none can be dropped.
pub(super) fn drop(operation: &DropSchema) -> Lowered {
    Err(none(&operation.schema))
}

/// Says that nothing can be moved to one.
pub(super) fn move_object(operation: &MoveToSchema) -> Lowered {
    let name = operation.schema.as_ref().or(operation.what.name().schema.as_ref());
    Err(none(name.unwrap_or(&operation.what.name().name)))
}

/// Says that no table can be moved to one.
pub(super) fn move_table(operation: &MoveTable) -> Lowered {
    let name = operation.schema.as_ref().or(operation.table.schema.as_ref());
    Err(none(name.unwrap_or(&operation.table.name)))
}
