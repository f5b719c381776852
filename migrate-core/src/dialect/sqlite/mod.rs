//! The SQL of SQLite.

pub(super) mod ledger;
