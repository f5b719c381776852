//! What a schema is made of, by kind and name.

use std::fmt;

use crate::name::{Name, QualifiedName};
use crate::schema::Signature;

/// Something in a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// A column of a table.
    Column(QualifiedName, Name),
    /// A constraint of a table: what SQL calls its kind, and its name.
    Constraint(QualifiedName, &'static str, Name),
    /// An enum type.
    Enum(QualifiedName),
    /// An extension.
    Extension(Name),
    /// A function.
    Function(Signature),
    /// An index of a table.
    Index(QualifiedName, Name),
    /// A schema of the database.
    Schema(Name),
    /// A sequence.
    Sequence(QualifiedName),
    /// A table.
    Table(QualifiedName),
    /// A trigger of a table or view.
    Trigger(QualifiedName, Name),
    /// A view.
    View(QualifiedName),
}

/// The kinds of what stands in a schema by itself. What is of a table comes and goes with the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Enum types.
    Enum,
    /// Extensions.
    Extension,
    /// Functions.
    Function,
    /// Schemas of the database.
    Schema,
    /// Sequences.
    Sequence,
    /// Tables.
    Table,
    /// Triggers.
    Trigger,
    /// Views.
    View,
}

impl Kind {
    /// All kinds, sorted.
    pub const ALL: [Self; 8] = [
        Self::Enum,
        Self::Extension,
        Self::Function,
        Self::Schema,
        Self::Sequence,
        Self::Table,
        Self::Trigger,
        Self::View,
    ];
}

impl Object {
    /// What kind of thing it is, in words.
    pub const fn what(&self) -> &'static str {
        match self {
            Self::Column(..) => "column",
            Self::Constraint(_, what, _) => what,
            Self::Enum(_) => "enum",
            Self::Extension(_) => "extension",
            Self::Function(_) => "function",
            Self::Index(..) => "index",
            Self::Schema(_) => "schema",
            Self::Sequence(_) => "sequence",
            Self::Table(_) => "table",
            Self::Trigger(..) => "trigger",
            Self::View(_) => "view",
        }
    }

    /// The table or view that it is of.
    pub const fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::Column(table, _)
            | Self::Constraint(table, _, _)
            | Self::Index(table, _)
            | Self::Table(table)
            | Self::Trigger(table, _) => Some(table),
            Self::Enum(_)
            | Self::Extension(_)
            | Self::Function(_)
            | Self::Schema(_)
            | Self::Sequence(_)
            | Self::View(_) => None,
        }
    }

    /// Its name, without that of its table.
    pub fn name(&self) -> String {
        match self {
            Self::Column(_, name)
            | Self::Constraint(_, _, name)
            | Self::Extension(name)
            | Self::Index(_, name)
            | Self::Schema(name)
            | Self::Trigger(_, name) => name.to_string(),
            Self::Enum(name) | Self::Sequence(name) | Self::Table(name) | Self::View(name) => {
                name.to_string()
            }
            Self::Function(signature) => signature.to_string(),
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(table, name)
            | Self::Constraint(table, _, name)
            | Self::Index(table, name)
            | Self::Trigger(table, name) => {
                write!(f, "{} `{name}` of `{table}`", self.what())
            }
            Self::Enum(name) | Self::Sequence(name) | Self::Table(name) | Self::View(name) => {
                write!(f, "{} `{name}`", self.what())
            }
            Self::Extension(name) | Self::Schema(name) => write!(f, "{} `{name}`", self.what()),
            Self::Function(signature) => write!(f, "function `{signature}`"),
        }
    }
}
