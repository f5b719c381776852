//! Comments on PostgreSQL.

use crate::dialect::Dialect::Postgres;
use crate::dialect::sql::{Text, sql};
use crate::name::{Name, QualifiedName};
use crate::operation::SetComment;
use crate::schema::Column;
use crate::script::Statement;

/// The statement that says what a table is for, or no longer.
pub(super) fn of_table(table: &QualifiedName, comment: Option<&str>) -> Statement {
    let text = sql!(Postgres; comment.map(Text), comment.is_none().then_some("NULL"));
    Statement::ddl(sql!(Postgres; "COMMENT ON TABLE ", table, " IS ", text))
}

/// The statement that says what a column is for, or no longer.
pub(super) fn of_column(table: &QualifiedName, column: &Name, comment: Option<&str>) -> Statement {
    let text = sql!(Postgres; comment.map(Text), comment.is_none().then_some("NULL"));
    Statement::ddl(sql!(Postgres; "COMMENT ON COLUMN ", table, ".", column, " IS ", text))
}

/// The statements that say what new columns are for, where something is said.
pub(super) fn of_columns(table: &QualifiedName, columns: &[Column]) -> impl Iterator<Item = Statement> {
    let said = columns.iter().filter(|column| column.comment.is_some());
    said.map(|said| of_column(table, &said.name, said.comment.as_deref()))
}

/// Says what a table or a column is for, or no longer.
pub(super) fn set(operation: &SetComment) -> Vec<Statement> {
    let SetComment { table, column, comment } = operation;
    let comment = comment.as_deref();
    vec![match column {
        None => of_table(table, comment),
        Some(column) => of_column(table, column, comment),
    }]
}
