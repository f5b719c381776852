//! How authors describe tables.

use crate::name::QualifiedName;
use crate::operation::{
    CheckBuilder, ColumnBuilder, ExclusionBuilder, Existing, ForeignKeyBuilder, IndexBuilder, KeyBuilder,
    MySqlBuilder, PostgresBuilder, SqliteBuilder, UniqueBuilder, named,
};
use crate::operation::{Columns, ExclusionElements, IndexColumns};
use crate::schema::{ColumnType, Expression, Table};

/// Describes a table. The argument of the closure of [`Operations::create_table`](crate::operation::Operations::create_table).
#[derive(Debug)]
pub struct TableBuilder {
    table: Table,
    existing: Existing,
}

// `#[track_caller]` on what takes no argument: without it, clippy's pedantic lints tell users to write the method's path in the
// place of `|t| t.if_not_exists()`.
impl TableBuilder {
    pub(crate) fn new(name: QualifiedName) -> Self {
        let mut table = Table::new(name);
        // Most tables have about as many.
        table.columns.reserve(8);
        Self { table, existing: Existing::Refuse }
    }

    pub(crate) fn finish(self) -> (Table, Existing) {
        (self.table, self.existing)
    }

    /// Takes a table of this name as it is where the database has one that the chain does not know of. Since nobody knows
    /// then who made it, a downgrade leaves it. That it is as described here is not looked at.
    #[track_caller]
    pub fn if_not_exists(&mut self) {
        self.existing = Existing::Adopt;
    }

    /// Adds a column. It takes no NULL unless [`nullable`](ColumnBuilder::nullable).
    pub fn column(&mut self, name: &str, column_type: ColumnType) -> ColumnBuilder<'_> {
        ColumnBuilder::new(&mut self.table, name, column_type)
    }

    /// Makes columns the primary key.
    pub fn primary_key(&mut self, columns: impl Columns) -> KeyBuilder<'_> {
        let key = named::primary_key(&self.table.name, columns.into_names());
        KeyBuilder { key: self.table.primary_key.insert(key) }
    }

    /// Adds a unique constraint.
    pub fn unique(&mut self, columns: impl Columns) -> UniqueBuilder<'_> {
        let unique = named::unique(&self.table.name, columns.into_names());
        UniqueBuilder { unique: push(&mut self.table.uniques, unique) }
    }

    /// Adds a foreign key.
    pub fn foreign_key(
        &mut self,
        columns: impl Columns,
        referenced_table: impl Into<QualifiedName>,
        referenced_columns: impl Columns,
    ) -> ForeignKeyBuilder<'_> {
        let key = named::foreign_key(
            &self.table.name,
            columns.into_names(),
            referenced_table.into(),
            referenced_columns.into_names(),
        );
        ForeignKeyBuilder { key: push(&mut self.table.foreign_keys, key) }
    }

    /// Adds a check.
    pub fn check(&mut self, expression: impl Into<Expression>) -> CheckBuilder<'_> {
        let check = named::check(&self.table.name, expression.into());
        CheckBuilder { check: push(&mut self.table.checks, check) }
    }

    /// Adds an exclusion constraint: no two rows may be such that every operator is true of them. PostgreSQL alone.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_table("bookings", |t| {
    ///     t.column("room", Integer);
    ///     t.column("starts", Timestamp);
    ///     t.column("ends", Timestamp);
    ///     t.exclude([(asc("room"), "="), (asc(expr("tsrange(starts, ends)")), "&&")]).name("one_at_a_time");
    /// });
    /// # }
    /// ```
    pub fn exclude(&mut self, elements: impl ExclusionElements) -> ExclusionBuilder<'_> {
        let exclusion = named::exclusion(&self.table.name, elements.into_elements());
        ExclusionBuilder { exclusion: push(&mut self.table.exclusions, exclusion) }
    }

    /// Adds an index.
    pub fn index(&mut self, columns: impl IndexColumns) -> IndexBuilder<'_> {
        let index = named::index(&self.table.name, columns.into_parts());
        IndexBuilder { index: push(&mut self.table.indexes, index), made: None }
    }

    /// Says what the table is for. SQLite keeps it in the text of the table's definition.
    pub fn comment(&mut self, comment: &str) {
        self.table.comment = crate::operation::comment(comment);
    }

    /// Says what the table is on MySQL and MariaDB alone: its engine, character set, collation and partitions.
    pub fn mysql(&mut self) -> MySqlBuilder<'_> {
        MySqlBuilder { options: &mut self.table.options.mysql }
    }

    /// Says what the table is on PostgreSQL alone: its partitions, or what it is one of, and how it is kept.
    pub fn postgres(&mut self) -> PostgresBuilder<'_> {
        PostgresBuilder { options: &mut self.table.options.postgres }
    }

    /// Says what the table is on SQLite alone: `STRICT`, `WITHOUT ROWID`.
    pub fn sqlite(&mut self) -> SqliteBuilder<'_> {
        SqliteBuilder { options: &mut self.table.options.sqlite }
    }
}

fn push<T>(items: &mut Vec<T>, item: T) -> &mut T {
    items.push(item);
    let at = items.len() - 1;
    &mut items[at]
}
