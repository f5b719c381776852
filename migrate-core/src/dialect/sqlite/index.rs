//! Indexes on SQLite.

use super::{constraint, names};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::definition;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, table as require_table};
use crate::dialect::sql::sql;
use crate::operation::{CreateIndex, DropIndex, RenameIndex};
use crate::schema::{Index, Schema};
use crate::script::Statement;

/// Creates an index.
pub(super) fn create(operation: &CreateIndex, before: &Schema) -> Lowered {
    let CreateIndex { table, index, concurrency: _, existing } = operation;
    names::relation(Role::Index, &index.name, before)?;
    constraint::conditions(&[], std::slice::from_ref(index), require_table(before, table)?)?;
    let words = definition::existing_words(*existing);
    Ok(vec![Statement::ddl(definition::create_index_as(Sqlite, words, table, index)?)])
}

/// Drops an index.
pub(super) fn drop(operation: &DropIndex) -> Vec<Statement> {
    let condition = definition::missing_words(operation.missing);
    vec![Statement::ddl(sql!(Sqlite; "DROP INDEX ", condition, &operation.index))]
}

/// Renames an index, which SQLite does by making it again.
pub(super) fn rename(operation: &RenameIndex, before: &Schema) -> Lowered {
    let RenameIndex { table, from, to } = operation;
    let there = require_table(before, table)?;
    let index = there.index(from);
    // The old name is free by then, so that the two may differ in capitals alone.
    let mut without = there.clone();
    without.indexes.retain(|index| index.name != *from);
    let mut others = before.clone();
    others.put_table(without);
    names::relation(Role::Index, to, &others)?;
    let create = index.map(|index| {
        let renamed = Index { name: to.clone(), ..index.clone() };
        Ok(Statement::ddl(definition::create_index(Sqlite, table, &renamed)?))
    });
    let drop = Statement::ddl(sql!(Sqlite; "DROP INDEX ", from));
    std::iter::once(Ok(drop)).chain(create).collect()
}
