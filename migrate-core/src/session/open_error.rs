//! Why there is no session.

use thiserror::Error;

use super::DatabaseError;
use crate::dialect::{Dialect, Unsupported};

/// Why a database could not be opened. Passwords do not stand in it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The server, or the file, does not let us in.
    #[error("cannot connect to {database}: {error}")]
    Connect {
        /// The URL without its password, or which pool's database.
        database: String,
        /// What the driver said.
        #[source]
        error: DatabaseError,
    },
    /// The URL cannot be read.
    #[error("the database URL `{url}` cannot be read: {fault}")]
    IllUrl {
        /// The URL without its password.
        url: String,
        /// What is wrong with it.
        fault: String,
    },
    /// The database has no such limit.
    #[error("how long a statement waits or runs cannot be limited: {0}")]
    Limit(Box<Unsupported>),
    /// The database does not set a limit.
    #[error("how long a statement waits or runs cannot be limited: {error}")]
    LimitFailed {
        /// What the driver said.
        #[source]
        error: DatabaseError,
    },
    /// There is no such SQLite file.
    #[error("there is no SQLite database `{path}`")]
    MissingFile {
        /// The file.
        path: String,
    },
    /// A schema of the search path is not there.
    #[error("the schema `{schema}` of the search path is not in the database")]
    MissingSchema {
        /// The schema.
        schema: String,
        /// The same, quoted for SQL.
        quoted: String,
    },
    /// There is no folder for the SQLite file.
    #[error("there is no folder `{folder}` for the SQLite database `{path}`")]
    MissingFolder {
        /// The file.
        path: String,
        /// The folder it would stand in.
        folder: String,
    },
    /// The driver was not compiled in.
    #[error("this program was built without {dialect}")]
    NotCompiled {
        /// The dialect of the URL.
        dialect: Dialect,
    },
    /// The pool gives no connection.
    #[error("the pool gives no connection: {error}")]
    Pool {
        /// What the pool said.
        #[source]
        error: DatabaseError,
    },
    /// The database cannot have this search path.
    #[error("the search path cannot be set: {0}")]
    SearchPath(Box<Unsupported>),
    /// The database does not set the search path.
    #[error("the search path cannot be set: {error}")]
    SearchPathFailed {
        /// What the driver said.
        #[source]
        error: DatabaseError,
    },
    /// No driver is for such a URL.
    #[error("`{scheme}` is no database that is known here")]
    UnknownScheme {
        /// What stands before the colon of the URL.
        scheme: String,
    },
}

impl OpenError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            // MySQL 8 keeps passwords by `caching_sha2_password`, whose first login of a user is encrypted.
            Self::Connect { error, .. } if error.to_string().contains("RSA auth backend disabled") => {
                "connect by TLS (the feature `tls-rustls` or `tls-native-tls` of migrate-core, and `ssl-mode=required`), or turn \
                 on the feature `mysql-rsa` of sqlx in Cargo.toml"
                    .to_owned()
            }
            Self::Connect { .. } => {
                "see that the server runs, and that host, port, user, password and database of the URL are right"
                    .to_owned()
            }
            Self::IllUrl { .. } | Self::UnknownScheme { .. } => {
                "write `sqlite://shop.db?mode=rwc`, `postgres://user:password@host/database` or \
                 `mysql://user:password@host/database`, with special characters of the password percent-encoded"
                    .to_owned()
            }
            Self::MissingFile { path } => {
                format!("correct the path, or write `sqlite://{path}?mode=rwc` to have it created")
            }
            Self::MissingFolder { folder, .. } => format!("correct the path, or create the folder: `mkdir -p {folder}`"),
            Self::MissingSchema { quoted, .. } => {
                format!("correct the search path, or create the schema: `CREATE SCHEMA {quoted}`")
            }
            Self::NotCompiled { dialect } => {
                format!("turn on the feature `{}` of migrate-core and migrate-cli in Cargo.toml", dialect.name())
            }
            Self::Limit(unsupported) | Self::SearchPath(unsupported) => unsupported.help.clone(),
            Self::LimitFailed { .. } | Self::SearchPathFailed { .. } => "see that the server runs and lets this user set it".to_owned(),
            Self::Pool { .. } => {
                "see that the pool's server runs, that the pool is open, and that not all of its connections are taken"
                    .to_owned()
            }
        }
    }
}
