//! Operations: what a revision does, as data.
//!
//! One file holds one operation: its struct, the method that records it, how it changes a [`Schema`], its
//! inverse, what it may cost, and its canonical form. [`Operation`] lists them all; adding one is a file here, a
//! word in that list, and an arm in each dialect.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod add_column;
mod add_constraint;
mod add_enum_value;
mod alter_column;
mod alter_column_builder;
mod column_builder;
mod columns;
mod compound;
mod concurrency;
mod constraint_builder;
mod create_enum;
mod create_index;
mod create_schema;
mod create_table;
mod create_view;
mod data_step;
mod delete_rows;
mod delete_selected;
mod derived_names;
mod drop_column;
mod drop_constraint;
mod drop_enum;
mod drop_index;
mod drop_schema;
mod drop_table;
mod drop_view;
mod enum_values;
mod extension;
mod fit;
mod function;
mod hazard;
mod index_builder;
mod insert_rows;
mod irreversible;
mod misfit;
mod move_table;
mod remove_enum_value;
mod rename_column;
mod rename_constraint;
mod rename_enum;
mod rename_enum_value;
mod rename_index;
mod rename_table;
mod rename_view;
mod reorder_enum;
mod replace_primary_key;
mod replace_view;
mod restore_view;
mod row;
mod selection;
mod sequence;
mod sequence_builder;
mod set_comment;
mod sql;
mod table_builder;
mod trigger;
mod update_rows;
mod use_index;
mod validate_constraint;
mod view;

use std::fmt;
use std::sync::Arc;

use crate::name::QualifiedName;
use crate::schema::{Canonical, Dialect, Dialects, Schema};
use crate::site::Site;

pub use add_column::AddColumn;
pub use add_constraint::AddConstraint;
pub use add_enum_value::{AddEnumValue, AddEnumValueBuilder, Place};
pub use alter_column::{AlterColumn, Change, Nullability, SetType};
pub use alter_column_builder::{AlterColumnBuilder, FillBuilder, TypeBuilder};
pub use column_builder::{ColumnBuilder, ReferenceBuilder};
pub use columns::{Columns, ExclusionElements, IndexColumns};
pub use compound::Compound;
pub use concurrency::Concurrency;
pub use constraint_builder::{
    CheckBuilder, ExclusionBuilder, ForeignKeyBuilder, KeyBuilder, MySqlBuilder, SqliteBuilder, UniqueBuilder,
};
pub use create_enum::{CreateEnum, CreateEnumBuilder};
pub use create_index::CreateIndex;
pub use create_schema::{CreateSchema, CreateSchemaBuilder, Existing};
pub use create_table::CreateTable;
pub use create_view::CreateView;
pub use data_step::{DataFunction, DataStep};
pub use delete_rows::DeleteRows;
pub use delete_selected::{DeleteRowsBuilder, DeleteSelected, UndoDelete};
pub use drop_column::{DropColumn, DropColumnBuilder};
pub use drop_constraint::DropConstraint;
pub use drop_enum::DropEnum;
pub use drop_index::{DropIndex, DropIndexBuilder, Missing};
pub use drop_schema::{DropSchema, Fate};
pub use drop_table::{DropTable, Dropping};
pub use drop_view::DropView;
pub use extension::{CreateExtension, DropExtension, ExtensionBuilder};
pub use function::{ArgumentTypes, Arguments, CreateFunction, DropFunction, ReplaceFunction};
pub use hazard::Hazard;
pub use index_builder::IndexBuilder;
pub use insert_rows::InsertRows;
pub use irreversible::Irreversible;
pub use misfit::Misfit;
pub use move_table::MoveTable;
pub use remove_enum_value::{RemoveEnumValue, RemoveEnumValueBuilder};
pub use rename_column::RenameColumn;
pub use rename_constraint::RenameConstraint;
pub use rename_enum::RenameEnum;
pub use rename_enum_value::RenameEnumValue;
pub use rename_index::RenameIndex;
pub use rename_table::{InnerNames, RenameTable, RenameTableBuilder};
pub use rename_view::RenameView;
pub use reorder_enum::ReorderEnum;
pub use replace_primary_key::ReplacePrimaryKey;
pub use replace_view::ReplaceView;
pub use restore_view::RestoreView;
pub use row::Row;
pub use selection::{Condition, Selection};
pub use sequence::{AlterSequence, CreateSequence, Cycle, DropSequence, RenameSequence};
pub use sequence_builder::{AlterSequenceBuilder, SequenceBuilder};
pub use set_comment::SetComment;
pub use sql::{Sql, SqlBuilder};
pub use table_builder::TableBuilder;
pub use trigger::{CreateTrigger, DropTrigger, ReplaceTrigger};
pub use update_rows::{Assignment, UndoUpdate, UpdateRows, UpdateRowsBuilder};
pub use use_index::{KeyKind, UseIndex, UseIndexBuilder};
pub use validate_constraint::ValidateConstraint;
pub use view::{Need, ViewBuilder, ViewDefinition};

