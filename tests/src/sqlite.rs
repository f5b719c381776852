//! What stands in a SQLite file.

use crate::Database;

/// The catalogue without the ledger, sorted: kind, name and table in a line, and what made it below.
///
/// # Panics
/// When the client fails.
pub fn master(database: &Database) -> String {
    database.sql(
        "SELECT type || ' ' || name || ' of ' || tbl_name || char(10) || coalesce(sql, 'by itself') || char(10)
         FROM sqlite_master WHERE name NOT LIKE '%migrate_ledger%' ORDER BY type, name;",
    )
}

/// Asserts that nothing is left that a rebuild makes for itself, and no reference is broken.
///
/// # Panics
/// When something is.
pub fn assert_clean(database: &Database) {
    assert_eq!(database.sql("SELECT name FROM sqlite_master WHERE name LIKE 'migrate_old%';"), "");
    assert_eq!(database.sql("PRAGMA foreign_key_check; PRAGMA integrity_check;"), "ok\n");
}
