//! Columns on SQLite.

use super::constraint::column_of;
use super::{attributes, constraint, literal, names, types};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::difference::{Difference, after, constraints};
use crate::dialect::lower::{Lowered, guard};
use crate::dialect::names::{columns_fit, table as require_table};
use crate::dialect::sql::{Remark, Sql, Text, sql};
use crate::dialect::{Unsupported, author, definition};
use crate::operation::{AddColumn, DropColumn, RenameColumn};
use crate::schema::{
    Column, ColumnDefault, ColumnType, Constraint, Generated, Schema, Storage, Table, Value,
};
use crate::script::Statement;

/// The column as it stands in a table's definition, with the constraints that are of it alone.
pub(super) fn definition(schema: &Schema, table: &Table, column: &Column) -> Result<Sql, Unsupported> {
    attributes::column(column)?;
    let Column { name, column_type, nullable, default, identity, generated, collation, comment } = column;
    let mut sql = sql!(Sqlite; name, " ");
    if let Some(comment) = comment {
        // Behind the name: what stands before it goes with the column before it when that is dropped.
        sql.push(sql!(Sqlite; Remark(comment), " "));
    }
    if identity.is_some() {
        sql.push("INTEGER");
    } else {
        sql.push(types::column_type(column_type, table.options.sqlite)?);
    }
    if !nullable {
        sql.push(" NOT NULL");
    }
    if let Some(default) = default {
        sql.push(" DEFAULT ");
        sql.push(self::default(column, default)?);
    }
    if let Some(Generated { expression, storage }) = generated {
        let what = format!("the expression of column `{name}`");
        let expression = author::expression(Sqlite, &what, expression)?;
        let storage = match storage {
            Storage::Stored => ") STORED",
            Storage::Virtual => ") VIRTUAL",
        };
        sql.push(sql!(Sqlite; " GENERATED ALWAYS AS (", expression, storage));
    }
    if let Some(collation) = collation.as_ref().and_then(|collation| collation.name(Sqlite)) {
        sql.push(sql!(Sqlite; " COLLATE ", collation));
    }
    for constraint in constraints(table) {
        if column_of(table, &constraint) == Some(name) {
            sql.push(" ");
            sql.push(column_constraint(&constraint)?);
        }
    }
    if let Some(values) = column_type.enum_name().and_then(|name| schema.enum_type(name)) {
        let values = Sql::list(Sqlite, values.values.iter().map(|value| Text(value)));
        sql.push(sql!(Sqlite; " CHECK (", name, " IN (", values, "))"));
    }
    Ok(sql)
}

fn column_constraint(constraint: &Constraint) -> Result<Sql, Unsupported> {
    attributes::constraint(constraint)?;
    Ok(match constraint {
        Constraint::Check(check) => definition::check(Sqlite, check)?,
        Constraint::Exclusion(_) => definition::constraint(Sqlite, constraint)?,
        Constraint::ForeignKey(key) => {
            sql!(Sqlite; "CONSTRAINT ", &key.name, " ", definition::references(Sqlite, key))
        }
        Constraint::PrimaryKey(key) => sql!(Sqlite; "CONSTRAINT ", &key.name, " PRIMARY KEY AUTOINCREMENT"),
        Constraint::Unique(unique) => sql!(Sqlite; "CONSTRAINT ", &unique.name, " UNIQUE"),
    })
}

fn default(column: &Column, default: &ColumnDefault) -> Result<Sql, Unsupported> {
    match default {
        ColumnDefault::Expression(expression) => {
            let what = format!("the default of column `{}`", column.name);
            Ok(sql!(Sqlite; "(", author::expression(Sqlite, &what, expression)?, ")"))
        }
        ColumnDefault::Now => Ok(sql!(Sqlite; now(&column.column_type))),
        ColumnDefault::Value(value) => literal::literal(&column.column_type, value),
    }
}

/// The time of the insert in UTC, as the text that sqlx reads as the column's type.
fn now(column_type: &ColumnType) -> &'static str {
    match column_type {
        ColumnType::Date => "(date('now'))",
        ColumnType::Time => "(strftime('%H:%M:%f', 'now'))",
        ColumnType::Timestamp => "(strftime('%Y-%m-%d %H:%M:%f', 'now'))",
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
        | ColumnType::Numeric(..)
        | ColumnType::Real
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => "(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'))",
    }
}

