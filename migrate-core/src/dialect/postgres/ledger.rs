//! The ledger on PostgreSQL.

use crate::dialect::Dialect::Postgres;
use crate::dialect::ledger::{digest, table};
use crate::dialect::sql::{Sql, sql};
use crate::ledger::Ledger;

/// The ids in one row.
pub(in crate::dialect) const IDS: &str =
    "string_agg(CASE state WHEN 'done' THEN revision ELSE revision || ':' || state END || ' ', '')";

/// The time of the statement, not of the transaction: rows of one transaction keep their order.
pub(in crate::dialect) const CLOCK: &str = "clock_timestamp()";

/// The microseconds since `applied_at`.
pub(in crate::dialect) const ELAPSED: &str =
    "(extract(epoch FROM clock_timestamp() - applied_at) * 1000000)::bigint";

/// The microseconds since the transaction began. Those of one message all have the time at which it came: one that noted
/// its own beginning (`execute::together`) counts from there.
pub(in crate::dialect) const SINCE_TRANSACTION: &str = "((extract(epoch FROM clock_timestamp()) - \
     coalesce(nullif(current_setting('migrate.began', true), '')::numeric, extract(epoch FROM transaction_timestamp()))) \
     * 1000000)::bigint";

/// `applied_at` as text.
pub(in crate::dialect) const APPLIED_AT: &str =
    "to_char(ledger.applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";

/// What decides between rows of one time.
pub(in crate::dialect) const TIE: &str = "ledger.revision";

/// Makes the schema and the table.
pub(in crate::dialect) fn create(ledger: &Ledger) -> Vec<Sql> {
    let schema = ledger.schema.iter().map(|schema| sql!(Postgres; "CREATE SCHEMA IF NOT EXISTS ", schema));
    let table = sql!(
        Postgres;
        "CREATE TABLE IF NOT EXISTS ", table(ledger), " (\n",
        r#"    chain VARCHAR(128) COLLATE "C" NOT NULL,
    revision VARCHAR(128) COLLATE "C" NOT NULL,
    parents TEXT NOT NULL,
    depends_on TEXT NOT NULL,
    message TEXT NOT NULL,
    hash TEXT NOT NULL,
    state VARCHAR(16) NOT NULL,
    progress INTEGER NOT NULL,
    journal TEXT NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL,
    duration_us BIGINT NOT NULL,
    tool TEXT NOT NULL,
    downgrade TEXT,
    PRIMARY KEY (chain, revision)
)"#
    );
    schema.chain([table]).collect()
}

/// The key of the lock of a ledger.
pub(crate) fn lock_key(ledger: &Ledger) -> i64 {
    i64::from_be_bytes(digest(&format!("migrate:{ledger}")))
}
