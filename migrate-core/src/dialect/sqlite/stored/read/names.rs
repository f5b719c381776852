//! The names that keys, indexes and references have of tables and columns, as these are called where they are made.

use crate::dialect::sqlite::stored::is_same;
use crate::name::{Name, QualifiedName};
use crate::schema::Table;

/// The name that a column of a table has.
pub(super) fn column(table: &Table, name: &str) -> Name {
    let found = table.columns.iter().find(|column| is_same(column.name.as_str(), name));
    found.map_or_else(|| Name::from(name), |column| column.name.clone())
}

/// What a reference needs to know of a table.
struct Known {
    name: QualifiedName,
    columns: Vec<Name>,
    key: Vec<Name>,
}

/// Calls referenced tables and columns as they are called where they are made. A reference without columns is to the
/// primary key (manual, "SQLite Foreign Key Support", section 2).
pub(super) fn resolve<'a>(tables: impl Iterator<Item = &'a mut Table>) {
    let tables = tables.collect::<Vec<_>>();
    let known = tables.iter().map(|table| Known {
        name: table.name.clone(),
        columns: table.columns.iter().map(|column| column.name.clone()).collect(),
        key: table.primary_key.iter().flat_map(|key| key.columns.clone()).collect(),
    });
    let known = known.collect::<Vec<_>>();
    for table in tables {
        for key in &mut table.foreign_keys {
            let wanted = key.referenced_table.name.as_str();
            let Some(referenced) = known.iter().find(|it| is_same(it.name.name.as_str(), wanted)) else {
                continue;
            };
            key.referenced_table = referenced.name.clone();
            if key.referenced_columns.is_empty() {
                key.referenced_columns = referenced.key.clone();
            }
            for name in &mut key.referenced_columns {
                let same = referenced.columns.iter().find(|it| is_same(it.as_str(), name.as_str()));
                if let Some(same) = same {
                    *name = same.clone();
                }
            }
        }
    }
}
