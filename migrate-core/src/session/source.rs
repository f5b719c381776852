//! Where a session comes from: a URL, or a pool of the user's.

use std::fmt;

use super::connection::{Connection, Inner};
use super::{DatabaseError, OpenError, url};
use crate::dialect::Dialect;

/// A pool of sqlx: `SqlitePool`, `PgPool` or `MySqlPool`.
pub trait Pool: sealed::Sealed {
    /// The pool, as the runner keeps it.
    #[doc(hidden)]
    fn source(&self) -> Source;
}

mod sealed {
    pub trait Sealed {}
}

/// Where a session comes from.
#[doc(hidden)]
#[derive(Clone)]
pub enum Source {
    #[cfg(feature = "mysql")]
    MySql(sqlx::MySqlPool),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::SqlitePool),
    Url(String),
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "mysql")]
            Self::MySql(_) => f.write_str("a pool of MySQL connections"),
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => f.write_str("a pool of PostgreSQL connections"),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => f.write_str("a pool of SQLite connections"),
            Self::Url(url) => f.write_str(&url::redact(url)),
        }
    }
}

macro_rules! pools {
    ($($feature:literal $pool:ident $variant:ident;)*) => {
        $(
            #[cfg(feature = $feature)]
            impl sealed::Sealed for sqlx::$pool {}
            #[cfg(feature = $feature)]
            impl Pool for sqlx::$pool {
                fn source(&self) -> Source {
                    Source::$variant(self.clone())
                }
            }
        )*
    };
}

pools! {
    "mysql" MySqlPool MySql;
    "postgres" PgPool Postgres;
    "sqlite" SqlitePool Sqlite;
}

/// Whether the runtime that a pool was made in can be relied on while we work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PoolRuntime {
    /// It stands still, or is gone: what waits in the pool would never wake.
    Stopped,
    /// It runs.
    Running,
}

impl Source {
    /// The dialect.
    pub(crate) fn dialect(&self) -> Result<Dialect, OpenError> {
        match self {
            #[cfg(feature = "mysql")]
            Self::MySql(_) => Ok(Dialect::MySql),
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Ok(Dialect::Postgres),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Ok(Dialect::Sqlite),
            Self::Url(url) => url::dialect(url),
        }
    }

    /// Opens a connection of our own, or borrows the only one to a database in memory.
    pub(crate) async fn connect(&self, runtime: PoolRuntime) -> Result<Connection, OpenError> {
        let inner = match self {
            #[cfg(feature = "mysql")]
            Self::MySql(pool) => Inner::MySql(Box::new(detached(pool, runtime).await?)),
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => Inner::Postgres(Box::new(detached(pool, runtime).await?)),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) if in_memory(&pool.connect_options()) => {
                let connection = pool.acquire().await.map_err(refused)?;
                Inner::SqliteBorrowed(Box::new(super::connection::Borrowed(connection)))
            }
            // A connection to SQLite has a thread of its own and needs no runtime.
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) => Inner::Sqlite(Box::new(detached(pool, PoolRuntime::Running).await?)),
            Self::Url(url) => match url::dialect(url)? {
                #[cfg(feature = "mysql")]
                Dialect::MySql => Inner::MySql(Box::new(mysql(url).await?)),
                #[cfg(feature = "postgres")]
                Dialect::Postgres => Inner::Postgres(Box::new(postgres(url).await?)),
                #[cfg(feature = "sqlite")]
                Dialect::Sqlite => Inner::Sqlite(Box::new(sqlite(url).await?)),
                #[cfg(not(all(feature = "mysql", feature = "postgres", feature = "sqlite")))]
                dialect => return Err(OpenError::NotCompiled { dialect }),
            },
        };
        let _ = runtime;
        Ok(Connection { inner })
    }
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
fn refused(error: sqlx::Error) -> OpenError {
    OpenError::Pool { error: error.into() }
}

/// A connection of the pool that never goes back to it.
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
async fn detached<D: sqlx::Database>(
    pool: &sqlx::Pool<D>,
    runtime: PoolRuntime,
) -> Result<D::Connection, OpenError> {
    match runtime {
        PoolRuntime::Running => Ok(pool.acquire().await.map_err(refused)?.detach()),
        PoolRuntime::Stopped => {
            let options = pool.connect_options();
            sqlx::ConnectOptions::connect(&*options).await.map_err(refused)
        }
    }
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
fn read<O: std::str::FromStr<Err = sqlx::Error> + sqlx::ConnectOptions>(text: &str) -> Result<O, OpenError> {
    let options = text.parse::<O>().map_err(|error| {
        let fault = DatabaseError::from(error).without(url::password(text)).to_string();
        OpenError::IllUrl { url: url::redact(text), fault }
    })?;
    // What runs is told by our own events; at a slow statement sqlx would warn.
    Ok(options.disable_statement_logging())
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
fn unreachable(text: &str, error: sqlx::Error) -> OpenError {
    let error = DatabaseError::from(error).without(url::password(text));
    OpenError::Connect { database: format!("`{}`", url::redact(text)), error }
}

#[cfg(feature = "mysql")]
async fn mysql(text: &str) -> Result<sqlx::MySqlConnection, OpenError> {
    let options: sqlx::mysql::MySqlConnectOptions = read(text)?;
    sqlx::ConnectOptions::connect(&options).await.map_err(|error| unreachable(text, error))
}

#[cfg(feature = "postgres")]
async fn postgres(text: &str) -> Result<sqlx::PgConnection, OpenError> {
    let options: sqlx::postgres::PgConnectOptions = read(text)?;
    sqlx::ConnectOptions::connect(&options).await.map_err(|error| unreachable(text, error))
}

#[cfg(feature = "sqlite")]
async fn sqlite(text: &str) -> Result<sqlx::SqliteConnection, OpenError> {
    use super::database_error::Fault;

    let options: sqlx::sqlite::SqliteConnectOptions = read(text)?;
    let error = match sqlx::ConnectOptions::connect(&options).await {
        Ok(connection) => return Ok(connection),
        Err(error) => DatabaseError::from(error),
    };
    let file = options.get_filename();
    if error.fault() == Fault::NotOpened && !file.exists() {
        let path = file.display().to_string();
        return match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
                Err(OpenError::MissingFolder { path, folder: folder.display().to_string() })
            }
            _ => Err(OpenError::MissingFile { path }),
        };
    }
    Err(OpenError::Connect { database: format!("`{text}`"), error })
}

/// Whether a connection of its own would be one to another, empty database.
#[cfg(feature = "sqlite")]
fn in_memory(options: &sqlx::sqlite::SqliteConnectOptions) -> bool {
    let file = options.get_filename().to_string_lossy();
    // An empty name is a database of the one connection's own (c3ref/open.html).
    file.is_empty()
        || file == ":memory:"
        || file.contains("mode=memory")
        || sqlx::ConnectOptions::to_url_lossy(options)
            .query_pairs()
            .any(|(key, value)| key == "mode" && value == "memory")
}
