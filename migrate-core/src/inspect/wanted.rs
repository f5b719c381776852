//! What of a database is looked at.

use std::collections::BTreeSet;

use crate::ledger::Ledger;
use crate::name::Name;

/// What of a database is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The schemas. A database without schemas is looked at as a whole.
    pub schemas: Schemas,
    /// The ledger, which is no part of what is found.
    pub ledger: Ledger,
}

/// The schemas that are looked at, on PostgreSQL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Schemas {
    /// All but those of the server itself.
    All,
    /// The connection's own, which names without a schema are in.
    #[default]
    Home,
    /// The connection's own, and these.
    HomeAnd(BTreeSet<Name>),
}
