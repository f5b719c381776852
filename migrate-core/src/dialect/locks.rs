//! What an operation locks, told before anything runs.

use std::collections::BTreeMap;

use super::{Dialect, mysql, postgres, sqlite};
use crate::name::QualifiedName;
use crate::script::ScriptOperation;

/// A lock that an operation takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The table or view; `None` for the whole database.
    pub table: Option<QualifiedName>,
    /// How it is locked.
    pub mode: LockMode,
}

/// How something is locked, each dialect's the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LockMode {
    /// PostgreSQL's `ACCESS SHARE`.
    PostgresAccessShare,
    /// PostgreSQL's `ROW SHARE`.
    PostgresRowShare,
    /// PostgreSQL's `ROW EXCLUSIVE`.
    PostgresRowExclusive,
    /// PostgreSQL's `SHARE UPDATE EXCLUSIVE`.
    PostgresShareUpdateExclusive,
    /// PostgreSQL's `SHARE`.
    PostgresShare,
    /// PostgreSQL's `SHARE ROW EXCLUSIVE`.
    PostgresShareRowExclusive,
    /// PostgreSQL's `ACCESS EXCLUSIVE`.
    PostgresAccessExclusive,
    /// Rows of a table of MySQL or MariaDB, until they are committed.
    MySqlRows,
    /// A table of MySQL or MariaDB whose definition changes: others wait while the change begins and ends, and read and
    /// write in between.
    MySqlMetadata,
    /// A table of MySQL or MariaDB that may be copied: others read it meanwhile, and wait with what they write.
    MySqlCopy,
    /// A table of MySQL or MariaDB that nobody else uses meanwhile.
    MySqlExclusive,
    /// The whole database, on SQLite: one connection writes.
    SqliteWrite,
}

/// What others cannot do to what is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocks {
    /// Read or write it.
    Reads,
    /// Change its definition.
    Schema,
    /// Write it.
    Writes,
}

impl LockMode {
    /// The mode in the database's own words, or in its manual's.
    pub fn words(self) -> &'static str {
        match self {
            Self::MySqlCopy => "COPY",
            Self::MySqlExclusive => "EXCLUSIVE",
            Self::MySqlMetadata => "METADATA",
            Self::MySqlRows => "ROWS",
            Self::PostgresAccessExclusive => "ACCESS EXCLUSIVE",
            Self::PostgresAccessShare => "ACCESS SHARE",
            Self::PostgresRowExclusive => "ROW EXCLUSIVE",
            Self::PostgresRowShare => "ROW SHARE",
            Self::PostgresShare => "SHARE",
            Self::PostgresShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::PostgresShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::SqliteWrite => "WRITE",
        }
    }

    /// What others wait with.
    pub fn blocks(self) -> Blocks {
        match self {
            Self::MySqlExclusive | Self::PostgresAccessExclusive => Blocks::Reads,
            Self::MySqlMetadata
            | Self::MySqlRows
            | Self::PostgresAccessShare
            | Self::PostgresRowExclusive
            | Self::PostgresRowShare
            | Self::PostgresShareUpdateExclusive => Blocks::Schema,
            Self::MySqlCopy | Self::PostgresShare | Self::PostgresShareRowExclusive | Self::SqliteWrite => {
                Blocks::Writes
            }
        }
    }
}

impl Blocks {
    /// One word: `reads`, `schema` or `writes`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Schema => "schema",
            Self::Writes => "writes",
        }
    }
}

/// What an operation locks at most, by name; none for what it makes itself. `None` where it runs what an author wrote,
/// which nobody but the author knows.
///
/// On PostgreSQL a lock is held until its segment is committed; what an index beside writers locks, until it is there. MySQL
/// and MariaDB hold one for the statement, and those of rows until the commit.
pub fn locks(dialect: Dialect, operation: &ScriptOperation) -> Option<Vec<Lock>> {
    if operation.statements.is_empty() {
        return Some(Vec::new());
    }
    let ScriptOperation { operation, before, .. } = operation;
    match dialect {
        Dialect::MySql => mysql::locks(operation, before).map(Locks::into_list),
        Dialect::Postgres => postgres::locks(operation, before).map(Locks::into_list),
        Dialect::Sqlite => Some(sqlite::locks()),
    }
}

/// The locks of one operation: of several of a table, the strongest.
#[derive(Debug, Default)]
pub(super) struct Locks(BTreeMap<QualifiedName, LockMode>);

impl Locks {
    /// One lock.
    pub(super) fn of(table: &QualifiedName, mode: LockMode) -> Self {
        Self::default().and(table, mode)
    }

    /// The same mode for several.
    pub(super) fn all<'a>(tables: impl IntoIterator<Item = &'a QualifiedName>, mode: LockMode) -> Self {
        Self::default().and_all(tables, mode)
    }

    /// With another one.
    pub(super) fn and(mut self, table: &QualifiedName, mode: LockMode) -> Self {
        let held = self.0.entry(table.clone()).or_insert(mode);
        *held = mode.max(*held);
        self
    }

    /// With others of one mode.
    pub(super) fn and_all<'a>(
        self,
        tables: impl IntoIterator<Item = &'a QualifiedName>,
        mode: LockMode,
    ) -> Self {
        tables.into_iter().fold(self, |locks, table| locks.and(table, mode))
    }

    /// Without those of this name.
    pub(super) fn without(mut self, table: &QualifiedName) -> Self {
        self.0.remove(table);
        self
    }

    fn into_list(self) -> Vec<Lock> {
        self.0.into_iter().map(|(table, mode)| Lock { table: Some(table), mode }).collect()
    }
}
