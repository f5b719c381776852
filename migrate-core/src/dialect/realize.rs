//! What a database holds when it holds a schema: the physical form of a logical one.

use super::{Dialect, Server, Unsupported, mysql, postgres, sqlite};
use crate::name::Name;
use crate::schema::Schema;

/// What an inspection would find where a database holds a schema, but for the texts of expressions, which stay as they
/// were written.
///
/// Types are those that the dialect makes of a column's type, what says nothing there is left out, and names are without
/// the schema that names without one are in (`home`, PostgreSQL alone).
///
/// # Errors
///
/// When the dialect cannot have something in it.
pub fn realize(
    schema: &Schema,
    dialect: Dialect,
    server: Option<Server>,
    home: Option<&Name>,
) -> Result<Schema, Unsupported> {
    match dialect {
        Dialect::MySql => Ok(mysql::realize::realize(schema, server.into())),
        Dialect::Postgres => postgres::realize::realize(schema, home),
        Dialect::Sqlite => sqlite::realize(schema),
    }
}
