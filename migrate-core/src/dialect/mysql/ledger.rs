//! The ledger on MySQL and MariaDB.

use crate::dialect::Dialect::MySql;
use crate::dialect::ledger::{digest, table};
use crate::dialect::sql::{Sql, sql};
use crate::ledger::Ledger;

/// The ids in one row, which is cut at `group_concat_max_len`: 1,024 bytes on MySQL, where a hint can say more (manual,
/// "Variable-Setting Hint Syntax"), and 1 MiB on MariaDB, for which the hint is a comment.
pub(in crate::dialect) const IDS: &str = "/*+ SET_VAR(group_concat_max_len = 1073741824) */ \
     group_concat(CASE state WHEN 'done' THEN revision ELSE CONCAT(revision, ':', state) END, ' ' SEPARATOR '')";

/// The time.
pub(in crate::dialect) const CLOCK: &str = "UTC_TIMESTAMP(6)";

/// The microseconds since `applied_at`.
pub(in crate::dialect) const ELAPSED: &str = "TIMESTAMPDIFF(MICROSECOND, applied_at, UTC_TIMESTAMP(6))";

/// `applied_at` as text.
pub(in crate::dialect) const APPLIED_AT: &str = "DATE_FORMAT(ledger.applied_at, '%Y-%m-%d %H:%i:%s.%f')";

/// What decides between rows of one time.
pub(in crate::dialect) const TIE: &str = "ledger.revision";

/// Makes the table.
pub(in crate::dialect) fn create(ledger: &Ledger) -> Vec<Sql> {
    vec![sql!(
        MySql;
        "CREATE TABLE IF NOT EXISTS ", table(ledger), " (\n",
        "    chain VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    revision VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    parents LONGTEXT NOT NULL,
    depends_on LONGTEXT NOT NULL,
    message LONGTEXT NOT NULL,
    hash VARCHAR(255) NOT NULL,
    state VARCHAR(16) NOT NULL,
    progress INTEGER NOT NULL,
    journal LONGTEXT NOT NULL,
    applied_at DATETIME(6) NOT NULL,
    duration_us BIGINT NOT NULL,
    tool VARCHAR(64) NOT NULL,
    downgrade LONGTEXT,
    PRIMARY KEY (chain, revision)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"
    )]
}

/// The name of the lock of a ledger, as an expression: the server knows which database we are in. A name has at most 64
/// characters.
pub(crate) fn lock_name(ledger: &Ledger) -> String {
    let ledger = digest(&ledger.to_string()).map(|byte| format!("{byte:02x}")).concat();
    format!("concat('migrate.{ledger}.', left(sha2(coalesce(database(), ''), 256), 32))")
}
