//! What a table is besides its columns, as single databases have it.

use super::{Expression, IndexPart};
use crate::name::{Name, QualifiedName};

/// The options of a table, each for the one database that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// On MySQL and MariaDB.
    pub mysql: MySqlTable,
    /// On PostgreSQL.
    pub postgres: PostgresTable,
    /// On SQLite.
    pub sqlite: SqliteTable,
}

/// The options of a table on MySQL and MariaDB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MySqlTable {
    /// The storage engine; InnoDB where nothing is said.
    pub engine: Option<Name>,
    /// The character set of its text; `utf8mb4` where nothing is said.
    pub charset: Option<Name>,
    /// How its text is compared; as bytes (`utf8mb4_bin`) where nothing is said.
    pub collation: Option<Name>,
    /// Its other options, in the servers' own words: `ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8`.
    pub others: Option<String>,
    /// What stands behind `PARTITION BY`, if it has partitions.
    pub partition_by: Option<Expression>,
}

/// The options of a table on PostgreSQL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostgresTable {
    /// The tables that it inherits columns and checks from.
    pub inherits: Vec<QualifiedName>,
    /// Its storage parameters, in the order they were said.
    pub parameters: Vec<Parameter>,
    /// What its rows are parted by, if it has partitions.
    pub partition_by: Option<Partitioning>,
    /// The table that it is a partition of, if it is one.
    pub partition_of: Option<PartitionOf>,
    /// Whether what is written to it is lost when the server crashes: `UNLOGGED`.
    pub unlogged: bool,
}

/// How a table of PostgreSQL is parted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partitioning {
    /// By what of the values.
    pub strategy: PartitionStrategy,
    /// The columns and expressions, in order. They have no direction.
    pub parts: Vec<IndexPart>,
}

/// By what of its values a row belongs to a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartitionStrategy {
    /// By their hash.
    Hash,
    /// By the values themselves.
    List,
    /// By the range that they are in.
    Range,
}

/// What a partition of PostgreSQL is a part of. It has the columns of its parent, which stand there alone, and their
/// defaults, checks, keys and indexes; what it has besides is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionOf {
    /// The table.
    pub parent: QualifiedName,
    /// Which of its rows: `FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`, or `DEFAULT`.
    pub bounds: Expression,
}

/// Something that PostgreSQL is told of how it keeps a table or an index: `fillfactor`, `autovacuum_enabled`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, with that of its namespace before it where it is in one: `toast.autovacuum_enabled`.
    pub name: String,
    /// The value.
    pub value: String,
}

impl Parameter {
    /// Names and values.
    pub(crate) fn list<N: AsRef<str>, V: ToString>(
        parameters: impl IntoIterator<Item = (N, V)>,
    ) -> Vec<Self> {
        let parameter =
            |(name, value): (N, V)| Self { name: name.as_ref().to_owned(), value: value.to_string() };
        parameters.into_iter().map(parameter).collect()
    }
}

impl PostgresTable {
    /// The tables that it has columns of.
    pub fn parents(&self) -> impl Iterator<Item = &QualifiedName> {
        self.inherits.iter().chain(self.partition_of.iter().map(|of| &of.parent))
    }

    /// The tables that it has columns of, to be called otherwise.
    pub(crate) fn parents_mut(&mut self) -> impl Iterator<Item = &mut QualifiedName> {
        self.inherits.iter_mut().chain(self.partition_of.iter_mut().map(|of| &mut of.parent))
    }
}

/// The options of a table on SQLite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SqliteTable {
    /// Whether values must be of their column's type.
    pub strict: bool,
    /// Whether rows are kept by their primary key and have no rowid.
    pub without_rowid: bool,
}
