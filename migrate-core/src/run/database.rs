//! Databases as a whole: made, dropped, looked into, copied. Nothing here knows revisions.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::future::IntoFuture;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{Pending, blocking};
use crate::dialect::Dialect;
use crate::error::{Error, Problem};
use crate::session::{
    Address, Connection, DatabaseError, OpenError, PoolRuntime, ServerAddress, Source, redact, with_database,
};

/// A database as a whole: where it is, and what can be done with all of it.
///
/// What is done does nothing until it is awaited, or [`blocking`](Doing::blocking) is called on it.
#[derive(Clone)]
pub struct Database {
    url: String,
    dialect: Dialect,
    address: Address,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Database({})", redact(&self.url))
    }
}

/// What became of a database that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was made, and is empty.
    Made,
    /// It was there, and is as it was.
    There,
}

/// What became of a database that was to be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// It is gone.
    Gone,
    /// It was not there.
    Missing,
}

/// What becomes of those who are connected to a database that is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Others {
    /// PostgreSQL throws them out. MySQL and MariaDB always do.
    ThrownOut,
    /// PostgreSQL does not drop the database while there are any.
    #[default]
    Respected,
}

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

/// Something that is done with a database when it is awaited.
pub struct Doing<'a, T>(Pending<'a, T>);

impl<T> fmt::Debug for Doing<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Doing")
    }
}

impl<T: Send> Doing<'_, T> {
    /// Does it on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(self) -> Result<T, Error> {
        blocking::wait(self.0)
    }
}

impl<'a, T> IntoFuture for Doing<'a, T> {
    type Output = Result<T, Error>;
    type IntoFuture = Pending<'a, T>;

    fn into_future(self) -> Self::IntoFuture {
        self.0
    }
}

impl Database {
    /// The database of a URL. It is not opened.
    ///
    /// # Errors
    ///
    /// When the URL cannot be read, or its driver was not compiled in.
    pub fn at(url: &str) -> Result<Self, Error> {
        let (dialect, address) = Address::of(url).map_err(Error::new)?;
        Ok(Self { url: url.to_owned(), dialect, address })
    }

    /// Its dialect.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Its name, or its file.
    pub fn name(&self) -> String {
        match &self.address {
            Address::File(path) => path.display().to_string(),
            Address::Memory => ":memory:".to_owned(),
            Address::Server(server) => server.database.clone(),
        }
    }

