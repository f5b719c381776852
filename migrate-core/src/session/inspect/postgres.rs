//! PostgreSQL's catalogue.

use super::InspectError;
use crate::dialect::{Dialect, postgres_catalogue};
use crate::inspect::postgres::{self, Catalogue};
use crate::inspect::{Inspected, Wanted};
use crate::session::Session;

/// Reads the catalogue, in one message, as it is at one moment.
pub(super) async fn read(session: &mut Session, wanted: &Wanted) -> Result<Inspected, InspectError> {
    let ill = |what: String| InspectError::NotUnderstood { dialect: Dialect::Postgres, what };
    let server = session.server().await?;
    let mut catalogue = Catalogue::default();
    for row in session.query(postgres_catalogue(wanted)).await? {
        let (kind, json) = (row.text(0).unwrap_or_default(), row.text(1).unwrap_or_default());
        catalogue.push(kind, json).map_err(|error| ill(format!("{kind} {json}: {error}")))?;
    }
    postgres::read(&catalogue, server, wanted).map_err(ill)
}
