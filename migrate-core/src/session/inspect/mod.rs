//! Reading the catalogue of a database: the queries are sent here, and their rows handed on as data.
//!
//! A file a dialect, each with one function `read` that fills the rows of [`crate::inspect`]'s folder of the same name.

pub(super) mod mysql;
mod postgres;
mod sqlite;

use thiserror::Error;

use super::{DatabaseError, Session};
use crate::dialect::{Dialect, Unsupported};
use crate::inspect::{Inspected, Wanted};

/// Why a database could not be inspected.
#[derive(Debug, Error)]
pub enum InspectError {
    /// The rows that a change would hit could not be counted.
    #[error("rows cannot be counted: {0}")]
    Count(#[source] DatabaseError),
    /// A query of the catalogue failed, or brought what it should not.
    #[error("the catalogue cannot be read: {0}")]
    Database(#[from] DatabaseError),
    /// The user may not see something whole, and what the catalogue tells would be taken for what it is not.
    #[error("the user may not see {what}")]
    Hidden {
        /// What it is.
        what: String,
        /// What shows it, as it stands behind `GRANT`.
        grant: &'static str,
    },
    /// A row of the catalogue was not understood.
    #[error("the catalogue of {dialect} says what is not understood: {what}")]
    NotUnderstood {
        /// The dialect.
        dialect: Dialect,
        /// What was read, and of which object.
        what: String,
    },
    /// The database cannot have what it is compared with.
    #[error("the schema to compare with cannot be had: {0}")]
    Unsupported(Box<Unsupported>),
}

impl InspectError {
    /// What to do about it. Nothing was changed.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Count(_) => "bring the database to the heads of the chain first, since the rows are counted that a revision behind \
                               them would hit: `upgrade`; or leave the counting out"
                .to_owned(),
            Self::Database(_) => "nothing was changed; see that this user may read the catalogue".to_owned(),
            Self::Hidden { what: _, grant } => {
                format!("as somebody who may, `GRANT {grant} TO` this user, or come as another one")
            }
            Self::NotUnderstood { .. } => "nothing was changed; what it is of has to be looked at by hand, and we would like to be told of \
                                           it"
                .to_owned(),
            Self::Unsupported(unsupported) => unsupported.help.clone(),
        }
    }
}

/// Looks at what a database holds, by a number of queries that does not depend on how much it is.
///
/// # Errors
///
/// When the catalogue cannot be read, or not be understood.
pub(crate) async fn inspect(session: &mut Session, wanted: &Wanted) -> Result<Inspected, InspectError> {
    match session.dialect {
        Dialect::MySql => mysql::read(session, wanted).await,
        Dialect::Postgres => postgres::read(session, wanted).await,
        Dialect::Sqlite => sqlite::read(session, wanted).await,
    }
}
