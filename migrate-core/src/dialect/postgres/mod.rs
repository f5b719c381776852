//! The SQL of PostgreSQL.

pub(super) mod ledger;
