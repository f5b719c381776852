//! How authors say what changes of a column.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, Change, MySqlColumnBuilder, Nullability, SetType};
use crate::operation::{Operations, RenameColumn, SetComment};
use crate::schema::{Collation, ColumnDefault, ColumnType, Dialects, Expression, Identity, MySqlColumn};
use crate::site::Site;

/// Says what changes of a column. The argument of the closure of
/// [`Operations::alter_column`](crate::operation::Operations::alter_column).
#[derive(Debug)]
pub struct AlterColumnBuilder {
    operation: AlterColumn,
    comment: Option<Change<String>>,
    rename: Option<Name>,
}

impl Operations {
    /// Changes what a column is. What is not asked for stays as it is.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.alter_column("offers", "price", |c| {
    ///     c.set_type(Numeric(12, 2));
    ///     c.not_null().fill(0);
    ///     c.set_default(0);
    /// });
    /// op.alter_column("deals", "closed_at", |c| {
    ///     c.set_type(Timestamp)
    ///         .using(
    ///             expr("to_timestamp(closed_at) AT TIME ZONE 'UTC'")
    ///                 .on(Sqlite, "datetime(closed_at, 'unixepoch')")
    ///                 .on(MySql, "from_unixtime(closed_at)"),
    ///         )
    ///         .reverse_using(
    ///             expr("extract(epoch FROM closed_at)")
    ///                 .on(Sqlite, "unixepoch(closed_at)")
    ///                 .on(MySql, "unix_timestamp(closed_at)"),
    ///         );
    /// });
    /// # }
    /// ```
    ///
    /// One call is one change: a type, a default and NULL that are asked for together are changed together, and the name
    /// last.
    #[track_caller]
    pub fn alter_column(
        &mut self,
        table: impl Into<QualifiedName>,
        column: &str,
        describe: impl FnOnce(&mut AlterColumnBuilder),
    ) {
        let site = Site::caller();
        let (table, column): (QualifiedName, Name) = (table.into(), column.into());
        let asks_nothing = AlterColumn::new(table.clone(), column.clone());
        let mut builder = AlterColumnBuilder { operation: asks_nothing.clone(), comment: None, rename: None };
        describe(&mut builder);
        let AlterColumnBuilder { operation, comment, rename } = builder;
        // A change of nothing is recorded too: replay says so at its site.
        if operation != asks_nothing || (comment.is_none() && rename.is_none()) {
            self.push(operation, site);
        }
        if let Some(comment) = comment {
            let comment = crate::operation::comment(&comment.value().unwrap_or_default());
            let (table, column) = (table.clone(), Some(column.clone()));
            self.push(SetComment { table, column, comment }, site);
        }
        if let Some(to) = rename {
            self.push(RenameColumn { table, from: column, to }, site);
        }
    }
}

