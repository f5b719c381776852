//! Schemas on PostgreSQL.

use super::{enums, function, names};
use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::Name;
use crate::operation::{CreateSchema, DropSchema, Existing, Fate, Movable, MoveToSchema};
use crate::schema::Schema;
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

/// Moves what is no table.
pub(super) fn move_object(operation: &MoveToSchema, before: &Schema) -> Lowered {
    let alter = match &operation.what {
        Movable::Enum(name) => {
            enums::free(&operation.moved(), before)?;
            sql!(Postgres; "ALTER TYPE ", name)
        }
        Movable::Function(signature) => {
            sql!(Postgres; "ALTER FUNCTION ", function::named(signature, before)?)
        }
        Movable::Sequence(name) => sql!(Postgres; "ALTER SEQUENCE ", name),
        Movable::View(name) => {
            names::free_type(Role::View, &operation.moved(), before)?;
            sql!(Postgres; "ALTER VIEW ", name)
        }
    };
    Ok(vec![set(alter, operation.schema.as_ref())])
}

/// Has something be in another schema. What the connection's own is called, only the server knows.
pub(super) fn set(alter: Sql, schema: Option<&Name>) -> Statement {
    let alter = sql!(Postgres; alter, " SET SCHEMA ");
    Statement::ddl(match schema {
        None => {
            let format =
                sql!(Postgres; "EXECUTE format('%s%I', ", Text(&alter.into_text()), ", current_schema())");
            sql!(Postgres; "DO ", Text(&sql!(Postgres; "BEGIN ", format, "; END").into_text()))
        }
        Some(schema) => sql!(Postgres; alter, schema),
    })
}

/// Drops a schema, which the server refuses where something is in it.
pub(super) fn drop(operation: &DropSchema) -> Vec<Statement> {
    let DropSchema { schema, fate } = operation;
    match fate {
        Fate::Drop => vec![Statement::ddl(sql!(Postgres; "DROP SCHEMA ", schema))],
        Fate::Leave => Vec::new(),
    }
}