/// Adds a column.
pub(super) fn add(operation: &AddColumn, before: &Schema) -> Lowered {
    let table = operation.table();
    let column = operation.column();
    let cannot = |what: String, help: &str| {
        Err(Unsupported::new(
            format!("SQLite cannot add column `{}` to `{table}`: {what}", column.name),
            help,
        ))
    };
    let there = require_table(before, table)?;
    names::column(&column.name, there)?;
    let after = after(before, operation.clone())?;
    let after_table = require_table(&after, table)?;
    columns_fit(Sqlite, after_table, super::table::COLUMNS)?;
    let addition = operation.addition();
    constraint::conditions(&addition.checks, &addition.indexes, after_table)?;
    let difference = Difference::between(there, after_table);
    for constraint in &difference.added_constraints {
        let name = constraint.name();
        if matches!(constraint, Constraint::Unique(_)) {
            return cannot(
                format!("a table that is there gets no unique constraint, and `{name}` is one"),
                "put it into `create_table`, or create a unique index on the column behind this operation",
            );
        }
        if column_of(after_table, constraint) != Some(&column.name) {
            return cannot(
                format!("{} `{name}` is of other columns too", constraint.kind()),
                "put it into `create_table`",
            );
        }
    }
    if column.generated.as_ref().is_some_and(|generated| generated.storage == Storage::Stored) {
        return cannot(
            "a table that is there gets no generated column that is stored".to_owned(),
            "let it be computed when it is read: `.generated_virtual(…)`",
        );
    }
    let has_key = difference.added_constraints.iter().any(|added| matches!(added, Constraint::ForeignKey(_)));
    match &column.default {
        Some(ColumnDefault::Expression(_) | ColumnDefault::Now) => {
            return cannot(
                "rows that are there would need a default that is the same for all, and this one is computed"
                    .to_owned(),
                "give a value as the default, or make the column nullable and fill it with `op.sql`",
            );
        }
        Some(ColumnDefault::Value(Value::Float(value))) if literal::is_read_inexactly(*value) => {
            return cannot(
                "SQLite would have to compute this default, since it reads such a number inexactly"
                    .to_owned(),
                "give another default, or make the column nullable and fill it in a data step",
            );
        }
        Some(ColumnDefault::Value(value)) if has_key && *value != Value::Null => {
            return cannot(
                "a foreign key on a new column takes no default but NULL".to_owned(),
                "make the column nullable without a default, and fill it with `op.sql`",
            );
        }
        Some(ColumnDefault::Value(_)) | None => {}
    }
    let definition = definition(&after, after_table, column)?;
    let mut statements = Vec::from_iter(guard(Sqlite, operation));
    statements.push(Statement::ddl(sql!(Sqlite; "ALTER TABLE ", table, " ADD COLUMN ", definition)));
    for index in &difference.added_indexes {
        statements.push(Statement::ddl(definition::create_index(Sqlite, table, index)?));
    }
    Ok(statements)
}

/// Drops a column with its indexes, and with the constraints that stand with it.
pub(super) fn drop(operation: &DropColumn, before: &Schema) -> Lowered {
    let DropColumn { table, column, dependents: _ } = operation;
    let there = require_table(before, table)?;
    let after = after(before, operation.clone())?;
    let difference = Difference::between(there, require_table(&after, table)?);
    let stays = |constraint: &&Constraint| column_of(there, constraint) != Some(column);
    let identity = there.column(column).is_some_and(|column| column.identity.is_some());
    if let Some(constraint) = difference.dropped_constraints.iter().find(|it| identity || stays(it)) {
        return Err(Unsupported::new(
            format!(
                "SQLite cannot drop column `{column}` of `{table}`, which {} `{}` uses",
                constraint.kind(),
                constraint.name()
            ),
            "keep the column for now; `op.on([Postgres, MySql], |op| …)` leaves SQLite out",
        ));
    }
    let mut statements = Vec::new();
    for index in &difference.dropped_indexes {
        statements.push(Statement::ddl(sql!(Sqlite; "DROP INDEX ", &index.name)));
    }
    statements.push(Statement::ddl(sql!(Sqlite; "ALTER TABLE ", table, " DROP COLUMN ", column)));
    Ok(statements)
}

/// Renames a column. Indexes, constraints and triggers follow.
pub(super) fn rename(operation: &RenameColumn, before: &Schema) -> Lowered {
    let RenameColumn { table, from, to } = operation;
    let mut others = require_table(before, table)?.clone();
    others.columns.retain(|column| column.name != *from);
    names::column(to, &others)?;
    Ok(vec![Statement::ddl(sql!(Sqlite; "ALTER TABLE ", table, " RENAME COLUMN ", from, " TO ", to))])
}