// `#[track_caller]` on what takes no argument: without it, clippy's pedantic lints tell users to write the method's path in the
// place of `|c| c.nullable()`.
impl AlterColumnBuilder {
    /// Makes the column one of another type.
    ///
    /// Values become those that mean the same. Where there are none such, or other ones are wanted,
    /// [`using`](TypeBuilder::using) says what they become.
    pub fn set_type(&mut self, column_type: ColumnType) -> TypeBuilder<'_> {
        let set_type = SetType { column_type, using: None, reverse_using: None };
        TypeBuilder { set_type: self.operation.set_type.insert(set_type) }
    }

    /// Lets the column take NULL.
    #[track_caller]
    pub fn nullable(&mut self) {
        self.operation.nullability = Some(Nullability::Nullable);
    }

    /// Lets the column take no NULL. Rows that hold NULL are an error unless they are [filled](FillBuilder::fill).
    pub fn not_null(&mut self) -> FillBuilder<'_> {
        FillBuilder { nullability: self.operation.nullability.insert(Nullability::NotNull { fill: None }) }
    }

    /// What a row gets from now on that does not name the column: a value, [`expr`](crate::schema::expr)`("…")` or
    /// [`now`](crate::schema::now)`()`. Rows that are there stay as they are.
    pub fn set_default(&mut self, default: impl Into<ColumnDefault>) {
        self.operation.default = Some(Change::Set(default.into()));
    }

    /// Leaves the column without a default.
    #[track_caller]
    pub fn drop_default(&mut self) {
        self.operation.default = Some(Change::Drop);
    }

    /// Lets the database number the rows from now on, behind the numbers that are there.
    #[track_caller]
    pub fn identity(&mut self) {
        self.operation.identity = Some(Change::Set(Identity::BY_DEFAULT));
    }

    /// Lets the database number the rows as is said from now on, behind the numbers that are there:
    /// `Identity::always().start(1000)`.
    pub fn identity_as(&mut self, identity: Identity) {
        self.operation.identity = Some(Change::Set(identity));
    }

    /// Lets the database number the rows no longer. The numbers that are there stay.
    #[track_caller]
    pub fn drop_identity(&mut self) {
        self.operation.identity = Some(Change::Drop);
    }

    /// Compares the column's text by a collation from now on, which has this name on every dialect.
    pub fn collate(&mut self, name: &str) {
        let mut collation = self.collation();
        Collation::set(&mut collation, name);
        self.operation.collation = Some(Change::to(collation));
    }

    /// Compares the column's text by a collation on these dialects, where it has this name; on the others by the
    /// database's own, unless [`collate`](Self::collate) names another.
    pub fn collate_on(&mut self, dialects: impl Into<Dialects>, name: &str) {
        let mut collation = self.collation();
        Collation::set_on(&mut collation, dialects.into(), name);
        self.operation.collation = Some(Change::to(collation));
    }

    /// Compares the column's text as the database, or the table, does by default.
    #[track_caller]
    pub fn drop_collation(&mut self) {
        self.operation.collation = Some(Change::Drop);
    }

    fn collation(&self) -> Option<Collation> {
        self.operation.collation.as_ref().and_then(Change::value)
    }

    /// Says what the column is on MySQL and MariaDB alone from now on, which is all of that: `c.mysql(|c| c.on_update_now())`,
    /// and nothing any more by `c.mysql(|_| {})`.
    pub fn mysql(&mut self, describe: impl FnOnce(&mut MySqlColumnBuilder<'_>)) {
        let mut column = MySqlColumn::default();
        describe(&mut MySqlColumnBuilder::new(&mut column));
        self.operation.mysql = Some(column);
    }

    /// Says what the column is for. The same as [`Operations::set_column_comment`].
    pub fn set_comment(&mut self, comment: &str) {
        self.comment = Some(Change::Set(comment.to_owned()));
    }

    /// Takes away what the column is said to be for. The same as [`Operations::drop_column_comment`].
    #[track_caller]
    pub fn drop_comment(&mut self) {
        self.comment = Some(Change::Drop);
    }

    /// Renames the column, behind all else. The same as [`Operations::rename_column`].
    pub fn rename(&mut self, to: &str) {
        self.rename = Some(to.into());
    }
}

/// Says more of a column's new type.
#[derive(Debug)]
pub struct TypeBuilder<'a> {
    set_type: &'a mut SetType,
}

impl TypeBuilder<'_> {
    /// What the value of each row becomes: an expression over the columns as they were before.
    ///
    /// MySQL and MariaDB have NULL for what they cannot convert. There, a value that becomes NULL is an error, unless the
    /// expression speaks of NULL itself: `nullif(code, '')`.
    pub fn using(self, expression: impl Into<Expression>) -> Self {
        self.set_type.using = Some(expression.into());
        self
    }

    /// What the value of each row becomes when the revision is undone: an expression over the columns as they are after
    /// it.
    pub fn reverse_using(self, expression: impl Into<Expression>) -> Self {
        self.set_type.reverse_using = Some(expression.into());
        self
    }
}

/// Says more of a column that takes NULL no longer.
#[derive(Debug)]
pub struct FillBuilder<'a> {
    nullability: &'a mut Nullability,
}

impl FillBuilder<'_> {
    /// What rows that hold NULL get first: a value, [`expr`](crate::schema::expr)`("…")` or
    /// [`now`](crate::schema::now)`()`.
    pub fn fill(self, value: impl Into<ColumnDefault>) {
        *self.nullability = Nullability::NotNull { fill: Some(value.into()) };
    }
}
