//! Updating and deleting the rows that meet conditions, which every dialect writes alike but for the values.

use super::lower::Lower;
use super::names::{column as require_column, table as require_table};
use super::sql::{Sql, sql};
use super::{Dialect, Unsupported, author};
use crate::name::Name;
use crate::operation::{Assignment, Condition, DeleteSelected, Selection, UpdateRows};
use crate::schema::{Column, ColumnDefault, ColumnType, Schema, Table, Value};
use crate::script::Statement;

/// The `UPDATE` statement.
pub(super) fn update(
    lower: &dyn Lower,
    operation: &UpdateRows,
    before: &Schema,
) -> Result<Vec<Statement>, Unsupported> {
    Ok(vec![Statement::dml(update_sql(lower, operation, before)?)])
}

/// The `UPDATE` statement as SQL.
pub(super) fn update_sql(
    lower: &dyn Lower,
    operation: &UpdateRows,
    before: &Schema,
) -> Result<Sql, Unsupported> {
    let UpdateRows { table, set, selection, undo: _ } = operation;
    let dialect = lower.dialect();
    let table = require_table(before, table)?;
    let set = assignments(lower, table, set)?;
    let condition = condition(lower, table, selection)?;
    Ok(sql!(dialect; "UPDATE ", &table.name, " SET ", set, condition))
}

/// The `DELETE` statement.
pub(super) fn delete(
    lower: &dyn Lower,
    operation: &DeleteSelected,
    before: &Schema,
) -> Result<Vec<Statement>, Unsupported> {
    let DeleteSelected { table, selection, undo: _ } = operation;
    let dialect = lower.dialect();
    let table = require_table(before, table)?;
    let condition = condition(lower, table, selection)?;
    Ok(vec![Statement::dml(sql!(dialect; "DELETE FROM ", &table.name, condition))])
}

/// What stands behind `SET`.
pub(super) fn assignments(lower: &dyn Lower, table: &Table, set: &[Assignment]) -> Result<Sql, Unsupported> {
    let dialect = lower.dialect();
    let mut pieces = Vec::with_capacity(set.len());
    for (at, Assignment { column, value }) in set.iter().enumerate() {
        let described = require_column(table, column)?;
        let value = match value {
            ColumnDefault::Expression(expression) => {
                reads_no_new_value(dialect, &set[..at], &set[at])?;
                let what = format!("what column `{column}` is set to");
                sql!(dialect; "(", author::expression(dialect, &what, expression)?, ")")
            }
            ColumnDefault::NextValue(_) | ColumnDefault::Now => lower.column_default(described, value)?,
            ColumnDefault::Value(value) => lower.row_value(described, value)?,
        };
        pieces.push(sql!(dialect; column, " = ", value));
    }
    Ok(Sql::list(dialect, pieces))
}

/// MySQL and MariaDB set columns from left to right, and what reads one that is set already finds the new value (MariaDB
/// manual, UPDATE). On the other databases it finds the old one.
fn reads_no_new_value(
    dialect: Dialect,
    earlier: &[Assignment],
    assignment: &Assignment,
) -> Result<(), Unsupported> {
    let ColumnDefault::Expression(expression) = &assignment.value else { return Ok(()) };
    let read = match dialect {
        Dialect::MySql => earlier.iter().find(|earlier| expression.mentions(&earlier.column)),
        Dialect::Postgres | Dialect::Sqlite => None,
    };
    match read {
        None => Ok(()),
        Some(read) => Err(Unsupported::new(
            format!(
                "what column `{}` is set to reads `{}`, which MySQL and MariaDB have set by then",
                assignment.column, read.column
            ),
            format!("set `{}` before `{}`", assignment.column, read.column),
        )),
    }
}

/// What stands behind the table's name: nothing where all rows are meant.
fn condition(lower: &dyn Lower, table: &Table, selection: &Selection) -> Result<Option<Sql>, Unsupported> {
    let conditions = conditions(lower, table, selection)?;
    Ok(conditions.map(|conditions| sql!(lower.dialect(); " WHERE ", conditions)))
}

/// What a row must meet: nothing where all rows are meant.
pub(super) fn conditions(
    lower: &dyn Lower,
    table: &Table,
    selection: &Selection,
) -> Result<Option<Sql>, Unsupported> {
    let dialect = lower.dialect();
    let pieces = selection.conditions.iter().map(|condition| match condition {
        Condition::Equals { column, value } => {
            Ok(sql!(dialect; column, equals(lower, table, column, value)?))
        }
        Condition::OneOf { columns, rows } => one_of(lower, table, columns, rows),
        Condition::Holds(expression) => {
            let what = format!("the predicate for rows of `{}`", table.name);
            Ok(sql!(dialect; "(", author::expression(dialect, &what, expression)?, ")"))
        }
    });
    let pieces = pieces.collect::<Result<Vec<_>, _>>()?;
    let any = !pieces.is_empty();
    Ok(any.then(|| Sql::join(dialect, " AND ", pieces)))
}

/// Whether columns hold the values of one of several rows.
fn one_of(
    lower: &dyn Lower,
    table: &Table,
    columns: &[Name],
    rows: &[Vec<Value>],
) -> Result<Sql, Unsupported> {
    let dialect = lower.dialect();
    let values = rows.iter().filter_map(|row| match row.as_slice() {
        [value] if *value != Value::Null => Some(value),
        _ => None,
    });
    let values = values.collect::<Vec<_>>();
    if let ([column], true) = (columns, values.len() == rows.len()) {
        let described = require_column(table, column)?;
        let values = values.into_iter().map(|value| {
            is_compared(dialect, described)?;
            lower.row_value(described, value)
        });
        let values = values.collect::<Result<Vec<_>, _>>()?;
        return Ok(sql!(dialect; column, " IN (", Sql::list(dialect, values), ")"));
    }
    let alternatives = rows.iter().map(|row| {
        let pieces = columns
            .iter()
            .zip(row)
            .map(|(column, value)| Ok(sql!(dialect; column, equals(lower, table, column, value)?)));
        let pieces = pieces.collect::<Result<Vec<_>, Unsupported>>()?;
        Ok(sql!(dialect; "(", Sql::join(dialect, " AND ", pieces), ")"))
    });
    let alternatives = alternatives.collect::<Result<Vec<_>, Unsupported>>()?;
    Ok(sql!(dialect; "(", Sql::join(dialect, " OR ", alternatives), ")"))
}

/// What stands behind a column that is compared with a value.
fn equals(lower: &dyn Lower, table: &Table, column: &Name, value: &Value) -> Result<Sql, Unsupported> {
    let dialect = lower.dialect();
    if *value == Value::Null {
        return Ok(sql!(dialect; " IS NULL"));
    }
    let described = require_column(table, column)?;
    is_compared(dialect, described)?;
    Ok(sql!(dialect; " = ", lower.row_value(described, value)?))
}

/// Whether a column's values are compared as what they mean.
fn is_compared(dialect: Dialect, described: &Column) -> Result<(), Unsupported> {
    let column = &described.name;
    if let (Dialect::Sqlite, ColumnType::Numeric(..)) = (dialect, &described.column_type) {
        return Err(Unsupported::new(
            format!(
                "column `{column}` is compared as the text that it is on SQLite, where 1.50 and 1.5 are two values"
            ),
            format!(
                "say how it is compared: `.predicate(expr(\"{column} = …\").on(Sqlite, \"CAST({column} AS REAL) = …\"))`"
            ),
        ));
    }
    Ok(())
}
