//! Asking the catalogue of SQLite.

use super::InspectError;
use crate::dialect::SQLITE_OBJECTS;
use crate::inspect::sqlite::{self, Catalogue, Object};
use crate::inspect::{Inspected, Wanted};
use crate::session::Session;

/// Asks one query, whatever there is.
pub(super) async fn read(session: &mut Session, wanted: &Wanted) -> Result<Inspected, InspectError> {
    let mut objects = Vec::new();
    for row in session.query(SQLITE_OBJECTS.to_owned()).await? {
        objects.push(Object {
            kind: row.get("kind")?,
            name: row.get("name")?,
            of: row.get("of")?,
            sql: row.get("sql")?,
            list: row.get("list")?,
        });
    }
    Ok(sqlite::read(&Catalogue { objects }, wanted))
}