/// What every operation can do. Nothing here has a default, so that nothing is forgotten.
pub(crate) trait Operate {
    /// Changes the schema as the database will be changed.
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit>;

    /// The operations that undo this one, given the schema before it.
    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible>;

    /// The tables, types and the like that it names, with the schemas they are in.
    fn names(&self) -> Vec<&QualifiedName>;

    /// What it may cost.
    fn hazards(&self, before: &Schema) -> Vec<Hazard>;

    /// Writes the canonical form.
    fn canonical(&self, out: &mut Canonical);

    /// Says what it does, with an imperative: create table so-and-so.
    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

macro_rules! operations {
    ($($(#[$doc:meta])* $operation:ident,)*) => {
        /// One operation of a revision.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Operation {
            $($(#[$doc])* $operation($operation),)*
        }

        $(impl From<$operation> for Operation {
            fn from(operation: $operation) -> Self {
                Self::$operation(operation)
            }
        })*

        impl Operation {
            fn operate(&self) -> &dyn Operate {
                match self {
                    $(Self::$operation(operation) => operation,)*
                }
            }
        }
    };
}

operations! {
    /// Adds a column.
    AddColumn,
    /// Adds a constraint to a table that is there.
    AddConstraint,
    /// Adds a value to an enum type.
    AddEnumValue,
    /// Changes what a column is.
    AlterColumn,
    /// Changes how a sequence goes, or whose it is.
    AlterSequence,
    /// Creates an enum type.
    CreateEnum,
    /// Creates an extension.
    CreateExtension,
    /// Creates a function.
    CreateFunction,
    /// Creates an index.
    CreateIndex,
    /// Creates a schema.
    CreateSchema,
    /// Creates a sequence.
    CreateSequence,
    /// Creates a table with everything in it.
    CreateTable,
    /// Creates a trigger.
    CreateTrigger,
    /// Creates a view.
    CreateView,
    /// Runs a function of the author's with the connection.
    DataStep,
    /// Deletes rows by their key.
    DeleteRows,
    /// Deletes the rows that meet conditions.
    DeleteSelected,
    /// Drops a column.
    DropColumn,
    /// Drops a constraint.
    DropConstraint,
    /// Drops an enum type.
    DropEnum,
    /// Drops an extension.
    DropExtension,
    /// Drops a function.
    DropFunction,
    /// Drops an index.
    DropIndex,
    /// Drops a schema.
    DropSchema,
    /// Drops a sequence.
    DropSequence,
    /// Drops a table.
    DropTable,
    /// Drops a trigger.
    DropTrigger,
    /// Drops a view.
    DropView,
    /// Inserts rows.
    InsertRows,
    /// Moves a table to another schema.
    MoveTable,
    /// Removes a value from an enum type.
    RemoveEnumValue,
    /// Renames a column.
    RenameColumn,
    /// Renames a constraint.
    RenameConstraint,
    /// Renames an enum type.
    RenameEnum,
    /// Renames a value of an enum type.
    RenameEnumValue,
    /// Renames an index.
    RenameIndex,
    /// Renames a sequence.
    RenameSequence,
    /// Renames a table.
    RenameTable,
    /// Renames a view.
    RenameView,
    /// Gives a function another definition.
    ReplaceFunction,
    /// Brings the values of an enum type into another order.
    ReorderEnum,
    /// Makes other columns the primary key.
    ReplacePrimaryKey,
    /// Gives a trigger another definition.
    ReplaceTrigger,
    /// Gives a view another query.
    ReplaceView,
    /// Creates a view again as it was when it was dropped.
    RestoreView,
    /// Says what a table or a column is for.
    SetComment,
    /// Runs SQL of the author's.
    Sql,
    /// Sets columns of rows.
    UpdateRows,
    /// Makes a unique index the index of a constraint.
    UseIndex,
    /// Looks whether rows keep a constraint that was added as not valid.
    ValidateConstraint,
}

impl Operation {
    /// Changes the schema as the database will be changed.
    ///
    /// # Errors
    ///
    /// When the operation does not fit the schema; the schema is then as it was.
    pub fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        self.operate().apply(schema)
    }

    /// The operations that undo this one, given the schema before it.
    ///
    /// # Errors
    ///
    /// When nothing that this operation knows could undo it.
    pub fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        self.operate().inverse(before)
    }

    /// The tables, types and the like that it names, with the schemas they are in. What SQL of the author's does is
    /// not among them.
    pub fn names(&self) -> Vec<&QualifiedName> {
        self.operate().names()
    }

    /// What it may cost.
    pub fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        self.operate().hazards(before)
    }

    /// Writes the canonical form.
    pub fn canonical(&self, out: &mut Canonical) {
        self.operate().canonical(out);
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.operate().summary(f)
    }
}

/// An operation as a revision recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What it does.
    pub operation: Operation,
    /// Where the author wrote it.
    pub site: Site,
    /// The dialects it is for, where not for all.
    pub dialects: Option<Dialects>,
    /// The name of the [`Compound`] that recorded it.
    pub compound: Option<Arc<str>>,
}

