//! Indexes on SQLite.

use super::names;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::definition;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::sql;
use crate::operation::{CreateIndex, DropIndex};
use crate::schema::Schema;
use crate::script::Statement;

/// Creates an index.
pub(super) fn create(operation: &CreateIndex, before: &Schema) -> Lowered {
    let CreateIndex { table, index } = operation;
    names::relation(Role::Index, &index.name, before)?;
    Ok(vec![Statement::ddl(definition::create_index(Sqlite, table, index)?)])
}

/// Drops an index.
pub(super) fn drop(operation: &DropIndex) -> Vec<Statement> {
    vec![Statement::ddl(sql!(Sqlite; "DROP INDEX ", &operation.index))]
}
