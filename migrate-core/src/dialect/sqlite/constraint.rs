//! Constraints on SQLite, which stand where the table or one of its columns is made, and nowhere later.
//!
//! What is of one column alone stands with that column, since `ALTER TABLE … DROP COLUMN` takes it along then and
//! is refused otherwise (tried on 3.51).

use super::{alter, rebuild, table};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::attributes::postgres_alone;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::{Unsupported, author};
use crate::live::Change;
use crate::name::Name;
use crate::operation::{AddConstraint, DropConstraint, UseIndex, ValidateConstraint};
use crate::schema::{Check, Column, ColumnType, Constraint, Expression, Index, Schema, Table};

/// The column that a constraint stands with, if it is of that one alone.
pub(super) fn column_of<'a>(table: &'a Table, constraint: &Constraint) -> Option<&'a Name> {
    let sole = |columns: &[Name]| match columns {
        [column] => table.column(column).map(|column| &column.name),
        _ => None,
    };
    match constraint {
        Constraint::Check(check) => sole(&mentioned(table, check)),
        Constraint::ForeignKey(key) => sole(&key.columns),
        Constraint::PrimaryKey(key) => sole(&key.columns)
            .filter(|name| table.column(name).is_some_and(|column| column.identity.is_some())),
        // `DROP COLUMN` refuses it wherever it stands.
        Constraint::Exclusion(_) | Constraint::Unique(_) => None,
    }
}

/// The columns that a check mentions.
pub(super) fn mentioned(table: &Table, check: &Check) -> Vec<Name> {
    let names = table.columns.iter().map(|column| &column.name);
    names.filter(|name| check.expression.mentions(name)).cloned().collect()
}

/// The conditions of checks and partial indexes must not compare numbers that SQLite keeps as text.
pub(super) fn conditions(checks: &[Check], indexes: &[Index], table: &Table) -> Result<(), Unsupported> {
    for check in checks {
        condition(&format!("check `{}`", check.name), &check.expression, table)?;
    }
    for index in indexes {
        if let Some(predicate) = &index.predicate {
            condition(&format!("index `{}`", index.name), predicate, table)?;
        }
    }
    Ok(())
}

/// A `Numeric` is text, and `'9' < '10'` is false: such a comparison is meant only where it was written for SQLite.
fn condition(what: &str, expression: &Expression, table: &Table) -> Result<(), Unsupported> {
    if expression.dialect_texts().any(|(dialect, _)| dialect == Sqlite)
        || !author::compares_bare(Sqlite, &expression.common_text())
    {
        return Ok(());
    }
    let is_numeric = |column: &&Column| {
        matches!(column.column_type, ColumnType::Numeric(..)) && expression.mentions(&column.name)
    };
    match table.columns.iter().find(is_numeric) {
        Some(column) => Err(Unsupported::new(
            format!(
                "{what} compares `{}`, whose numbers SQLite keeps, and would compare, as text",
                column.name
            ),
            format!(
                "say it for SQLite too: `expr(\"{expression}\").on(Sqlite, \"… CAST({} AS REAL) …\")`",
                column.name
            ),
        )),
        None => Ok(()),
    }
}

/// Adds a constraint.
pub(super) fn add(operation: &AddConstraint, before: &Schema) -> Lowered {
    let AddConstraint { table, constraint } = operation;
    let after = after(before, operation.clone())?;
    let then = require_table(&after, table)?;
    table::key_fits(then)?;
    conditions(&then.checks, &[], then)?;
    Ok(vec![rebuild::statement(table, vec![rebuild::addition(then, constraint)?], before)?])
}

/// Drops a constraint.
pub(super) fn drop(operation: &DropConstraint, before: &Schema) -> Lowered {
    let DropConstraint { table, constraint } = operation;
    let after = after(before, operation.clone())?;
    table::key_fits(require_table(&after, table)?)?;
    let constraint = alter::require_constraint(require_table(before, table)?, constraint)?;
    Ok(vec![rebuild::statement(table, vec![Change::DropConstraint { constraint }], before)?])
}

/// Makes a unique index the index of a constraint, which is one of the table's definition there.
pub(super) fn use_index(operation: &UseIndex, before: &Schema) -> Lowered {
    let UseIndex { table, index, kind: _, name, timing: _ } = operation;
    let after = after(before, operation.clone())?;
    let then = require_table(&after, table)?;
    let constraint = alter::require_constraint(then, name)?;
    let changes = vec![Change::DropIndex { index: index.clone() }, rebuild::addition(then, &constraint)?];
    Ok(vec![rebuild::statement(table, changes, before)?])
}

/// Says that every constraint is valid there.
pub(super) fn validate(operation: &ValidateConstraint, _before: &Schema) -> Lowered {
    let what = format!("constraint `{}` is not valid until now", operation.constraint);
    Err(postgres_alone(Sqlite, &what, "add it as one that all rows keep, in a scope of its own"))
}
