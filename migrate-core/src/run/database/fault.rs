//! What goes wrong with a database as a whole.

use std::io;

use thiserror::Error;

use crate::session::DatabaseError;

/// Why a database as a whole could not be worked on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DatabaseFault {
    /// A file could not be read, made or removed.
    #[error("cannot {what} `{path}`: {error}")]
    File {
        /// What was to be done with it.
        what: &'static str,
        /// The file.
        path: String,
        /// What the system said.
        #[source]
        error: io::Error,
    },
    /// It is SQLite's in memory.
    #[error("a database in memory is nobody else's, and is gone with its connection")]
    Memory,
    /// The file is none of SQLite's.
    #[error("`{path}` is no SQLite database, and is left as it is")]
    NotSqlite {
        /// The file.
        path: String,
    },
    /// The database is the server's own.
    #[error("`{name}` is a database of the server's own")]
    Reserved {
        /// Its name.
        name: String,
    },
    /// The server refused.
    #[error("cannot {what} database `{name}`: {error}")]
    Server {
        /// What was to be done.
        what: &'static str,
        /// The database.
        name: String,
        /// What the server said.
        #[source]
        error: DatabaseError,
    },
    /// The URL names no database.
    #[error("the URL names no database")]
    Unnamed,
}

impl DatabaseFault {
    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::File { .. } => "see that the folder is there and that this user may write in it",
            Self::Memory => "name a file: `sqlite://shop.db?mode=rwc`",
            Self::NotSqlite { .. } => "correct the path of the URL; if the file is not wanted, remove it by hand",
            Self::Reserved { .. } | Self::Unnamed => {
                "write the name of your database behind the host: `postgres://user:password@host/shop`"
            }
            Self::Server { error, .. } => match error.code() {
                // object_in_use (PostgreSQL, "Error Codes")
                Some("55006") => {
                    "end the programs that are connected to it, or throw them out: `db drop --force`"
                }
                // insufficient_privilege; ER_DBACCESS_DENIED_ERROR (PostgreSQL and MariaDB, "Error Codes")
                Some("42501" | "1044") => {
                    "let a user do it who may: `ALTER ROLE … CREATEDB` on PostgreSQL, `GRANT ALL ON name.* TO …` on MySQL and MariaDB"
                }
                _ => "see that the user may make and drop databases",
            },
        }
        .to_owned()
    }
}
