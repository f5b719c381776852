//! What a dialect's names may be, as far as the dialects agree on how to say it.

use std::fmt;

use super::{Dialect, Unsupported};
use crate::name::{Name, QualifiedName};
use crate::schema::{Column, Function, Schema, Sequence, Signature, Table, Trigger, View};

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A column.
    Column,
    /// A constraint.
    Constraint,
    /// An enum type.
    Enum,
    /// An extension.
    Extension,
    /// A function.
    Function,
    /// An index.
    Index,
    /// A schema.
    Schema,
    /// A sequence.
    Sequence,
    /// A table.
    Table,
    /// A trigger.
    Trigger,
    /// A view.
    View,
}

impl Role {
    /// What SQL calls it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Constraint => "constraint",
            Self::Enum => "enum",
            Self::Extension => "extension",
            Self::Function => "function",
            Self::Index => "index",
            Self::Schema => "schema",
            Self::Sequence => "sequence",
            Self::Table => "table",
            Self::Trigger => "trigger",
            Self::View => "view",
        }
    }
}

/// A name that the dialect cannot have.
pub(super) fn ill(role: Role, name: &impl fmt::Display, fault: &str) -> Unsupported {
    let word = role.word();
    Unsupported::new(format!("{word} `{name}` {fault}"), format!("give the {word} another name"))
}

/// Two names that are one to the dialect.
fn clash(dialect: Dialect, role: Role, name: &Name, other: &Name) -> Unsupported {
    ill(role, name, &format!("and `{other}` are one name to {dialect}, which does not tell capitals apart"))
}

/// Whether two names differ in nothing but capitals.
pub(super) fn differ_in_case(one: &Name, other: &Name) -> bool {
    let (one, other) = (one.as_str(), other.as_str());
    if one == other {
        return false;
    }
    // Most names are of other lengths, and capitals of ASCII are as long as what they are capitals of.
    one.eq_ignore_ascii_case(other)
        || (!one.is_ascii() && !other.is_ascii() && one.to_lowercase() == other.to_lowercase())
}

/// Names of one place must differ in more than capitals.
pub(super) fn distinct<'a>(
    dialect: Dialect,
    role: Role,
    names: impl IntoIterator<Item = &'a Name>,
) -> Result<(), Unsupported> {
    let mut seen = Vec::<&Name>::new();
    for name in names {
        differs(dialect, role, name, seen.iter().copied())?;
        seen.push(name);
    }
    Ok(())
}

/// A new name must differ in more than capitals from those that are there.
pub(super) fn differs<'a>(
    dialect: Dialect,
    role: Role,
    name: &Name,
    others: impl IntoIterator<Item = &'a Name>,
) -> Result<(), Unsupported> {
    match others.into_iter().find(|other| differ_in_case(name, other)) {
        Some(other) => Err(clash(dialect, role, name, other)),
        None => Ok(()),
    }
}

/// A table must not have more columns than the dialect's tables can.
pub(super) fn columns_fit(dialect: Dialect, table: &Table, most: usize) -> Result<(), Unsupported> {
    let count = table.columns.len();
    if count > most {
        return Err(Unsupported::new(
            format!(
                "table `{}` has {count} columns, and tables of {dialect} have at most {most}",
                table.name
            ),
            "move some to another table",
        ));
    }
    Ok(())
}

/// The column of an operation.
pub(super) fn column<'a>(table: &'a Table, name: &Name) -> Result<&'a Column, Unsupported> {
    table.column(name).ok_or_else(|| {
        Unsupported::new(
            format!("column `{name}` of `{}` is not there", table.name),
            format!("add column `{name}` first"),
        )
    })
}

/// The table of an operation.
pub(super) fn table<'a>(schema: &'a Schema, name: &QualifiedName) -> Result<&'a Table, Unsupported> {
    schema.table(name).ok_or_else(|| {
        Unsupported::new(format!("table `{name}` is not there"), format!("create table `{name}` first"))
    })
}

/// The view of an operation.
pub(super) fn view<'a>(schema: &'a Schema, name: &QualifiedName) -> Result<&'a View, Unsupported> {
    schema.view(name).ok_or_else(|| {
        Unsupported::new(format!("view `{name}` is not there"), format!("create view `{name}` first"))
    })
}

/// The function of an operation.
pub(super) fn function<'a>(schema: &'a Schema, signature: &Signature) -> Result<&'a Function, Unsupported> {
    schema.function(signature).ok_or_else(|| {
        Unsupported::new(
            format!("function `{signature}` is not there"),
            format!("create function `{signature}` first"),
        )
    })
}

/// A trigger's name must be none that another has, on a dialect where triggers share one namespace.
pub(super) fn free_trigger(dialect: Dialect, trigger: &Trigger, schema: &Schema) -> Result<(), Unsupported> {
    let Trigger { name, table, event: _, definition: _ } = trigger;
    let mut others = schema.triggers().filter(|other| other.table != *table || other.name != *name);
    match others.find(|other| other.name == *name || differ_in_case(&other.name, name)) {
        Some(other) => {
            let fault = format!(
                "has the name of a trigger of `{}`, and {dialect} has each once in a database",
                other.table
            );
            Err(ill(Role::Trigger, name, &fault))
        }
        None => Ok(()),
    }
}

/// The sequence of an operation.
pub(super) fn sequence<'a>(schema: &'a Schema, name: &QualifiedName) -> Result<&'a Sequence, Unsupported> {
    schema.sequence(name).ok_or_else(|| {
        Unsupported::new(format!("sequence `{name}` is not there"), format!("create sequence `{name}` first"))
    })
}
