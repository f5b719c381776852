//! How authors describe indexes.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use crate::operation::Columns;
use crate::operation::{Concurrency, Existing};
use crate::schema::{Expression, Index, MySqlIndex, Nulls, Parameter, Uniqueness};

/// Describes an index.
#[derive(Debug)]
pub struct IndexBuilder<'a> {
    pub(in crate::operation) index: &'a mut Index,
    /// None of an index in a new table, which nobody writes to yet.
    pub(in crate::operation) made: Option<(&'a mut Concurrency, &'a mut Existing)>,
}

impl IndexBuilder<'_> {
    /// Lets the table be written while the index is made. On PostgreSQL it is made in no transaction then
    /// (`CREATE INDEX CONCURRENTLY`): what stands before it in the revision is committed first, and an index that a killed
    /// run left half-made is dropped and made again. MySQL and MariaDB lock no writer out anyway, and on SQLite, which has
    /// one writer at a time, it changes nothing; nor does it in `create_table`.
    pub fn concurrently(self) -> Self {
        if let Some((concurrency, existing)) = self.made {
            *concurrency = Concurrency::Concurrent;
            return Self { index: self.index, made: Some((concurrency, existing)) };
        }
        self
    }

    /// Takes an index of this name as it is where the database has one that the chain does not know of; a downgrade drops
    /// it. MySQL alone has no words for it. In `create_table` it changes nothing.
    pub fn if_not_exists(self) -> Self {
        if let Some((concurrency, existing)) = self.made {
            *existing = Existing::Adopt;
            return Self { index: self.index, made: Some((concurrency, existing)) };
        }
        self
    }

    /// Lets no two rows be equal in the index.
    pub fn unique(self) -> Self {
        self.index.uniqueness = Uniqueness::Unique;
        self
    }

    /// Keeps only the rows in the index for which this is true. Not on MySQL and MariaDB.
    pub fn predicate(self, expression: impl Into<Expression>) -> Self {
        self.index.predicate = Some(expression.into());
        self
    }

    /// How the index is made: `gin`, `gist`, `brin`, `hash` and others of PostgreSQL; `fulltext` and `spatial` of MySQL
    /// and MariaDB; a B-tree where nothing is said.
    pub fn using(self, method: &str) -> Self {
        let method = method.to_lowercase();
        self.index.method = Some(method.as_str().into()).filter(|_| method != "btree");
        self
    }

    /// Lets the index carry the values of other columns along, so that a query may need the index alone. PostgreSQL
    /// alone.
    pub fn include(self, columns: impl Columns) -> Self {
        self.index.include = columns.into_names();
        self
    }

    /// Takes NULLs for equal to each other in a unique index, so that one row may have NULL. PostgreSQL since 15.
    pub fn nulls_not_distinct(self) -> Self {
        self.index.nulls = Nulls::NotDistinct;
        self
    }

    /// Tells PostgreSQL how to keep the index: `.with([("fillfactor", 70)])`.
    pub fn with<N: AsRef<str>, V: ToString>(self, parameters: impl IntoIterator<Item = (N, V)>) -> Self {
        self.index.parameters = Parameter::list(parameters);
        self
    }

    /// Says what the index is on MySQL and MariaDB alone: `.mysql(|i| i.comment("for searching"))`.
    pub fn mysql(self, describe: impl FnOnce(&mut MySqlIndexBuilder<'_>)) -> Self {
        describe(&mut MySqlIndexBuilder { index: &mut self.index.mysql });
        self
    }

    /// Names the index.
    pub fn name(self, name: &str) -> Self {
        self.index.name = name.into();
        self
    }
}

/// Describes an index on MySQL and MariaDB.
#[derive(Debug)]
pub struct MySqlIndexBuilder<'a> {
    index: &'a mut MySqlIndex,
}

impl MySqlIndexBuilder<'_> {
    /// Says what the index is for.
    pub fn comment(&mut self, comment: &str) {
        self.index.comment = crate::operation::comment(comment);
    }

    /// Says that it is a B-tree, which it is anyway: the servers keep the words `USING BTREE`.
    #[track_caller]
    pub fn using_btree(&mut self) {
        self.index.says_btree = true;
    }
}
