//! Rows on PostgreSQL.

use super::Postgres as Lowering;
use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::rows;
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::{Name, QualifiedName};
use crate::operation::{DeleteRows, InsertRows};
use crate::schema::{Identity, IdentityMode, Schema, SequenceOptions, Value};
use crate::script::Statement;

/// Inserts rows. Numbers that they bring for an identity column are left behind by its sequence, as MariaDB and
/// SQLite do by themselves.
pub(super) fn insert(operation: &InsertRows, before: &Schema) -> Lowered {
    let InsertRows { table, columns, rows } = operation;
    let described = require_table(before, table)?;
    let identities = columns.iter().enumerate().filter_map(|(at, name)| {
        let identity = described.column(name)?.identity?;
        Some((at, name, identity))
    });
    let identities = identities.collect::<Vec<_>>();
    let always = identities.iter().any(|(.., identity)| identity.mode == IdentityMode::Always);
    let words = if always { "OVERRIDING SYSTEM VALUE " } else { "" };
    let mut statements = rows::insert_with(&Lowering, words, operation, before)?;
    for (at, name, identity) in identities {
        let numbers = rows.iter().filter_map(|row| match row.get(at) {
            Some(Value::Integer(number)) => Some(*number),
            Some(Value::Boolean(_) | Value::Bytes(_) | Value::Float(_) | Value::Null | Value::Text(_))
            | None => None,
        });
        statements.extend(pass(table, name, identity, numbers).map(Statement::dml));
    }
    Ok(statements)
}

/// Moves the sequence of a column behind numbers that rows brought, and never back.
fn pass(
    table: &QualifiedName,
    column: &Name,
    identity: Identity,
    numbers: impl Iterator<Item = i64>,
) -> Option<Sql> {
    let SequenceOptions { start, increment, min, max, cache: _, cycle: _ } = identity.options;
    let falls = increment.is_some_and(|increment| increment < 0);
    let first = start.unwrap_or(if falls { max.unwrap_or(-1) } else { min.unwrap_or(1) });
    // A number that the sequence begins behind, or never reaches, is none of its.
    let (last, behind) = if falls {
        (numbers.min().filter(|last| *last <= first && min.is_none_or(|min| *last >= min))?, " > ")
    } else {
        (numbers.max().filter(|last| *last >= first && max.is_none_or(|max| *last <= max))?, " < ")
    };
    let table = sql!(Postgres; table).into_text();
    let sequence = sql!(Postgres; "pg_get_serial_sequence(", Text(&table), ", ", Text(column.as_str()), ")");
    let before_first = if falls { first.saturating_add(1) } else { first.saturating_sub(1) };
    Some(sql!(
        Postgres;
        "SELECT setval(", sequence.clone(), ", ", last, ") WHERE coalesce(pg_sequence_last_value(", sequence,
        "::regclass), ", before_first, ")", behind, last,
    ))
}

/// Deletes rows.
pub(super) fn delete(operation: &DeleteRows, before: &Schema) -> Lowered {
    rows::delete(&Lowering, operation, before)
}
