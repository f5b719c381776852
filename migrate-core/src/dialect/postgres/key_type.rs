//! The type of a key on PostgreSQL.

use super::{alter, view};
use crate::dialect::Dialect::Postgres;
use crate::dialect::definition;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{column as require_column, table as require_table};
use crate::dialect::sql::sql;
use crate::operation::SetKeyType;
use crate::schema::{ColumnType, Constraint, Schema};
use crate::script::Statement;

/// Gives a key another type. Foreign keys stay where PostgreSQL compares the two types, else they are made again.
pub(super) fn set(operation: &SetKeyType, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    let columns = operation.columns(before);
    let old = require_column(require_table(before, &operation.table)?, &operation.column)?;
    let stay = are_compared(&old.column_type, &operation.column_type);
    let keys = if stay { Vec::new() } else { before.keys_of_columns(&columns) };
    let mut statements = Vec::new();
    for (table, key) in &keys {
        let drop = sql!(Postgres; "ALTER TABLE ", &table.name, " DROP CONSTRAINT ", &key.name);
        statements.push(Statement::ddl(drop));
    }
    for change in operation.changes(before) {
        statements.extend(alter::in_place(&change, before, &after)?);
    }
    for (table, key) in &keys {
        let key = definition::constraint(Postgres, &Constraint::ForeignKey((*key).clone()))?;
        statements.push(Statement::ddl(sql!(Postgres; "ALTER TABLE ", &table.name, " ADD ", key)));
    }
    let columns = columns.iter().map(|(table, column)| (table, column)).collect::<Vec<_>>();
    view::around_columns(statements, &columns, before)
}

/// Whether values of two types are compared as they are: the operators of whole numbers are of one family, and text is
/// compared as text (`pg_amop` of 15).
fn are_compared(one: &ColumnType, other: &ColumnType) -> bool {
    let is_whole =
        |it: &ColumnType| matches!(it, ColumnType::BigInt | ColumnType::Integer | ColumnType::SmallInt);
    let is_text = |it: &ColumnType| matches!(it, ColumnType::Text | ColumnType::Varchar(_));
    (is_whole(one) && is_whole(other)) || (is_text(one) && is_text(other))
}
