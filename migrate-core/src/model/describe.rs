//! What a model's table is described to.

use std::marker::PhantomData;

use super::definition::{EnumDefinition, ModelDefinition};
use super::sql_type::SqlType;
use crate::name::QualifiedName;
use crate::operation::{ColumnBuilder, Existing, TableBuilder};
use crate::schema::{ColumnType, Dialect, Dialects, Table};

/// What a model's table is described to. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Debug)]
pub struct Describe<'a> {
    /// The table, as `create_table` has it.
    pub table: &'a mut TableBuilder,
    dialect: Dialect,
    beside: &'a mut Beside,
}

/// What a table names of others.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The models that its foreign keys reference.
    pub(super) models: Vec<&'static ModelDefinition>,
    /// The enums that its columns are of.
    pub(super) enums: Vec<&'static EnumDefinition>,
    /// Whether the table is not there on the dialect.
    pub(super) is_absent: bool,
    /// Whether it may be another table on another dialect.
    pub(super) asks_dialect: bool,
}

impl Describe<'_> {
    /// Whether something that is said to be on these dialects is on the one that the table is described for.
    pub fn is_on(&mut self, dialects: impl Into<Dialects>) -> bool {
        self.beside.asks_dialect = true;
        dialects.into().contains(self.dialect)
    }

    /// The table is not there on the dialect.
    pub fn is_absent(&mut self) {
        self.beside.is_absent = true;
    }

    /// Adds a column of the type that a Rust type has.
    pub fn column<T: SqlType>(&mut self, name: &str, is_nullable: bool) -> ColumnBuilder<'_> {
        self.beside.enums.extend(T::enum_definition());
        self.column_of(name, T::column_type(), is_nullable)
    }

    /// Adds a column of a type that is said.
    pub fn column_of(&mut self, name: &str, column_type: ColumnType, is_nullable: bool) -> ColumnBuilder<'_> {
        let column = self.table.column(name, column_type);
        if is_nullable { column.nullable() } else { column }
    }

    /// The table of a model that a foreign key references.
    pub fn referenced(&mut self, model: &'static ModelDefinition) -> QualifiedName {
        self.beside.models.push(model);
        model.table()
    }
}

/// The table of a model on a dialect, and what it names of others.
pub(super) fn table_of(model: &ModelDefinition, dialect: Dialect) -> (Table, Beside) {
    let mut beside = Beside::default();
    let mut table = TableBuilder::new(model.table());
    (model.describe)(&mut Describe { table: &mut table, dialect, beside: &mut beside });
    let (table, existing) = table.finish();
    debug_assert_eq!(existing, Existing::Refuse, "no attribute says otherwise");
    (table, beside)
}

/// Asks whether a type is an `Option`, by whatever name. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Debug)]
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T> Probe<Option<T>> {
    /// It is.
    pub const NULLABLE: bool = true;
}

/// What [`Probe`] says of all other types. Not public API. Used by generated code.
#[doc(hidden)]
pub trait Nullable {
    /// It is not.
    const NULLABLE: bool = false;
}

impl<T: ?Sized> Nullable for Probe<T> {}
