//! Enum types on SQLite: a check of each column, so that the type itself is nothing.

use super::{alter, column, conversion, rebuild};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::difference::after;
use crate::dialect::lower::{Lowered, guard_value};
use crate::dialect::names::{column as require_column, table as require_table};
use crate::dialect::sql::{Sql, Text, sql};
use crate::live::Change;
use crate::name::QualifiedName;
use crate::operation::{AddEnumValue, Operation, RemoveEnumValue, RenameEnumValue, ReorderEnum};
use crate::schema::{Column, Schema};
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
    change(&operation.name, operation.clone(), &Rows::Fit, before)
}

/// Removes a value. Rows that hold it get another, or are an error.
pub(super) fn remove_value(operation: &RemoveEnumValue, before: &Schema) -> Lowered {
    let RemoveEnumValue { name, value, map_to } = operation;
    let Some(to) = map_to else {
        let guards = before.columns_of_enum(name).map(|(table, column)| {
            let holds = sql!(Sqlite; &column.name, " = ", Text(value));
            guard_value(Sqlite, &table.name, &column.name, value, holds)
        });
        let mut statements = guards.collect::<Vec<_>>();
        statements.extend(change(name, operation.clone(), &Rows::MustFit, before)?);
        return Ok(statements);
    };
    change(name, operation.clone(), &Rows::Become { from: value, to }, before)
}

/// Renames a value.
pub(super) fn rename_value(operation: &RenameEnumValue, before: &Schema) -> Lowered {
    let RenameEnumValue { name, from, to } = operation;
    change(name, operation.clone(), &Rows::Become { from, to }, before)
}

/// Brings the values into another order, which is that of the check: SQLite sorts the columns as text.
pub(super) fn reorder(operation: &ReorderEnum, before: &Schema) -> Lowered {
    change(&operation.name, operation.clone(), &Rows::Fit, before)
}

/// What is to be thought of for the rows.
enum Rows<'a> {
    /// Those that hold a value get another.
    Become { from: &'a str, to: &'a str },
    /// Nothing.
    Fit,
    /// Some may hold what is no value any more.
    MustFit,
}

/// Changes the tables that use an enum: one rebuild each.
fn change(
    name: &QualifiedName,
    operation: impl Into<Operation>,
    rows: &Rows<'_>,
    before: &Schema,
) -> Lowered {
    let after = after(before, operation)?;
    let mut tables = before.columns_of_enum(name).map(|(table, _)| table).collect::<Vec<_>>();
    tables.dedup_by(|one, other| one.name == other.name);
    let mut statements = Vec::with_capacity(tables.len());
    for there in tables {
        let then = require_table(&after, &there.name)?;
        let mut changes = Vec::new();
        for old in there.columns.iter().filter(|column| column.column_type.enum_name() == Some(name)) {
            let new = require_column(then, &old.name)?;
            changes.extend(values((before, old), (&after, new), rows));
            changes.extend(alter::defaults(old, new)?);
        }
        changes.extend(rebuild::texts(there, then)?);
        statements.push(rebuild::statement(&there.name, changes, before)?);
    }
    Ok(statements)
}

/// The check of a column, and what becomes of its rows.
fn values(
    (before, old): (&Schema, &Column),
    (after, new): (&Schema, &Column),
    rows: &Rows<'_>,
) -> Vec<Change> {
    let name = &old.name;
    let check = |schema, column| column::values(schema, column).map(Sql::into_text);
    let mut changes = vec![Change::SetValues {
        column: name.clone(),
        before: check(before, old),
        after: check(after, new),
    }];
    match rows {
        Rows::Become { from, to } => {
            let value = sql!(
                Sqlite;
                "CASE WHEN ", name, " = ", Text(from), " THEN ", Text(to), " ELSE ", name, " END",
            );
            changes.push(Change::Convert { column: name.clone(), value: value.into_text() });
        }
        Rows::Fit => {}
        Rows::MustFit => changes.push(Change::Expect {
            column: name.clone(),
            words: new.column_type.to_string(),
            wrong: conversion::wrong(after, name, &new.column_type).into_text(),
        }),
    }
    changes
}