    /// Makes it where it is not there.
    pub fn create(&self) -> Doing<'_, Created> {
        Doing(Box::pin(async move {
            match &self.address {
                Address::File(path) => create_file(path),
                Address::Memory => Err(fault(DatabaseFault::Memory)),
                Address::Server(server) => self.create_on_server(server).await,
            }
        }))
    }

    /// Drops it, with all that is in it.
    pub fn drop(&self, others: Others) -> Doing<'_, Dropped> {
        Doing(Box::pin(async move {
            match &self.address {
                Address::File(path) => remove_files(path),
                Address::Memory => Err(fault(DatabaseFault::Memory)),
                Address::Server(server) => self.drop_on_server(server, others).await,
            }
        }))
    }

    /// Whether it is there. What cannot be opened for another reason is an error.
    pub fn exists(&self) -> Doing<'_, bool> {
        Doing(Box::pin(async move {
            match &self.address {
                Address::File(path) => Ok(path.exists()),
                Address::Memory => Ok(true),
                Address::Server(server) => {
                    let name = named(server)?;
                    let mut connection = self.connect_to_server().await?;
                    let look = self.dialect.database_look(name);
                    let rows =
                        connection.query(look).await.map_err(|error| refused("look for", name, error))?;
                    close(connection).await;
                    Ok(!rows.is_empty())
                }
            }
        }))
    }

    /// Whether nothing was made in it yet: no table, view, sequence, type or function.
    pub fn is_empty(&self) -> Doing<'_, bool> {
        Doing(Box::pin(async move {
            let mut connection = self.connect().await?;
            let content = self.dialect.database_content().to_owned();
            let rows = connection.query(content).await;
            let rows = rows.map_err(|error| refused("look into", &self.name(), error))?;
            close(connection).await;
            Ok(rows.is_empty())
        }))
    }

    /// Writes it, as it is at one moment, into a file that is not there yet: SQLite alone, which needs no tool for it.
    pub fn copy_to<'a>(&'a self, file: &'a Path) -> Doing<'a, ()> {
        Doing(Box::pin(async move {
            let mut connection = self.connect().await?;
            let copy = self.dialect.database_copy(&file.to_string_lossy());
            connection.query(copy).await.map_err(|error| refused("copy", &self.name(), error))?;
            close(connection).await;
            Ok(())
        }))
    }

    async fn connect(&self) -> Result<Connection, Error> {
        Source::Url(self.url.clone()).connect(PoolRuntime::Running).await.map_err(Error::new)
    }

    /// A connection to the server, where the database may not be there.
    async fn connect_to_server(&self) -> Result<Connection, Error> {
        let at = |database: &str| Source::Url(with_database(&self.url, database));
        match self.dialect {
            Dialect::MySql | Dialect::Sqlite => {
                at("").connect(PoolRuntime::Running).await.map_err(Error::new)
            }
            // One of the two is on every server, unless somebody dropped it.
            Dialect::Postgres => match at("postgres").connect(PoolRuntime::Running).await {
                Ok(connection) => Ok(connection),
                Err(first) => match at("template1").connect(PoolRuntime::Running).await {
                    Ok(connection) => Ok(connection),
                    Err(OpenError::Connect { .. }) => Err(Error::new(first)),
                    Err(other) => Err(Error::new(other)),
                },
            },
        }
    }

    async fn create_on_server(&self, server: &ServerAddress) -> Result<Created, Error> {
        let name = named(server)?;
        let mut connection = self.connect_to_server().await?;
        let rows = connection.query(self.dialect.database_look(name)).await;
        if !rows.map_err(|error| refused("look for", name, error))?.is_empty() {
            close(connection).await;
            return Ok(Created::There);
        }
        let made = connection.query(self.dialect.database_create(name)).await;
        close(connection).await;
        match made {
            Ok(_) => Ok(Created::Made),
            // Another has just made it (PostgreSQL's duplicate_database, MariaDB's ER_DB_CREATE_EXISTS).
            Err(error) if matches!(error.code(), Some("42P04" | "1007")) => Ok(Created::There),
            Err(error) => Err(refused("make", name, error)),
        }
    }

    async fn drop_on_server(&self, server: &ServerAddress, others: Others) -> Result<Dropped, Error> {
        const RESERVED: [&str; 7] = [
            "information_schema",
            "mysql",
            "performance_schema",
            "postgres",
            "sys",
            "template0",
            "template1",
        ];
        let name = named(server)?;
        if RESERVED.contains(&name) {
            return Err(fault(DatabaseFault::Reserved { name: name.to_owned() }));
        }
        let mut connection = self.connect_to_server().await?;
        let rows = connection.query(self.dialect.database_look(name)).await;
        if rows.map_err(|error| refused("look for", name, error))?.is_empty() {
            close(connection).await;
            return Ok(Dropped::Missing);
        }
        if self.dialect == Dialect::MySql {
            // A transaction that is still open would have it wait for a day.
            let timeout = connection.query("SET lock_wait_timeout = 20".to_owned()).await;
            timeout.map_err(|error| refused("drop", name, error))?;
        }
        let drop = self.dialect.database_drop(name, others == Others::ThrownOut);
        let dropped = connection.query(drop).await;
        close(connection).await;
        dropped.map_err(|error| refused("drop", name, error))?;
        Ok(Dropped::Gone)
    }
}

fn fault(fault: DatabaseFault) -> Error {
    Error::new(Problem::Database(fault))
}

fn refused(what: &'static str, name: &str, error: DatabaseError) -> Error {
    fault(DatabaseFault::Server { what, name: name.to_owned(), error })
}

fn named(server: &ServerAddress) -> Result<&str, Error> {
    match server.database.as_str() {
        "" => Err(fault(DatabaseFault::Unnamed)),
        name => Ok(name),
    }
}

/// Closes a connection of which nothing more is wanted.
async fn close(connection: Connection) {
    if let Err(error) = connection.close().await {
        tracing::debug!(%error, "the connection did not end as it should");
    }
}

fn of_file(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    move |error| fault(DatabaseFault::File { what, path: path.display().to_string(), error })
}

fn create_file(path: &Path) -> Result<Created, Error> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        // An empty file is an empty database.
        Ok(_) => Ok(Created::Made),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::There),
        Err(error) => Err(of_file("make", path)(error)),
    }
}

/// Removes a database's file and what stands beside it. What is no database stays.
fn remove_files(path: &Path) -> Result<Dropped, Error> {
    let mut start = Vec::new();
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Dropped::Missing),
        Err(error) => return Err(of_file("read", path)(error)),
        Ok(file) => file.take(16).read_to_end(&mut start).map_err(of_file("read", path))?,
    };
    // The first bytes of every database that is not empty (SQLite's manual, "Database File Format").
    if !start.is_empty() && start != b"SQLite format 3\0" {
        return Err(fault(DatabaseFault::NotSqlite { path: path.display().to_string() }));
    }
    fs::remove_file(path).map_err(of_file("remove", path))?;
    for beside in ["-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        let beside = PathBuf::from(name);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(of_file("remove", &beside)(error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(Dropped::Gone)
}
