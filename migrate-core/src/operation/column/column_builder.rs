//! How authors describe columns.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use crate::name::{Name, QualifiedName};
use crate::operation::named;
use crate::schema::{
    Action, Check, Collation, Column, ColumnDefault, ColumnType, Dialects, Expression, ForeignKey, Generated,
    Identity, Matching, MySqlColumn, Storage, Table, Timing,
};

/// Describes a column.
#[derive(Debug)]
pub struct ColumnBuilder<'a> {
    table: &'a mut Table,
    at: usize,
}

impl<'a> ColumnBuilder<'a> {
    pub(in crate::operation) fn new(table: &'a mut Table, name: &str, column_type: ColumnType) -> Self {
        table.columns.push(Column::new(name, column_type));
        let at = table.columns.len() - 1;
        Self { table, at }
    }

    fn name(&self) -> Name {
        self.table.columns[self.at].name.clone()
    }

    fn column(&mut self) -> &mut Column {
        &mut self.table.columns[self.at]
    }

    /// Lets the column take NULL.
    pub fn nullable(mut self) -> Self {
        self.column().nullable = true;
        self
    }

    /// What a row gets that does not name the column: a value, [`expr`](crate::schema::expr)`("…")` or
    /// [`now`](crate::schema::now)`()`.
    pub fn default(mut self, default: impl Into<ColumnDefault>) -> Self {
        self.column().default = Some(default.into());
        self
    }

    /// Lets the database number the rows. A row may still bring a number of its own.
    pub fn identity(self) -> Self {
        self.identity_as(Identity::BY_DEFAULT)
    }

    /// Lets the database number the rows as is said: `Identity::always().start(1000)`.
    ///
    /// SQLite, MySQL and MariaDB know a start, and number by default and one by one; all else is PostgreSQL's.
    pub fn identity_as(mut self, identity: Identity) -> Self {
        self.column().identity = Some(identity);
        self
    }

    /// Lets the database compute the value from the row's other columns when a row is written, and keep it.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_table("lines", |t| {
    ///     t.column("price", Integer);
    ///     t.column("quantity", Integer);
    ///     t.column("total", BigInt).generated("price * quantity");
    /// });
    /// # }
    /// ```
    pub fn generated(self, expression: impl Into<Expression>) -> Self {
        self.generated_as(expression, Storage::Stored)
    }

    /// Lets the database compute the value from the row's other columns whenever it is read.
    ///
    /// SQLite, MySQL and MariaDB, and PostgreSQL since 18.
    pub fn generated_virtual(self, expression: impl Into<Expression>) -> Self {
        self.generated_as(expression, Storage::Virtual)
    }

    fn generated_as(mut self, expression: impl Into<Expression>, storage: Storage) -> Self {
        self.column().generated = Some(Generated { expression: expression.into(), storage });
        self
    }

    /// Compares the column's text by a collation, which has this name on every dialect.
    pub fn collate(mut self, name: &str) -> Self {
        Collation::set(&mut self.column().collation, name);
        self
    }

    /// Compares the column's text by a collation on these dialects, where it has this name; on the others by the
    /// database's own default, or by what another `collate_on` says: `.collate_on(Sqlite, "NOCASE")`.
    pub fn collate_on(mut self, dialects: impl Into<Dialects>, name: &str) -> Self {
        Collation::set_on(&mut self.column().collation, dialects.into(), name);
        self
    }

    /// Says what the column is for. SQLite keeps it in the text of the table's definition.
    pub fn comment(mut self, comment: &str) -> Self {
        self.column().comment = crate::operation::comment(comment);
        self
    }

