//! The ledger on SQLite.

use crate::dialect::Dialect::Sqlite;
use crate::dialect::ledger::table;
use crate::dialect::sql::{Sql, sql};
use crate::ledger::Ledger;

/// The ids in one row.
pub(in crate::dialect) const IDS: &str =
    "group_concat(CASE state WHEN 'done' THEN revision ELSE revision || ':' || state END || ' ', '')";

/// The time. SQLite knows it to the millisecond.
pub(in crate::dialect) const CLOCK: &str = "strftime('%Y-%m-%d %H:%M:%f000', 'now')";

/// The microseconds since `applied_at`.
pub(in crate::dialect) const ELAPSED: &str =
    "CAST(round((julianday('now') - julianday(applied_at)) * 86400000.0) AS INTEGER) * 1000";

/// `applied_at` as text.
pub(in crate::dialect) const APPLIED_AT: &str = "ledger.applied_at";

/// What decides between rows of one time: the order they came in, since many revisions fit in a millisecond.
pub(in crate::dialect) const TIE: &str = "ledger.rowid";

/// Makes the table.
pub(in crate::dialect) fn create(ledger: &Ledger) -> Vec<Sql> {
    vec![sql!(
        Sqlite;
        "CREATE TABLE IF NOT EXISTS ", table(ledger), " (\n",
        "    chain TEXT NOT NULL,
    revision TEXT NOT NULL,
    parents TEXT NOT NULL,
    depends_on TEXT NOT NULL,
    message TEXT NOT NULL,
    hash TEXT NOT NULL,
    state TEXT NOT NULL,
    progress INTEGER NOT NULL,
    journal TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    duration_us BIGINT NOT NULL,
    tool TEXT NOT NULL,
    downgrade TEXT,
    PRIMARY KEY (chain, revision)
)"
    )]
}
