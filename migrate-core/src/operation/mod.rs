//! Operations: what a revision does, as data.
//!
//! One file holds one operation: its struct, the method that records it, how it changes a [`Schema`], its
//! inverse, what it may cost, and its canonical form. Files stand in folders by what they are about. [`Operation`]
//! lists them all; adding one is a file here, a word in that list, and an arm in each dialect.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod column;
mod columns;
mod compound;
mod constraint;
pub(crate) mod creation;
mod data_step;
mod database;
mod enums;
mod fit;
mod hazard;
mod if_needed;
mod index;
mod irreversible;
mod misfit;
mod named;
mod prefixed;
mod recording;
mod routine;
mod rows;
mod sequence;
mod sql;
mod table;
mod view;
mod written;

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::schema::{Canonical, Schema};

pub use column::{
    AddColumn, AlterColumn, AlterColumnBuilder, Change, ColumnBuilder, DropColumn, DropColumnBuilder,
    FillBuilder, MySqlColumnBuilder, Nullability, ReferenceBuilder, RenameColumn, SetType, TypeBuilder,
};
pub use columns::{Columns, ExclusionElements, IndexColumns};
pub use compound::Compound;
pub use constraint::{
    AddConstraint, CheckBuilder, DropConstraint, ExclusionBuilder, ForeignKeyBuilder, KeyBuilder, KeyKind,
    MySqlBuilder, PostgresBuilder, RenameConstraint, ReplacePrimaryKey, SetKeyType, SqliteBuilder,
    UniqueBuilder, UseIndex, UseIndexBuilder, ValidateConstraint,
};
pub use creation::creation;
pub use data_step::{DataFunction, DataStep};
pub use database::{
    CreateExtension, CreateSchema, CreateSchemaBuilder, DropExtension, DropSchema, Existing,
    ExtensionBuilder, Fate, Movable, MoveToSchema, UpdateExtension,
};
pub use enums::{
    AddEnumValue, AddEnumValueBuilder, CreateEnum, CreateEnumBuilder, DropEnum, Place, RemoveEnumValue,
    RemoveEnumValueBuilder, RenameEnum, RenameEnumValue, ReorderEnum,
};
pub use hazard::Hazard;
pub use if_needed::IfNeeded;
pub use index::{
    Concurrency, CreateIndex, DropIndex, DropIndexBuilder, IndexBuilder, Missing, MySqlIndexBuilder,
    RenameIndex,
};
pub use irreversible::Irreversible;
pub use misfit::Misfit;
pub(crate) use named::{
    check as derived_check, foreign_key as derived_foreign_key, primary_key as derived_primary_key,
    unique as derived_unique,
};
pub(crate) use recording::words;
pub use recording::{Operations, Recorded};
pub use routine::{
    ArgumentTypes, Arguments, CreateFunction, CreateTrigger, DropFunction, DropTrigger, ReplaceFunction,
    ReplaceTrigger,
};
pub use rows::{
    Assignment, Backfill, BackfillBuilder, Condition, DeleteRows, DeleteRowsBuilder, DeleteSelected,
    InsertRows, Row, Selection, Tempo, UndoDelete, UndoUpdate, UpdateRows, UpdateRowsBuilder,
};
pub use sequence::{
    AlterSequence, AlterSequenceBuilder, CreateSequence, Cycle, DropSequence, RenameSequence,
    RestartSequence, RestartSequenceBuilder, SequenceBuilder,
};
pub use sql::{Sql, SqlBuilder};
pub use table::{
    CreateTable, DropTable, Dropping, Engine, InnerNames, MoveTable, MySqlOptionsBuilder,
    PostgresOptionsBuilder, RenameTable, RenameTableBuilder, SetComment, SetTableOptions,
    SqliteOptionsBuilder, TableBuilder, TableOptionsBuilder, TextEncoding,
};
pub(crate) use view::mentioned;
pub use view::{
    CreateView, DropView, Need, RenameView, ReplaceView, RestoreView, ViewBuilder, ViewDefinition,
};
use written::Holes;
pub(crate) use written::Unsaid;
pub use written::{Hole, HolePlace};

/// What every operation can do. Nothing here has a default, so that nothing is forgotten.
pub(crate) trait Operate {
    /// Changes the schema as the database will be changed.
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit>;

    /// The operations that undo this one, given the schema before it.
    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible>;

    /// The tables, types and the like that it names, with the schemas they are in.
    fn names(&self) -> Vec<&QualifiedName>;

    /// Gives the names in it a prefix: of tables, types and the like, of constraints and indexes; not of columns.
    fn prefix(&mut self, by: &Prefix);

    /// What it may cost.
    fn hazards(&self, before: &Schema) -> Vec<Hazard>;

    /// Writes the canonical form.
    fn canonical(&self, out: &mut Canonical);

    /// Says what it does, with an imperative: create table so-and-so.
    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The Rust that a person would write for it: what is so by itself is left out.
    fn source(&self, holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid>;
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

            fn operate_mut(&mut self) -> &mut dyn Operate {
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
    /// Sets columns of many rows, batch by batch.
    Backfill,
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
    /// Does what is not done yet, as far as the database tells.
    IfNeeded,
    /// Inserts rows.
    InsertRows,
    /// Moves a table to another schema.
    MoveTable,
    /// Moves an enum type, a function, a sequence or a view to another schema.
    MoveToSchema,
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
    /// Has a sequence begin again.
    RestartSequence,
    /// Creates a view again as it was when it was dropped.
    RestoreView,
    /// Says what a table or a column is for.
    SetComment,
    /// Gives a key and the columns that foreign keys tie to it another type.
    SetKeyType,
    /// Makes a table another one in what single databases have besides columns.
    SetTableOptions,
    /// Runs SQL of the author's.
    Sql,
    /// Updates an extension.
    UpdateExtension,
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

    /// Gives the names in it a prefix: of tables, types and the like, of constraints and indexes; not of columns. Text of
    /// the author's stays as it is.
    pub fn prefix(&mut self, by: &Prefix) {
        self.operate_mut().prefix(by);
    }

    /// What it may cost.
    pub fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        self.operate().hazards(before)
    }

    /// Writes the canonical form.
    pub fn canonical(&self, out: &mut Canonical) {
        self.operate().canonical(out);
    }

    /// The Rust that a person would write for it.
    pub(crate) fn source(&self, holes: &[Hole]) -> Result<Vec<Code>, Unsaid> {
        self.operate().source(&Holes::new(holes))
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.operate().summary(f)
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
pub(crate) mod tests;
