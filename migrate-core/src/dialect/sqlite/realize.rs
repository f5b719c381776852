//! What SQLite makes of a schema: what would be found in a database that holds it.

use super::stored::{Stored, StoredObject, schema as read};
use super::{table, trigger};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::Unsupported;
use crate::dialect::definition::{create_index, create_view};
use crate::dialect::sql::Sql;
use crate::schema::Schema;

/// The schema as it would be read from a database that it was written to: SQLite keeps the statements as they are.
pub(in crate::dialect) fn realize(schema: &Schema) -> Result<Schema, Unsupported> {
    let mut written = Vec::new();
    let mut write = |kind, name: &str, table: &str, sql: Result<Sql, Unsupported>| {
        written.push((kind, name.to_owned(), table.to_owned(), sql?.into_text()));
        Ok::<(), Unsupported>(())
    };
    for table in schema.tables() {
        let name = table.name.name.as_str();
        write(StoredObject::Table, name, name, table::definition(schema, table))?;
        for index in &table.indexes {
            let sql = create_index(Sqlite, &table.name, index);
            write(StoredObject::Index, index.name.as_str(), name, sql)?;
        }
    }
    for view in schema.views() {
        let name = view.name.name.as_str();
        write(StoredObject::View, name, name, create_view(Sqlite, "CREATE VIEW ", &view.name, &view.query))?;
    }
    for it in schema.triggers() {
        let table = it.table.name.as_str();
        write(StoredObject::Trigger, it.name.as_str(), table, trigger::definition(it))?;
    }
    let stored = written.iter().map(|(kind, name, table, sql)| Stored { kind: *kind, name, table, sql });
    Ok(read(&stored.collect::<Vec<_>>()).schema)
}