    /// Says what the column is on MySQL and MariaDB alone: `.mysql(|c| c.on_update_now())`.
    pub fn mysql(mut self, describe: impl FnOnce(&mut MySqlColumnBuilder<'_>)) -> Self {
        describe(&mut MySqlColumnBuilder::new(&mut self.column().mysql));
        self
    }

    /// Makes the column the primary key, or one more column of it.
    pub fn primary_key(self) -> Self {
        let column = self.name();
        let key = named::primary_key(&self.table.name, Vec::new());
        self.table.primary_key.get_or_insert(key).columns.push(column);
        self
    }

    /// Lets no two rows have the same value.
    pub fn unique(self) -> Self {
        let constraint = named::unique(&self.table.name, vec![self.name()]);
        self.table.uniques.push(constraint);
        self
    }

    /// Adds a check named after the column.
    pub fn check(self, expression: impl Into<Expression>) -> Self {
        let column = self.name();
        let name = named::column_check(&self.table.name, &column, &self.table.checks);
        self.table.checks.push(Check::new(name, expression.into()));
        self
    }

    /// Makes the column a foreign key.
    pub fn references(self, table: impl Into<QualifiedName>, column: &str) -> ReferenceBuilder<'a> {
        let columns = vec![self.name()];
        let key = named::foreign_key(&self.table.name, columns, table.into(), vec![column.into()]);
        self.table.foreign_keys.push(key);
        let key = self.table.foreign_keys.len() - 1;
        ReferenceBuilder { column: self, key }
    }
}

/// Describes a column on MySQL and MariaDB.
#[derive(Debug)]
pub struct MySqlColumnBuilder<'a> {
    column: &'a mut MySqlColumn,
}

// `#[track_caller]` on what takes no argument: without it, clippy's pedantic lints tell users to write the method's path in the
// place of `|c| c.invisible()`.
impl<'a> MySqlColumnBuilder<'a> {
    pub(in crate::operation) fn new(column: &'a mut MySqlColumn) -> Self {
        Self { column }
    }

    /// Adds a check that is kept with the column and has no name of its own. MariaDB; MySQL gives it a name.
    pub fn check(&mut self, expression: impl Into<Expression>) {
        self.column.check = Some(expression.into());
    }

    /// Leaves the column out where all are asked for (`INVISIBLE`).
    #[track_caller]
    pub fn invisible(&mut self) {
        self.column.invisible = true;
    }

    /// Gives the column the time whenever its row is changed (`ON UPDATE CURRENT_TIMESTAMP`): that of the session's time
    /// zone, as the servers have it.
    #[track_caller]
    pub fn on_update_now(&mut self) {
        self.column.on_update_now = true;
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
        self.key().say_on_delete(action);
        self
    }

    /// What happens to a row whose referenced row gets another key.
    pub fn on_update(mut self, action: Action) -> Self {
        self.key().say_on_update(action);
        self
    }

    /// Lets a transaction put the foreign key off to its end. Not on MySQL and MariaDB.
    pub fn deferrable(mut self) -> Self {
        self.key().timing = Timing::Deferrable;
        self
    }

    /// Asks for the referenced row at the end of the transaction only. Not on MySQL and MariaDB.
    pub fn initially_deferred(mut self) -> Self {
        self.key().timing = Timing::Deferred;
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

    /// See [`ColumnBuilder::collate`].
    pub fn collate(mut self, name: &str) -> Self {
        self.column = self.column.collate(name);
        self
    }

    /// See [`ColumnBuilder::collate_on`].
    pub fn collate_on(mut self, dialects: impl Into<Dialects>, name: &str) -> Self {
        self.column = self.column.collate_on(dialects, name);
        self
    }

    /// See [`ColumnBuilder::comment`].
    pub fn comment(mut self, comment: &str) -> Self {
        self.column = self.column.comment(comment);
        self
    }

    /// Lets no column of the key be NULL where another is not (`MATCH FULL`). PostgreSQL alone.
    pub fn match_full(mut self) -> Self {
        self.key().matching = Matching::Full;
        self
    }

    /// See [`ColumnBuilder::mysql`].
    pub fn mysql(mut self, describe: impl FnOnce(&mut MySqlColumnBuilder<'_>)) -> Self {
        self.column = self.column.mysql(describe);
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
