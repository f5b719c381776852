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
    /// Opens a connection of our own, or borrows the only one to a database in memory.
    pub(crate) async fn connect(&self, runtime: PoolRuntime) -> Result<Connection, OpenError> {
        let inner = match self {
            #[cfg(feature = "mysql")]
            Self::MySql(pool) => Inner::MySql(Box::new(detached(pool, runtime).await?)),
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => Inner::Postgres(Box::new(detached(pool, runtime).await?)),
            // A connection to SQLite has a thread of its own and needs no runtime.
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) => own_or_borrowed(pool).await?,
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
        Ok(Connection::new(inner))
    }
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
fn refused(error: sqlx::Error) -> OpenError {
    OpenError::Pool { error: error.into() }
}

/// A connection of the pool that never goes back to it.
#[cfg(any(feature = "mysql", feature = "postgres"))]
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
pub(super) fn read<O: std::str::FromStr<Err = sqlx::Error> + sqlx::ConnectOptions>(
    text: &str,
) -> Result<O, OpenError> {
    let options = text.parse::<O>().map_err(|error| {
        let fault = DatabaseError::from(error).without(url::password(text)).to_string();
        OpenError::IllUrl { url: url::redact(text), fault }
    })?;
    // What runs is told by our own events; at a slow statement sqlx would warn.
    Ok(options.disable_statement_logging())
}

#[cfg(any(feature = "mysql", feature = "postgres"))]
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

/// A connection of the pool that never goes back to it; or a borrowed one, where another connection by the same
/// options would be one to another, empty database.
#[cfg(feature = "sqlite")]
async fn own_or_borrowed(pool: &sqlx::SqlitePool) -> Result<Inner, OpenError> {
    use super::connection::Borrowed;
    use super::driver;

    // In a task of its own, which goes on when nobody waits any more: sqlx closes a connection that it was just looking at,
    // and a database in memory would be gone with it.
    let waiting = pool.clone();
    let acquired = tokio::spawn(async move { waiting.acquire().await }).await;
    let acquired = acquired.unwrap_or_else(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => Err(sqlx::Error::WorkerCrashed),
    });
    let mut connection = acquired.map_err(refused)?;
    // A database in memory, and a temporary one, has no file (pragma.html, database_list).
    let files = driver::send::<sqlx::Sqlite>(&mut connection, "PRAGMA database_list".to_owned()).await;
    let rows = files.map_err(|failure| OpenError::Pool { error: failure.error })?.rows;
    let main = rows.iter().find(|row| row.get::<String>("name").is_ok_and(|name| name == "main"));
    let file = main.and_then(|row| row.get::<Option<String>>("file").ok().flatten()).unwrap_or_default();
    if file.is_empty() {
        Ok(Inner::SqliteBorrowed(Box::new(Borrowed::new(connection))))
    } else {
        Ok(Inner::Sqlite(Box::new(connection.detach())))
    }
}
