//! Questions to SQLite about what else uses a table.

use super::expand::{Entry, Kind};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::sqlite::stored;
use crate::name::Name;

/// Two statements that give a column names that nothing has. What differs in the catalogue between them uses it.
pub(crate) fn look(table: &Name, column: &str) -> [String; 2] {
    let column = Name::from(column);
    ["migrate_look_1", "migrate_look_2"].map(|name| {
        sql!(Sqlite; "ALTER TABLE ", table, " RENAME COLUMN ", &column, " TO ", &Name::from(name)).into_text()
    })
}

/// Whether an index, view or trigger uses a column as far as words tell.
pub(crate) fn mentions(entry: &Entry, table: &Name, column: &str) -> bool {
    let sql = entry.sql.as_deref().unwrap_or_default();
    match entry.kind {
        Kind::Index | Kind::Trigger | Kind::View => {
            stored::mentions(sql, column) && stored::names(sql, table.as_str())
        }
        Kind::Table => false,
    }
}

/// The columns of a table or view that take values.
pub(crate) fn columns(table: &str) -> String {
    sql!(Sqlite; "SELECT name FROM pragma_table_xinfo(", Text(table), ") WHERE hidden = 0").into_text()
}

/// What has SQLite read a view or trigger, and run nothing. `columns` are those of the trigger's table.
pub(crate) fn explain(entry: &Entry, columns: &[String]) -> Option<String> {
    let table = Name::from(entry.table.as_str());
    let sql = match entry.kind {
        Kind::Index | Kind::Table => return None,
        Kind::View => sql!(Sqlite; "EXPLAIN SELECT * FROM ", &table),
        Kind::Trigger => match stored::event(entry.sql.as_deref().unwrap_or_default())? {
            stored::Event::Delete => sql!(Sqlite; "EXPLAIN DELETE FROM ", &table),
            stored::Event::Insert => sql!(Sqlite; "EXPLAIN INSERT INTO ", &table, " DEFAULT VALUES"),
            stored::Event::Update => {
                let same = |name: &String| {
                    let name = Name::from(name.as_str());
                    sql!(Sqlite; &name, " = ", &name)
                };
                let columns = Sql::list(Sqlite, columns.iter().map(same));
                sql!(Sqlite; "EXPLAIN UPDATE ", &table, " SET ", columns)
            }
        },
    };
    Some(sql.into_text())
}
