//! What a database was found to hold.

use super::Unmodelled;
use crate::dialect::{Dialect, Server};
use crate::name::Name;
use crate::schema::Schema;

/// What a database was found to hold.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// The database's dialect.
    pub dialect: Dialect,
    /// The server's product and version; `None` on SQLite, or where the server does not say.
    pub server: Option<Server>,
    /// The schema that names without one are in: PostgreSQL alone, and not where its search path finds none.
    pub home: Option<Name>,
    /// What there are words for, as the database has it.
    pub schema: Schema,
    /// What there are no words for, sorted by stage, kind and name.
    pub unmodelled: Vec<Unmodelled>,
}
