//! Rows on PostgreSQL.

use super::Postgres as Lowering;
use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::rows;
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::{Name, QualifiedName};
use crate::operation::{DeleteRows, InsertRows};
use crate::schema::{Schema, Value};
use crate::script::Statement;

/// Inserts rows. Numbers that they bring for an identity column are left behind by its sequence, as MariaDB and
/// SQLite do by themselves.
pub(super) fn insert(operation: &InsertRows, before: &Schema) -> Lowered {
    let InsertRows { table, columns, rows } = operation;
    let mut statements = rows::insert(&Lowering, operation, before)?;
    let described = require_table(before, table)?;
    for (at, name) in columns.iter().enumerate() {
        if described.column(name).is_none_or(|column| column.identity.is_none()) {
            continue;
        }
        let numbers = rows.iter().filter_map(|row| match row.get(at) {
            Some(Value::Integer(number)) => Some(*number),
            Some(Value::Boolean(_) | Value::Bytes(_) | Value::Float(_) | Value::Null | Value::Text(_))
            | None => None,
        });
        // The sequence starts at one, so that lesser numbers are none of its.
        if let Some(last) = numbers.max().filter(|last| *last >= 1) {
            statements.push(Statement::dml(pass(table, name, last)));
        }
    }
    Ok(statements)
}

/// Moves the sequence of a column behind a number, and never back.
fn pass(table: &QualifiedName, column: &Name, last: i64) -> Sql {
    let table = sql!(Postgres; table).into_text();
    let sequence = sql!(Postgres; "pg_get_serial_sequence(", Text(&table), ", ", Text(column.as_str()), ")");
    sql!(
        Postgres;
        "SELECT setval(", sequence.clone(), ", ", last, ") WHERE coalesce(pg_sequence_last_value(", sequence,
        "::regclass), 0) < ", last,
    )
}

/// Deletes rows.
pub(super) fn delete(operation: &DeleteRows, before: &Schema) -> Lowered {
    rows::delete(&Lowering, operation, before)
}
