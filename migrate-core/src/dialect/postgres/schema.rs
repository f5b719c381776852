//! Schemas on PostgreSQL.

use super::names;
use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::sql;
use crate::operation::{CreateSchema, DropSchema, Existing, Fate};
use crate::script::Statement;

/// Creates a schema.
pub(super) fn create(operation: &CreateSchema) -> Lowered {
    let CreateSchema { schema, existing } = operation;
    names::name(Role::Schema, schema)?;
    let existing = match existing {
        Existing::Adopt => Some("IF NOT EXISTS "),
        Existing::Refuse => None,
    };
    Ok(vec![Statement::ddl(sql!(Postgres; "CREATE SCHEMA ", existing, schema))])
}

/// Drops a schema, which the server refuses where something is in it.
pub(super) fn drop(operation: &DropSchema) -> Vec<Statement> {
    let DropSchema { schema, fate } = operation;
    match fate {
        Fate::Drop => vec![Statement::ddl(sql!(Postgres; "DROP SCHEMA ", schema))],
        Fate::Leave => Vec::new(),
    }
}