impl Recorded {
    /// Whether the operation is for this dialect.
    pub fn is_for(&self, dialect: Dialect) -> bool {
        self.dialects.is_none_or(|dialects| dialects.contains(dialect))
    }

    /// What it does, behind the name of the compound that recorded it.
    pub fn words(&self) -> String {
        words(self.compound.as_deref(), &self.operation)
    }
}

/// What an operation does, behind the name of the compound that it is part of.
pub(crate) fn words(compound: Option<&str>, operation: &Operation) -> String {
    match compound {
        None => operation.to_string(),
        Some(compound) => format!("{compound}: {operation}"),
    }
}

/// Records what a revision does. The argument of every revision function.
///
/// Nothing runs while a revision records: the operations become a schema, SQL, an inverse, a hash.
#[derive(Debug, Default)]
pub struct Operations {
    recorded: Vec<Recorded>,
    dialects: Option<Dialects>,
    compound: Option<Running>,
}

/// A compound that records.
#[derive(Clone, Debug)]
struct Running {
    name: Arc<str>,
    site: Site,
}

impl Operations {
    /// Calls a revision's function and returns what it recorded.
    pub fn record(function: impl FnOnce(&mut Self)) -> Vec<Recorded> {
        let mut operations = Self::default();
        function(&mut operations);
        operations.recorded
    }

    /// Records what only these dialects do.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.on([Postgres, MySql], |op| {
    ///     op.add_foreign_key("offers", ["deal_id"], "deals", ["id"]);
    /// });
    /// # }
    /// ```
    pub fn on(&mut self, dialects: impl Into<Dialects>, record: impl FnOnce(&mut Self)) {
        let outer = self.dialects;
        let inner = dialects.into();
        self.dialects = Some(outer.map_or(inner, |outer| outer.and(inner)));
        record(self);
        self.dialects = outer;
    }

    /// Records under the name of a compound, at the place where the outermost of them is run.
    fn within(&mut self, name: &str, site: Site, record: impl FnOnce(&mut Self)) {
        let outer = self.compound.clone();
        self.compound = Some(match &outer {
            None => Running { name: name.into(), site },
            Some(Running { name: outer, site }) => {
                Running { name: format!("{outer}: {name}").into(), site: *site }
            }
        });
        record(self);
        self.compound = outer;
    }

    pub(crate) fn push(&mut self, operation: impl Into<Operation>, site: Site) -> &mut Operation {
        let dialects = self.dialects;
        let (compound, site) = match &self.compound {
            None => (None, site),
            Some(Running { name, site }) => (Some(Arc::clone(name)), *site),
        };
        self.recorded.push(Recorded { operation: operation.into(), site, dialects, compound });
        let last = self.recorded.len() - 1;
        &mut self.recorded[last].operation
    }
}

/// A comment as it is kept: an empty one is none.
fn comment(comment: &str) -> Option<String> {
    Some(comment.to_owned()).filter(|comment| !comment.is_empty())
}

/// Gives a builder its operation back out of the list of recorded ones.
macro_rules! recorded {
    ($operations:expr, $site:expr, $variant:ident, $value:expr) => {
        match $operations.push($value, $site) {
            crate::operation::Operation::$variant(operation) => operation,
            other => unreachable!("recorded as {other:?}"),
        }
    };
}
use recorded;

#[cfg(test)]
mod tests;
