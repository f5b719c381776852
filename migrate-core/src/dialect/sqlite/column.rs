//! Columns on SQLite.

use super::constraint::column_of;
use super::{attributes, constraint, literal, names, rebuild, types};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::difference::{Difference, after, constraints};
use crate::dialect::lower::{Lowered, guard};
use crate::dialect::names::{columns_fit, table as require_table};
use crate::dialect::sql::{Remark, Sql, Text, sql};
use crate::dialect::{Unsupported, author, definition};
use crate::live::Change;
use crate::name::Name;
use crate::operation::{AddColumn, DropColumn, RenameColumn};
use crate::schema::{
    Column, ColumnDefault, ColumnType, Constraint, Generated, Schema, Storage, Table, Temporal, Value,
};
use crate::script::{Beside, Statement};

/// The column as it stands in a table's definition, with the constraints that are of it alone.
pub(super) fn definition(schema: &Schema, table: &Table, column: &Column) -> Result<Sql, Unsupported> {
    definition_among(schema, table, &constraints(table), column)
}

/// The same with the constraints of the table.
pub(super) fn definition_among(
    schema: &Schema,
    table: &Table,
    constraints: &[Constraint],
    column: &Column,
) -> Result<Sql, Unsupported> {
    attributes::column(column)?;
    let Column { name, column_type, nullable, default, identity, generated, collation, comment, mysql: _ } =
        column;
    let mut sql = sql!(Sqlite; name);
    if let Some(comment) = comment {
        // Behind the name: what stands before it goes with the column before it when that is dropped.
        sql.push(sql!(Sqlite; " ", Remark(comment)));
    }
    let column_type = match identity {
        Some(_) => sql!(Sqlite; "INTEGER"),
        None => types::column_type(column_type, table.options.sqlite)?,
    };
    if column_type.len() > 0 {
        sql.push(sql!(Sqlite; " ", column_type));
    }
    if !nullable {
        sql.push(" NOT NULL");
    }
    if let Some(default) = default {
        sql.push(" DEFAULT ");
        sql.push(self::default(column, default)?);
    }
    if let Some(generated) = generated {
        sql.push(" ");
        sql.push(self::generated(name, generated)?);
    }
    if let Some(collation) = collation.as_ref().and_then(|collation| collation.name(Sqlite)) {
        sql.push(sql!(Sqlite; " COLLATE ", collation));
    }
    for constraint in constraints {
        if column_of(table, constraint) == Some(name) {
            sql.push(" ");
            sql.push(column_constraint(constraint)?);
        }
    }
    if let Some(values) = values(schema, column) {
        sql.push(sql!(Sqlite; " CHECK (", values, ")"));
    }
    Ok(sql)
}

/// `GENERATED ALWAYS AS (…)`.
pub(super) fn generated(column: &Name, generated: &Generated) -> Result<Sql, Unsupported> {
    let Generated { expression, storage } = generated;
    let what = format!("the expression of column `{column}`");
    let expression = author::expression(Sqlite, &what, expression)?;
    let storage = match storage {
        Storage::Stored => ") STORED",
        Storage::Virtual => ") VIRTUAL",
    };
    Ok(sql!(Sqlite; "GENERATED ALWAYS AS (", expression, storage))
}

/// What the nameless check of a column says that holds values of an enum type.
pub(super) fn values(schema: &Schema, column: &Column) -> Option<Sql> {
    let enum_type = column.column_type.enum_name().and_then(|name| schema.enum_type(name))?;
    let values = Sql::list(Sqlite, enum_type.values.iter().map(|value| Text(value)));
    Some(sql!(Sqlite; &column.name, " IN (", values, ")"))
}

pub(super) fn column_constraint(constraint: &Constraint) -> Result<Sql, Unsupported> {
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

pub(super) fn default(column: &Column, default: &ColumnDefault) -> Result<Sql, Unsupported> {
    match default {
        ColumnDefault::Expression(expression) => {
            let what = format!("the default of column `{}`", column.name);
            Ok(sql!(Sqlite; "(", author::expression(Sqlite, &what, expression)?, ")"))
        }
        ColumnDefault::NextValue(sequence) => Err(super::sequence::none(sequence)),
        ColumnDefault::Now => Ok(sql!(Sqlite; now(&column.column_type))),
        ColumnDefault::Value(value) => literal::literal(&column.column_type, value),
    }
}

/// The time in UTC, as the text that sqlx reads as the column's type.
pub(super) fn now(column_type: &ColumnType) -> &'static str {
    match column_type.temporal() {
        Some(Temporal::Date) => "(date('now'))",
        Some(Temporal::Time) => "(strftime('%H:%M:%f', 'now'))",
        Some(Temporal::Timestamp) => "(strftime('%Y-%m-%d %H:%M:%f', 'now'))",
        Some(Temporal::TimestampTz) | None => "(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'))",
    }
}

