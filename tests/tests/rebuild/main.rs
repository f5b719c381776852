//! SQLite's tables made anew: what is asked for changes, and nothing else does.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod conversions;
mod enums;
mod everything;
mod joined;
mod keys;
mod killed;
mod memory;
mod random;
mod rows;
mod users;

use migrate_tests::Database;

/// The catalogue, sorted: kind, name and table in a line, and what made it below.
fn master(database: &Database) -> String {
    database.sql(
        "SELECT type || ' ' || name || ' of ' || tbl_name || char(10) || coalesce(sql, 'by itself') || char(10)
         FROM sqlite_master WHERE name NOT LIKE '%migrate_ledger%' ORDER BY type, name;",
    )
}

/// Whether nothing is left that a rebuild makes for itself, and no reference is broken.
fn assert_clean(database: &Database) {
    assert_eq!(database.sql("SELECT name FROM sqlite_master WHERE name LIKE 'migrate_old%';"), "");
    assert_eq!(database.sql("PRAGMA foreign_key_check; PRAGMA integrity_check;"), "ok\n");
}
