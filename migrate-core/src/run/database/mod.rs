//! Databases as a whole: made, dropped, looked into, copied. Nothing here knows revisions.

mod fault;
mod file;

use std::fmt;
use std::future::IntoFuture;
use std::path::Path;

use super::{Pending, blocking};
use crate::dialect::Dialect;
use crate::error::{Error, Problem};
use crate::session::{
    Address, Connection, DatabaseError, OpenError, PoolRuntime, ServerAddress, Source, redact, with_database,
};

pub use fault::DatabaseFault;

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
                Address::File(path) => file::create(path),
                Address::Memory => Err(fault(DatabaseFault::Memory)),
                Address::Server(server) => self.create_on_server(server).await,
            }
        }))
    }

    /// Drops it, with all that is in it.
    pub fn drop(&self, others: Others) -> Doing<'_, Dropped> {
        Doing(Box::pin(async move {
            match &self.address {
                Address::File(path) => file::remove(path),
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
