//! Saying what changes of a table besides its columns.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use super::set_table_options::{Engine, SetTableOptions, TextEncoding};
use crate::operation::Change;
use crate::schema::{Expression, Parameter};

/// Says what changes of a table. The argument of the closure of [`Operations::set_table_options`](crate::operation::Operations::set_table_options).
#[derive(Debug)]
pub struct TableOptionsBuilder {
    pub(super) operation: SetTableOptions,
}

/// Says what changes of a table on MySQL and MariaDB.
#[derive(Debug)]
pub struct MySqlOptionsBuilder<'a> {
    operation: &'a mut SetTableOptions,
}

/// Says what changes of a table on PostgreSQL.
#[derive(Debug)]
pub struct PostgresOptionsBuilder<'a> {
    operation: &'a mut SetTableOptions,
}

/// Says what changes of a table on SQLite.
#[derive(Debug)]
pub struct SqliteOptionsBuilder<'a> {
    operation: &'a mut SetTableOptions,
}

impl TableOptionsBuilder {
    /// What changes on MySQL and MariaDB.
    pub fn mysql(&mut self) -> MySqlOptionsBuilder<'_> {
        MySqlOptionsBuilder { operation: &mut self.operation }
    }

    /// What changes on PostgreSQL.
    pub fn postgres(&mut self) -> PostgresOptionsBuilder<'_> {
        PostgresOptionsBuilder { operation: &mut self.operation }
    }

    /// What changes on SQLite.
    pub fn sqlite(&mut self) -> SqliteOptionsBuilder<'_> {
        SqliteOptionsBuilder { operation: &mut self.operation }
    }
}

impl MySqlOptionsBuilder<'_> {
    /// Another storage engine. All rows are written anew.
    pub fn engine(self, name: &str) -> Self {
        self.operation.engine = Some(Engine { name: Some(name.into()) });
        self
    }

    /// Parts the rows otherwise: `.partition_by("HASH (id) PARTITIONS 8")`. All rows are written anew.
    pub fn partition_by(self, partitions: impl Into<Expression>) -> Self {
        self.operation.partition_by = Some(Change::Set(partitions.into()));
        self
    }

    /// Has the rows in one piece. All of them are written anew.
    pub fn no_partitions(self) -> Self {
        self.operation.partition_by = Some(Change::Drop);
        self
    }

    /// Another character set and collation, for the text that is there and for what comes (`CONVERT TO`): all rows are
    /// written anew. Text that the character set does not have is an error.
    pub fn convert_to(self, charset: &str, collation: &str) -> Self {
        let (charset, collation) = (Some(charset.into()), Some(collation.into()));
        self.operation.text = Some(TextEncoding { charset, collation });
        self
    }
}

impl MySqlOptionsBuilder<'_> {
    /// The storage engine that a table has where nothing is said. All rows are written anew.
    pub fn default_engine(self) -> Self {
        self.operation.engine = Some(Engine { name: None });
        self
    }

    /// Another character set, with the collation that it has by default; else as [`convert_to`](Self::convert_to).
    pub fn convert_to_charset(self, charset: &str) -> Self {
        self.operation.text = Some(TextEncoding { charset: Some(charset.into()), collation: None });
        self
    }

    /// Another collation, with the character set that it is of; else as [`convert_to`](Self::convert_to).
    pub fn convert_to_collation(self, collation: &str) -> Self {
        self.operation.text = Some(TextEncoding { charset: None, collation: Some(collation.into()) });
        self
    }

    /// The character set and collation that a table has where nothing is said; else as [`convert_to`](Self::convert_to).
    pub fn convert_to_default(self) -> Self {
        self.operation.text = Some(TextEncoding { charset: None, collation: None });
        self
    }
}

impl PostgresOptionsBuilder<'_> {
    /// Writes ahead what is written to the table, as the server does by default. All rows are written anew.
    pub fn logged(self) -> Self {
        self.operation.unlogged = Some(false);
        self
    }

    /// Loses what is written to the table when the server crashes, and is faster for it (`UNLOGGED`). All rows are written
    /// anew.
    pub fn unlogged(self) -> Self {
        self.operation.unlogged = Some(true);
        self
    }

    /// Tells the server how to keep the table: these storage parameters, and no others.
    pub fn with<N: AsRef<str>, V: ToString>(self, parameters: impl IntoIterator<Item = (N, V)>) -> Self {
        self.operation.parameters = Some(Parameter::list(parameters));
        self
    }
}

impl SqliteOptionsBuilder<'_> {
    /// Takes no value that is not of its column's type (`STRICT`). Rows that hold such are an error.
    pub fn strict(self) -> Self {
        self.operation.strict = Some(true);
        self
    }

    /// Takes any value in any column, as SQLite does by default.
    pub fn not_strict(self) -> Self {
        self.operation.strict = Some(false);
        self
    }

    /// Keeps rows by their primary key, without a rowid (`WITHOUT ROWID`).
    pub fn without_rowid(self) -> Self {
        self.operation.without_rowid = Some(true);
        self
    }

    /// Keeps rows by a number of their own, as SQLite does by default.
    pub fn with_rowid(self) -> Self {
        self.operation.without_rowid = Some(false);
        self
    }
}
