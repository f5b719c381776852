//! Indexes on PostgreSQL.

use super::{constraint, names};
use crate::dialect::Dialect::Postgres;
use crate::dialect::definition;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, table as require_table};
use crate::dialect::sql::sql;
use crate::operation::{CreateIndex, DropIndex};
use crate::schema::Schema;
use crate::script::Statement;

/// Creates an index.
pub(super) fn create(operation: &CreateIndex, before: &Schema) -> Lowered {
    let CreateIndex { table, index } = operation;
    names::name(Role::Index, &index.name)?;
    constraint::keys(require_table(&after(before, operation.clone())?, table)?)?;
    Ok(vec![Statement::ddl(definition::create_index(Postgres, table, index)?)])
}

/// Drops an index.
pub(super) fn drop(operation: &DropIndex, before: &Schema) -> Lowered {
    let DropIndex { table, index } = operation;
    constraint::unreferenced(before, require_table(before, table)?, index)?;
    Ok(vec![Statement::ddl(sql!(Postgres; "DROP INDEX ", &table.beside(index)))])
}
