//! The SQL of MySQL and MariaDB.

pub(super) mod ledger;
