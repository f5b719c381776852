//! How authors describe tables and columns.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use sha2::{Digest, Sha256};

use super::Concurrency;
use super::columns::{Columns, IndexColumns};
use crate::name::{Name, QualifiedName, hex};
use crate::schema::{
    Action, Check, Column, ColumnDefault, ColumnType, Expression, ForeignKey, Identity, Index, PrimaryKey,
    Table, Unique, Uniqueness,
};

/// Describes a table. The argument of the closure of [`Operations::create_table`](super::Operations::create_table).
#[derive(Debug)]
pub struct TableBuilder {
    table: Table,
}

impl TableBuilder {
    pub(super) fn new(name: QualifiedName) -> Self {
        Self { table: Table::new(name) }
    }

    pub(super) fn finish(self) -> Table {
        self.table
    }

    /// Adds a column. It takes no NULL unless [`nullable`](ColumnBuilder::nullable).
    pub fn column(&mut self, name: &str, column_type: ColumnType) -> ColumnBuilder<'_> {
        ColumnBuilder::new(&mut self.table, name, column_type)
    }

    /// Makes columns the primary key.
    pub fn primary_key(&mut self, columns: impl Columns) -> NameBuilder<'_> {
        let name = Name::derive("pk", &self.table.name, []);
        let key = self.table.primary_key.insert(PrimaryKey { name, columns: columns.into_names() });
        NameBuilder { name: &mut key.name }
    }

    /// Adds a unique constraint.
    pub fn unique(&mut self, columns: impl Columns) -> NameBuilder<'_> {
        let unique = unique(&self.table.name, columns.into_names());
        NameBuilder { name: &mut push(&mut self.table.uniques, unique).name }
    }

    /// Adds a foreign key.
    pub fn foreign_key(
        &mut self,
        columns: impl Columns,
        referenced_table: impl Into<QualifiedName>,
        referenced_columns: impl Columns,
    ) -> ForeignKeyBuilder<'_> {
        let key = foreign_key(
            &self.table.name,
            columns.into_names(),
            referenced_table.into(),
            referenced_columns.into_names(),
        );
        ForeignKeyBuilder { key: push(&mut self.table.foreign_keys, key) }
    }

    /// Adds a check.
    pub fn check(&mut self, expression: impl Into<Expression>) -> NameBuilder<'_> {
        let check = check(&self.table.name, expression.into());
        NameBuilder { name: &mut push(&mut self.table.checks, check).name }
    }

    /// Adds an index.
    pub fn index(&mut self, columns: impl IndexColumns) -> IndexBuilder<'_> {
        let index = index(&self.table.name, columns.into_parts());
        IndexBuilder { index: push(&mut self.table.indexes, index), concurrency: None }
    }
}

fn push<T>(items: &mut Vec<T>, item: T) -> &mut T {
    items.push(item);
    let at = items.len() - 1;
    &mut items[at]
}

pub(super) fn unique(table: &QualifiedName, columns: Vec<Name>) -> Unique {
    Unique { name: Name::derive("uq", table, &columns), columns }
}

pub(super) fn foreign_key(
    table: &QualifiedName,
    columns: Vec<Name>,
    referenced_table: QualifiedName,
    referenced_columns: Vec<Name>,
) -> ForeignKey {
    ForeignKey {
        name: Name::derive("fk", table, &columns),
        columns,
        referenced_table,
        referenced_columns,
        on_delete: Action::default(),
        on_update: Action::default(),
    }
}

/// A check named by the hash of its text, since it has no columns to be named by.
pub(super) fn check(table: &QualifiedName, expression: Expression) -> Check {
    let digest = Sha256::digest(expression.common_text().as_bytes());
    Check { name: Name::derive("ck", table, [&Name::from(hex(&digest[..4]).as_str())]), expression }
}

pub(super) fn index(table: &QualifiedName, parts: Vec<crate::schema::IndexPart>) -> Index {
    let name = Name::derive("ix", table, parts.iter().map(|part| &part.column));
    Index { name, parts, uniqueness: Uniqueness::Plain, predicate: None }
}

/// Describes a column.
#[derive(Debug)]
pub struct ColumnBuilder<'a> {
    table: &'a mut Table,
    at: usize,
}

impl<'a> ColumnBuilder<'a> {
    pub(super) fn new(table: &'a mut Table, name: &str, column_type: ColumnType) -> Self {
        table.columns.push(Column::new(name, column_type));
        let at = table.columns.len() - 1;
        Self { table, at }
    }

    fn name(&self) -> Name {
        self.table.columns[self.at].name.clone()
    }

    /// Lets the column take NULL.
    pub fn nullable(self) -> Self {
        self.table.columns[self.at].nullable = true;
        self
    }

    /// What a row gets that does not name the column: a value, [`expr`](crate::schema::expr)`("…")` or
    /// [`now`](crate::schema::now)`()`.
    pub fn default(self, default: impl Into<ColumnDefault>) -> Self {
        self.table.columns[self.at].default = Some(default.into());
        self
    }

    /// Lets the database number the rows. A row may still bring a number of its own.
    pub fn identity(self) -> Self {
        self.table.columns[self.at].identity = Some(Identity::ByDefault);
        self
    }

