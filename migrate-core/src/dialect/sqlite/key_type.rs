//! The type of a key on SQLite.

use super::{alter, rebuild};
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::live::Change;
use crate::name::QualifiedName;
use crate::operation::SetKeyType;
use crate::schema::Schema;

/// Gives a key another type: one rebuild for each table.
pub(super) fn set(operation: &SetKeyType, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    let mut tables = Vec::<(QualifiedName, Vec<Change>)>::new();
    for change in operation.changes(before) {
        let changes = alter::changes(&change, before, &after)?;
        match tables.iter_mut().find(|(table, _)| *table == change.table) {
            Some((_, all)) => all.extend(changes),
            None => tables.push((change.table, changes)),
        }
    }
    let changed = tables.into_iter().filter(|(_, changes)| !changes.is_empty());
    changed.map(|(table, changes)| rebuild::statement(&table, changes, before)).collect()
}