/// Adds a column: in place where SQLite can, with a rebuild of the table where it cannot.
pub(super) fn add(operation: &AddColumn, before: &Schema) -> Lowered {
    let table = operation.table();
    let column = operation.column();
    let there = require_table(before, table)?;
    names::column(&column.name, there)?;
    let after = after(before, operation.clone())?;
    let after_table = require_table(&after, table)?;
    columns_fit(Sqlite, after_table, super::table::COLUMNS)?;
    super::table::key_fits(after_table)?;
    let addition = operation.addition();
    constraint::conditions(&addition.checks, &addition.indexes, after_table)?;
    let mut statements = Vec::from_iter(guard(Sqlite, operation, Beside::default()));
    let difference = Difference::between(there, after_table);
    if is_added_in_place(column, after_table, &difference) {
        let definition = definition(&after, after_table, column)?;
        statements.push(Statement::ddl(sql!(Sqlite; "ALTER TABLE ", table, " ADD COLUMN ", definition)));
        for index in &difference.added_indexes {
            statements.push(Statement::ddl(definition::create_index(Sqlite, table, index)?));
        }
    } else {
        statements.push(rebuild::statement(table, additions(operation, before)?, before)?);
    }
    Ok(statements)
}

/// Whether `ALTER TABLE … ADD COLUMN` can do it (`lang_altertable.html`): no unique constraint, no constraint of other
/// columns, nothing generated that is stored, and a default that is one constant, NULL for a foreign key.
fn is_added_in_place(column: &Column, after: &Table, difference: &Difference) -> bool {
    let stands_with = |constraint: &Constraint| column_of(after, constraint) == Some(&column.name);
    let has_key = difference.added_constraints.iter().any(|added| matches!(added, Constraint::ForeignKey(_)));
    let is_constant = match &column.default {
        Some(ColumnDefault::Expression(_) | ColumnDefault::NextValue(_) | ColumnDefault::Now) => false,
        // It is computed, since SQLite reads such a number inexactly.
        Some(ColumnDefault::Value(Value::Float(value))) if literal::is_read_inexactly(*value) => false,
        Some(ColumnDefault::Value(value)) => !has_key || *value == Value::Null,
        None => true,
    };
    let is_stored = column.generated.as_ref().is_some_and(|it| it.storage == Storage::Stored);
    is_constant && !is_stored && difference.added_constraints.iter().all(stands_with)
}

/// The column, its constraints and its indexes, as changes of a table that is rebuilt.
pub(super) fn additions(operation: &AddColumn, before: &Schema) -> Result<Vec<Change>, Unsupported> {
    let (table, column) = (operation.table(), operation.column());
    let after = after(before, operation.clone())?;
    let after_table = require_table(&after, table)?;
    let definition = definition(&after, after_table, column)?.into_text();
    let mut changes = vec![Change::AddColumn { column: column.name.clone(), definition }];
    let difference = Difference::between(require_table(before, table)?, after_table);
    for constraint in &difference.added_constraints {
        if column_of(after_table, constraint) != Some(&column.name) {
            changes.push(rebuild::addition(after_table, constraint)?);
        }
    }
    for index in &difference.added_indexes {
        changes.push(rebuild::index_addition(table, index)?);
    }
    Ok(changes)
}

/// Drops a column with its indexes, and with the constraints that use it: in place where these stand with the column,
/// with a rebuild of the table where they do not.
pub(super) fn drop(operation: &DropColumn, before: &Schema) -> Lowered {
    let DropColumn { table, column, dependents: _ } = operation;
    let there = require_table(before, table)?;
    let after = after(before, operation.clone())?;
    let then = require_table(&after, table)?;
    super::table::key_fits(then)?;
    let difference = Difference::between(there, then);
    let stays = |constraint: &Constraint| column_of(there, constraint) != Some(column);
    let identity = there.column(column).is_some_and(|column| column.identity.is_some());
    if identity || difference.dropped_constraints.iter().any(stays) {
        return Ok(vec![rebuild::statement(table, vec![removal(operation, before)?], before)?]);
    }
    let mut statements = Vec::new();
    for index in &difference.dropped_indexes {
        statements.push(Statement::ddl(sql!(Sqlite; "DROP INDEX ", &index.name)));
    }
    statements.push(Statement::ddl(sql!(Sqlite; "ALTER TABLE ", table, " DROP COLUMN ", column)));
    Ok(statements)
}

/// The drop, as a change of a table that is rebuilt.
pub(super) fn removal(operation: &DropColumn, before: &Schema) -> Result<Change, Unsupported> {
    let DropColumn { table, column, dependents: _ } = operation;
    let after = after(before, operation.clone())?;
    let difference = Difference::between(require_table(before, table)?, require_table(&after, table)?);
    Ok(Change::DropColumn {
        column: column.clone(),
        constraints: difference.dropped_constraints,
        indexes: difference.dropped_indexes.into_iter().map(|index| index.name).collect(),
    })
}

/// Renames a column. Indexes, constraints and triggers follow.
pub(super) fn rename(operation: &RenameColumn, before: &Schema) -> Lowered {
    let RenameColumn { table, from, to } = operation;
    let mut others = require_table(before, table)?.clone();
    others.columns.retain(|column| column.name != *from);
    names::column(to, &others)?;
    Ok(vec![Statement::ddl(sql!(Sqlite; "ALTER TABLE ", table, " RENAME COLUMN ", from, " TO ", to))])
}
