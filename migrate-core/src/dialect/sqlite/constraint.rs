//! Constraints on SQLite, which stand where the table or one of its columns is made, and nowhere later.
//!
//! What is of one column alone stands with that column, since `ALTER TABLE … DROP COLUMN` takes it along then and
//! is refused otherwise (tried on 3.51).

use crate::dialect::Dialect::Sqlite;
use crate::dialect::lower::Lowered;
use crate::dialect::{Unsupported, author};
use crate::name::Name;
use crate::operation::{AddConstraint, DropConstraint};
use crate::schema::{Check, Column, ColumnType, Constraint, Expression, Index, Table};

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

/// Says that a constraint cannot be added.
pub(super) fn add(operation: &AddConstraint) -> Lowered {
    let AddConstraint { table, constraint } = operation;
    let (kind, name) = (constraint.kind(), constraint.name());
    Err(Unsupported::new(
        format!("SQLite cannot add {kind} `{name}` to `{table}`, which is there"),
        "put it into `create_table`, the only place for now; `op.on([Postgres, MySql], |op| …)` leaves SQLite out",
    ))
}

/// Says that a constraint cannot be dropped.
pub(super) fn drop(operation: &DropConstraint) -> Lowered {
    let DropConstraint { table, constraint } = operation;
    Err(Unsupported::new(
        format!("SQLite cannot drop constraint `{constraint}` of `{table}`"),
        "keep it for now; `op.on([Postgres, MySql], |op| …)` leaves SQLite out",
    ))
}
