//! What a statement that makes a table says, and there are no words for.

use super::Inspected;
use crate::dialect::{Dialect, Stored, StoredObject, mysql_inspection, read_stored};
use crate::name::QualifiedName;

/// The traits of a table in the statement that makes it: kind and detail of each. PostgreSQL tells each in a statement of its
/// own.
pub(crate) fn traits_in(
    inspected: &Inspected,
    text: &str,
    name: &QualifiedName,
) -> Vec<(&'static str, String)> {
    match inspected.dialect {
        Dialect::MySql => {
            let found = mysql_inspection::read_table(text, name, inspected.server.into());
            found.map(|found| found.beyond).unwrap_or_default()
        }
        Dialect::Postgres => Vec::new(),
        Dialect::Sqlite => {
            let name = name.name.as_str();
            let stored = Stored { kind: StoredObject::Table, name, table: name, sql: text };
            let found = read_stored(&[stored]).beyond.into_iter();
            found.map(|it| (it.kind, it.detail)).collect()
        }
    }
}
