//! Indexes on MySQL and MariaDB.

use super::{attributes, table};
use crate::dialect::Dialect::MySql;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, definition};
use crate::operation::{CreateIndex, DropIndex, RenameIndex};
use crate::schema::{Index, Schema, Uniqueness};
use crate::script::Statement;

/// The index as it stands in a table's definition.
pub(super) fn definition(index: &Index) -> Result<Sql, Unsupported> {
    attributes::index(index)?;
    let Index { name, parts: _, uniqueness, predicate, method: _, include: _, nulls: _ } = index;
    if predicate.is_some() {
        return Err(Unsupported::new(
            format!("index `{name}` is of some rows only, and MySQL and MariaDB index all rows"),
            "create it where it can be: `op.on([Postgres, Sqlite], |op| { op.create_index(…).predicate(…); })`",
        ));
    }
    let index_words = match uniqueness {
        Uniqueness::Plain => "INDEX ",
        Uniqueness::Unique => "UNIQUE INDEX ",
    };
    Ok(sql!(MySql; index_words, name, " ", definition::index_parts(MySql, index)?))
}

/// Creates an index. One that a foreign key needed until now goes with it.
pub(super) fn create(operation: &CreateIndex, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}

/// Drops an index. One that a foreign key needs from now on comes with it.
pub(super) fn drop(operation: &DropIndex, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}

/// Renames an index.
pub(super) fn rename(operation: &RenameIndex, before: &Schema) -> Lowered {
    let RenameIndex { table, from, to } = operation;
    let after = after(before, operation.clone())?;
    table::fits(require_table(&after, table)?, &after)?;
    Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", table, " RENAME INDEX ", from, " TO ", to))])
}
