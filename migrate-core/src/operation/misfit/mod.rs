//! Why an operation does not fit the schema before it.

mod help;

use std::fmt;

use thiserror::Error;

use crate::name::{Name, QualifiedName};
use crate::schema::{ColumnType, Signature};

/// Why an operation does not fit the schema that the chain has made by then.
///
/// Found by replay, without a database. The error that a user sees adds the revision and the operation's site.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Misfit {
    /// The default of a column uses a sequence.
    #[error("sequence `{sequence}` is the default of column `{column}` of table `{table}`")]
    SequenceInUse {
        /// The sequence.
        sequence: QualifiedName,
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
    },
    /// SQL of the author's names something without the prefix that it has in the database.
    #[error("its SQL names `{name}`, which is `{prefixed}` in this database")]
    WithoutPrefix {
        /// The name that is written.
        name: QualifiedName,
        /// The name that it has.
        prefixed: QualifiedName,
    },
    /// There is no such sequence.
    #[error("there is no sequence `{sequence}`{}", did_you_mean(.near.as_ref()))]
    UnknownSequence {
        /// The sequence.
        sequence: QualifiedName,
        /// The likeliest slip.
        near: Option<QualifiedName>,
    },
    /// A schema of this name is there already.
    #[error("there is a schema `{schema}` already")]
    SchemaExists {
        /// The schema.
        schema: Name,
    },
    /// A schema that holds something.
    #[error("schema `{schema}` holds {kind} `{name}`")]
    SchemaInUse {
        /// The schema.
        schema: Name,
        /// What kind of thing it holds.
        kind: &'static str,
        /// Its name.
        name: QualifiedName,
    },
    /// A column of this name is there already.
    #[error("table `{table}` has a column `{column}` already")]
    ColumnExists {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
    },
    /// A generated column would be left without what it is computed from.
    #[error("column `{column}` of table `{table}` is what generated column `{generated}` is computed from")]
    ColumnGenerates {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The column that is computed from it.
        generated: Name,
    },
    /// Something would be left without the column it is made of.
    #[error("column `{column}` of table `{table}` is used by {used_by}")]
    ColumnInUse {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// What uses it: its kind and its name.
        used_by: String,
    },
    /// A constraint of this name is there already.
    #[error("table `{table}` has a constraint `{constraint}` already")]
    ConstraintExists {
        /// The table.
        table: QualifiedName,
        /// The constraint.
        constraint: Name,
    },
    /// The enum type has columns.
    #[error("enum `{name}` is the type of column `{column}` of table `{table}`")]
    EnumInUse {
        /// The enum type.
        name: QualifiedName,
        /// The table of the first column that uses it.
        table: QualifiedName,
        /// That column.
        column: Name,
    },
    /// An enum type has a value already.
    #[error("enum `{name}` has the value `{value}` already")]
    EnumValueExists {
        /// The enum type.
        name: QualifiedName,
        /// The value.
        value: String,
    },
    /// Something is made of a value of an enum.
    #[error("the value `{value}` of enum `{name}` is named by {used_by} of table `{table}`")]
    EnumValueInUse {
        /// The enum type.
        name: QualifiedName,
        /// The value.
        value: String,
        /// The table.
        table: QualifiedName,
        /// What names it, in words.
        used_by: String,
    },
    /// An enum type of this name is there already.
    #[error("there is an enum `{name}` already")]
    EnumExists {
        /// The enum type.
        name: QualifiedName,
    },
    /// An extension of this name is there already.
    #[error("there is an extension `{extension}` already")]
    ExtensionExists {
        /// The extension.
        extension: Name,
    },
    /// A function of this name and these types is there already.
    #[error("there is a function `{function}` already")]
    FunctionExists {
        /// The function.
        function: Box<Signature>,
    },
    /// A definition that no database takes.
    #[error("{what} {fault}")]
    Ill {
        /// What is defined: its kind and its name.
        what: String,
        /// What is wrong with it.
        fault: String,
    },
    /// A name that no database takes.
    #[error("the name {name:?} {fault}")]
    IllName {
        /// The name.
        name: Name,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// The values of a column have no way to its new type that is the same everywhere.
    #[error("column `{column}` of table `{table}` is {from}, and what such values are as {to} is not said")]
    NoConversion {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// Its type.
        from: Box<ColumnType>,
        /// The type it shall have.
        to: Box<ColumnType>,
    },
    /// A trigger would lose what it calls.
    #[error("{what} is needed by trigger `{trigger}` of `{table}`")]
    NeededByTrigger {
        /// What would go: its kind and its name.
        what: String,
        /// The trigger.
        trigger: Name,
        /// The trigger's table.
        table: QualifiedName,
    },
    /// A view would lose what its query is made of.
    #[error("{what} is needed by view `{view}`")]
    NeededByView {
        /// What would go or be called otherwise: its kind and its name.
        what: String,
        /// The view.
        view: QualifiedName,
    },
    /// The operation cannot stand inside another.
    #[error("{operation} cannot be the declared effect of SQL")]
    NoEffect {
        /// The operation, in words.
        operation: String,
    },
    /// The referenced columns are no key.
    #[error(
        "the columns {columns} of table `{table}` are neither its primary key nor unique, so no foreign key can reference them"
    )]
    NotAKey {
        /// The referenced table.
        table: QualifiedName,
        /// The referenced columns, in words.
        columns: String,
    },
    /// Something that another chain has made.
    #[error("{what} `{name}` is of chain `{chain}`, which alone may change it")]
    OfOtherChain {
        /// What kind of thing it is.
        what: &'static str,
        /// Its name.
        name: String,
        /// The chain that has made it.
        chain: String,
    },
    /// Something of this name is there already, made by another chain.
    #[error("chain `{chain}` has made a {what} `{name}` already")]
    TakenByOtherChain {
        /// What kind of thing it is.
        what: &'static str,
        /// Its name.
        name: String,
        /// The chain that has made it.
        chain: String,
    },
    /// A table, index, unique constraint or primary key of this name is there already.
    #[error("the name `{name}` is taken by {holder}")]
    RelationExists {
        /// The name.
        name: QualifiedName,
        /// What holds it, in words.
        holder: String,
    },
    /// A table of this name is there already.
    #[error("there is a table `{table}` already")]
    TableExists {
        /// The table.
        table: QualifiedName,
    },
    /// A table that others reference.
    #[error("table `{table}` is referenced by foreign key `{key}` of table `{by}`")]
    TableInUse {
        /// The table.
        table: QualifiedName,
        /// The table that references it.
        by: QualifiedName,
        /// The foreign key.
        key: Name,
    },
    /// A key that foreign keys reference.
    #[error("{kind} `{constraint}` of table `{table}` is referenced by foreign key `{key}` of table `{by}`")]
    KeyInUse {
        /// The table.
        table: QualifiedName,
        /// What kind of key it is.
        kind: &'static str,
        /// The key's name.
        constraint: Name,
        /// The table that references it.
        by: QualifiedName,
        /// The foreign key.
        key: Name,
    },
    /// A column's new type does not go with what a foreign key ties it to.
    #[error(
        "column `{column}` of table `{table}` cannot have that type: foreign key `{key}` of table `{by}` ties it to {other}"
    )]
    TypeInUse {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The table of the foreign key.
        by: QualifiedName,
        /// The foreign key.
        key: Name,
        /// The column on the other side and its type, in words.
        other: String,
    },
    /// There is no such column.
    #[error("table `{table}` has no column `{column}`{}", did_you_mean(.near.as_ref()))]
    UnknownColumn {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The likeliest slip.
        near: Option<Name>,
    },
    /// There is no such constraint.
    #[error("table `{table}` has no constraint `{constraint}`{}", did_you_mean(.near.as_ref()))]
    UnknownConstraint {
        /// The table.
        table: QualifiedName,
        /// The constraint.
        constraint: Name,
        /// The likeliest slip.
        near: Option<Name>,
    },
    /// There is no such enum type.
    #[error("there is no enum `{name}`{}", did_you_mean(.near.as_ref()))]
    UnknownEnum {
        /// The enum type.
        name: QualifiedName,
        /// The likeliest slip.
        near: Option<QualifiedName>,
    },
    /// There is no such extension.
    #[error("there is no extension `{extension}`{}", did_you_mean(.near.as_ref()))]
    UnknownExtension {
        /// The extension.
        extension: Name,
        /// The likeliest slip.
        near: Option<Name>,
    },
    /// There is no such function.
    #[error("there is no function `{function}`{}", did_you_mean(.near.as_ref()))]
    UnknownFunction {
        /// The function.
        function: Box<Signature>,
        /// The likeliest slip.
        near: Option<Box<Signature>>,
    },
    /// There is no such value of an enum.
    #[error("enum `{name}` has no value `{value}`, only {}", listed(.values))]
    UnknownEnumValue {
        /// The enum type.
        name: QualifiedName,
        /// The value.
        value: String,
        /// Its values.
        values: Vec<String>,
    },
    /// There is no such index.
    #[error("table `{table}` has no index `{index}`{}", did_you_mean(.near.as_ref()))]
    UnknownIndex {
        /// The table.
        table: QualifiedName,
        /// The index.
        index: Name,
        /// The likeliest slip.
        near: Option<Name>,
    },
    /// There is no such schema.
    #[error("there is no schema `{schema}`{}", did_you_mean(.near.as_ref()))]
    UnknownSchema {
        /// The schema.
        schema: Name,
        /// The likeliest slip.
        near: Option<Name>,
    },
    /// There is no such table.
    #[error("there is no table `{table}`{}", did_you_mean(.near.as_ref()))]
    UnknownTable {
        /// The table.
        table: QualifiedName,
        /// The likeliest slip.
        near: Option<QualifiedName>,
    },
    /// A trigger of this name is there already.
    #[error("`{table}` has a trigger `{trigger}` already")]
    TriggerExists {
        /// The table or view.
        table: QualifiedName,
        /// The trigger.
        trigger: Name,
    },
    /// There is no such trigger.
    #[error("`{table}` has no trigger `{trigger}`{}", did_you_mean(.near.as_ref()))]
    UnknownTrigger {
        /// The table or view.
        table: QualifiedName,
        /// The trigger.
        trigger: Name,
        /// The likeliest slip.
        near: Option<Name>,
    },
    /// There is no such view.
    #[error("there is no view `{view}`{}", did_you_mean(.near.as_ref()))]
    UnknownView {
        /// The view.
        view: QualifiedName,
        /// The likeliest slip.
        near: Option<QualifiedName>,
    },
    /// A default that stays and that the column's new type cannot hold.
    #[error("the default {value} of column `{column}` of table `{table}` is no {column_type}")]
    StaleDefault {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The column's new type.
        column_type: ColumnType,
        /// The default, in words.
        value: String,
    },
    /// A value that the column's type cannot hold.
    #[error("{value} is no value of column `{column}` of table `{table}`, which is {column_type}")]
    Value {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The column's type.
        column_type: ColumnType,
        /// The value, in words.
        value: String,
    },
}

fn did_you_mean(name: Option<&impl fmt::Display>) -> String {
    name.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

fn listed(values: &[String]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
}
