//! Columns on MySQL and MariaDB.

use super::{attributes, literal, names, table, types};
use crate::dialect::Dialect::MySql;
use crate::dialect::difference::after;
use crate::dialect::lower::{Lowered, guard};
use crate::dialect::names::table as require_table;
use crate::dialect::sql::{Hex, Sql, Text, sql};
use crate::dialect::{Unsupported, author};
use crate::operation::{AddColumn, DropColumn, RenameColumn};
use crate::schema::{Column, ColumnDefault, ColumnType, Generated, MySqlColumn, Schema, Storage, Value};
use crate::script::Statement;

/// The column as it stands in a table's definition.
pub(super) fn definition(column: &Column, schema: &Schema) -> Result<Sql, Unsupported> {
    attributes::column(column)?;
    let Column { name, column_type: _, nullable, default, identity, generated, collation, comment, mysql } =
        column;
    let MySqlColumn { check, invisible, on_update_now } = mysql;
    let invisible = invisible.then_some(" INVISIBLE");
    let column_type = types::column_type(column, schema)?;
    let collation = collation.as_ref().and_then(|collation| collation.name(MySql));
    let collation = collation.map(|collation| sql!(MySql; " COLLATE ", collation));
    let comment = comment.as_deref().map(|comment| sql!(MySql; " COMMENT ", Text(comment)));
    if let Some(Generated { expression, storage }) = generated {
        let what = format!("the expression of column `{name}`");
        let expression = author::expression(MySql, &what, expression)?;
        let storage = match storage {
            Storage::Stored => ") STORED",
            Storage::Virtual => ") VIRTUAL",
        };
        // MariaDB has no `NOT NULL` for such a column, and takes a check of its own in its place (tried on 10.11).
        let check = (!nullable).then(|| sql!(MySql; " CHECK (", name, " IS NOT NULL)"));
        return Ok(sql!(
            MySql;
            name, " ", column_type, collation, " GENERATED ALWAYS AS (", expression, storage, invisible, comment,
            check,
        ));
    }
    let null = if *nullable { " NULL" } else { " NOT NULL" };
    let identity = identity.map(|_| " AUTO_INCREMENT");
    let default = match default {
        Some(default) => Some(sql!(MySql; " DEFAULT ", self::default(column, default)?)),
        None => None,
    };
    let on_update = match on_update_now {
        true => Some(sql!(MySql; " ON UPDATE CURRENT_TIMESTAMP", types::fraction(&column.column_type))),
        false => None,
    };
    let check = match check {
        Some(check) => {
            let what = format!("the check of column `{name}`");
            Some(sql!(MySql; " CHECK (", author::expression(MySql, &what, check)?, ")"))
        }
        None => None,
    };
    Ok(sql!(
        MySql;
        name, " ", column_type, collation, null, default, on_update, invisible, identity, comment, check,
    ))
}

pub(super) fn default(column: &Column, default: &ColumnDefault) -> Result<Sql, Unsupported> {
    match default {
        ColumnDefault::Expression(expression) => {
            let what = format!("the default of column `{}`", column.name);
            Ok(sql!(MySql; "(", author::expression(MySql, &what, expression)?, ")"))
        }
        ColumnDefault::NextValue(sequence) => Ok(sql!(MySql; "nextval(", sequence, ")")),
        ColumnDefault::Now => Ok(sql!(MySql; now(&column.column_type))),
        ColumnDefault::Value(value) => {
            let literal = literal::literal(&column.column_type, value)?;
            if *value == Value::Null || !types::wants_parentheses(&column.column_type) {
                return Ok(literal);
            }
            match value {
                // In an expression, MariaDB 10.11 forgets to escape what it reads behind `_utf8mb4`.
                Value::Text(text) if text.contains('\\') => {
                    Ok(sql!(MySql; "(CONVERT(", Hex(text.as_bytes()), " USING utf8mb4))"))
                }
                Value::Boolean(_)
                | Value::Bytes(_)
                | Value::Float(_)
                | Value::Integer(_)
                | Value::Null
                | Value::Text(_) => Ok(sql!(MySql; "(", literal, ")")),
            }
        }
    }
}

/// The time in UTC, in the column's type.
fn now(column_type: &ColumnType) -> &'static str {
    match column_type {
        ColumnType::Date => "(UTC_DATE())",
        ColumnType::Time => "(UTC_TIME(6))",
        ColumnType::Array(_)
        | ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Double
        | ColumnType::Enum(_)
        | ColumnType::Integer
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Native(_)
        | ColumnType::Numeric(..)
        | ColumnType::Real
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => "(UTC_TIMESTAMP(6))",
    }
}

/// Adds a column with its constraints.
pub(super) fn add(operation: &AddColumn, before: &Schema) -> Lowered {
    names::column(&operation.column().name, require_table(before, operation.table())?)?;
    let after = after(before, operation.clone())?;
    let guard = guard(MySql, operation);
    Ok(guard.into_iter().chain(table::alter(operation.table(), before, &after)?).collect())
}

/// Drops a column with what uses it.
pub(super) fn drop(operation: &DropColumn, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}

/// Renames a column. Indexes and constraints follow, checks too (tried on MariaDB 10.11).
pub(super) fn rename(operation: &RenameColumn, before: &Schema) -> Lowered {
    let RenameColumn { table, from, to } = operation;
    let mut others = require_table(before, table)?.clone();
    others.columns.retain(|column| column.name != *from);
    names::column(to, &others)?;
    Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", table, " RENAME COLUMN ", from, " TO ", to))])
}