    /// Makes the column the primary key, or one more column of it.
    pub fn primary_key(self) -> Self {
        let column = self.name();
        let name = Name::derive("pk", &self.table.name, []);
        let key = self.table.primary_key.get_or_insert_with(|| PrimaryKey { name, columns: Vec::new() });
        key.columns.push(column);
        self
    }

    /// Lets no two rows have the same value.
    pub fn unique(self) -> Self {
        let constraint = unique(&self.table.name, vec![self.name()]);
        self.table.uniques.push(constraint);
        self
    }

    /// Adds a check named after the column.
    pub fn check(self, expression: impl Into<Expression>) -> Self {
        let column = self.name();
        let mut name = Name::derive("ck", &self.table.name, [&column]);
        let mut count = 1;
        while self.table.checks.iter().any(|check| check.name == name) {
            count += 1;
            let suffix = Name::from(count.to_string().as_str());
            name = Name::derive("ck", &self.table.name, [&column, &suffix]);
        }
        self.table.checks.push(Check { name, expression: expression.into() });
        self
    }

    /// Makes the column a foreign key.
    pub fn references(self, table: impl Into<QualifiedName>, column: &str) -> ReferenceBuilder<'a> {
        let key = foreign_key(&self.table.name, vec![self.name()], table.into(), vec![column.into()]);
        self.table.foreign_keys.push(key);
        let key = self.table.foreign_keys.len() - 1;
        ReferenceBuilder { column: self, key }
    }
}

/// Describes the foreign key of a column, and the column further.
#[derive(Debug)]
pub struct ReferenceBuilder<'a> {
    column: ColumnBuilder<'a>,
    key: usize,
}

impl ReferenceBuilder<'_> {
    fn key(&mut self) -> &mut ForeignKey {
        &mut self.column.table.foreign_keys[self.key]
    }

    /// What happens to a row whose referenced row is deleted.
    pub fn on_delete(mut self, action: Action) -> Self {
        self.key().on_delete = action;
        self
    }

    /// What happens to a row whose referenced row gets another key.
    pub fn on_update(mut self, action: Action) -> Self {
        self.key().on_update = action;
        self
    }

    /// Names the foreign key.
    pub fn key_name(mut self, name: &str) -> Self {
        self.key().name = name.into();
        self
    }

    /// See [`ColumnBuilder::nullable`].
    pub fn nullable(mut self) -> Self {
        self.column = self.column.nullable();
        self
    }

    /// See [`ColumnBuilder::default`].
    pub fn default(mut self, default: impl Into<ColumnDefault>) -> Self {
        self.column = self.column.default(default);
        self
    }

    /// See [`ColumnBuilder::primary_key`].
    pub fn primary_key(mut self) -> Self {
        self.column = self.column.primary_key();
        self
    }

    /// See [`ColumnBuilder::unique`].
    pub fn unique(mut self) -> Self {
        self.column = self.column.unique();
        self
    }

    /// See [`ColumnBuilder::check`].
    pub fn check(mut self, expression: impl Into<Expression>) -> Self {
        self.column = self.column.check(expression);
        self
    }

    /// See [`ColumnBuilder::references`].
    pub fn references(self, table: impl Into<QualifiedName>, column: &str) -> Self {
        self.column.references(table, column)
    }
}

/// Names a constraint otherwise than by the convention.
#[derive(Debug)]
pub struct NameBuilder<'a> {
    pub(super) name: &'a mut Name,
}

impl NameBuilder<'_> {
    /// Names the constraint.
    pub fn name(self, name: &str) {
        *self.name = name.into();
    }
}

/// Describes a foreign key.
#[derive(Debug)]
pub struct ForeignKeyBuilder<'a> {
    pub(super) key: &'a mut ForeignKey,
}

impl ForeignKeyBuilder<'_> {
    /// What happens to a row whose referenced row is deleted.
    pub fn on_delete(self, action: Action) -> Self {
        self.key.on_delete = action;
        self
    }

    /// What happens to a row whose referenced row gets another key.
    pub fn on_update(self, action: Action) -> Self {
        self.key.on_update = action;
        self
    }

    /// Names the foreign key.
    pub fn name(self, name: &str) -> Self {
        self.key.name = name.into();
        self
    }
}

/// Describes an index.
#[derive(Debug)]
pub struct IndexBuilder<'a> {
    pub(super) index: &'a mut Index,
    /// None of an index in a new table, which nobody writes to yet.
    pub(super) concurrency: Option<&'a mut Concurrency>,
}

impl IndexBuilder<'_> {
    /// Lets the table be written while the index is made. On PostgreSQL it is made in no transaction then
    /// (`CREATE INDEX CONCURRENTLY`): what stands before it in the revision is committed first, and an index that a killed
    /// run left half-made is dropped and made again. MySQL and MariaDB lock no writer out anyway, and on SQLite, which has
    /// one writer at a time, it changes nothing; nor does it in `create_table`.
    pub fn concurrently(self) -> Self {
        if let Some(concurrency) = self.concurrency {
            *concurrency = Concurrency::Concurrent;
            return Self { index: self.index, concurrency: Some(concurrency) };
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

    /// Names the index.
    pub fn name(self, name: &str) -> Self {
        self.index.name = name.into();
        self
    }
}
