//! What a database makes of a schema.

use super::{Dialect, Server, Unsupported, sqlite};
use crate::name::Name;
use crate::schema::Schema;

/// The physical schema of a logical one: what is found in a database of a dialect that holds it, as far as its own words
/// for expressions go. `home` is the schema that names without one are in.
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
    let _ = (server, home);
    match dialect {
        Dialect::MySql | Dialect::Postgres => Err(Unsupported::new(
            format!("databases of {dialect} cannot be compared with a schema yet"),
            "compare what `upgrade --sql` prints",
        )),
        Dialect::Sqlite => sqlite::realize(schema),
    }
}
