//! Enum types on PostgreSQL.

use super::names;
use crate::dialect::Dialect::Postgres;
use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, ill};
use crate::dialect::sql::{Sql, Text, sql};
use crate::operation::{CreateEnum, DropEnum};
use crate::schema::{EnumType, Schema};
use crate::script::Statement;

/// The longest value, in bytes (manual 15, section 8.7.4).
const BYTES: usize = 63;

/// Creates an enum type.
pub(super) fn create(operation: &CreateEnum, before: &Schema) -> Lowered {
    let EnumType { name, values } = &operation.enum_type;
    names::new_enum(name)?;
    if before.table(name).is_some() || before.view(name).is_some() {
        return Err(ill(
            Role::Enum,
            name,
            "has the name of a table or view, and PostgreSQL makes a type of each",
        ));
    }
    if let Some(value) = values.iter().find(|value| value.len() > BYTES) {
        return Err(Unsupported::new(
            format!("enum `{name}` has the value {value:?}, and PostgreSQL's have at most {BYTES} bytes"),
            "shorten the value",
        ));
    }
    let values = Sql::list(Postgres, values.iter().map(|value| Text(value)));
    Ok(vec![Statement::ddl(sql!(Postgres; "CREATE TYPE ", name, " AS ENUM (", values, ")"))])
}

/// Drops an enum type.
pub(super) fn drop(operation: &DropEnum) -> Vec<Statement> {
    vec![Statement::ddl(sql!(Postgres; "DROP TYPE ", &operation.name))]
}
