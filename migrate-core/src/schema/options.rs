//! What a table is besides its columns, as single databases have it.

use crate::name::Name;

/// The options of a table, each for the one database that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// On MySQL and MariaDB.
    pub mysql: MySqlTable,
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
}

/// The options of a table on SQLite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SqliteTable {
    /// Whether values must be of their column's type.
    pub strict: bool,
    /// Whether rows are kept by their primary key and have no rowid.
    pub without_rowid: bool,
}
