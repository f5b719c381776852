//! What SQLite locks.

use crate::dialect::locks::{Lock, LockMode};

/// There is one lock for writing, on the whole database, whatever is written.
pub(in crate::dialect) fn locks() -> Vec<Lock> {
    vec![Lock { table: None, mode: LockMode::SqliteWrite }]
}
