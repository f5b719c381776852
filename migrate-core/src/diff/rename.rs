//! What is called otherwise from now on.

use std::fmt;

use crate::name::{Name, QualifiedName};

/// Something that has another name after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rename {
    /// An enum type, which may be in another schema too.
    Enum {
        /// Its name before.
        from: QualifiedName,
        /// Its name after.
        to: QualifiedName,
    },
    /// A table, which may be in another schema too.
    Table {
        /// Its name before.
        from: QualifiedName,
        /// Its name after.
        to: QualifiedName,
    },
    /// A value of an enum type.
    EnumValue {
        /// The enum type, by its name after.
        name: QualifiedName,
        /// The value before.
        from: String,
        /// The value after.
        to: String,
    },
    /// A column of a table.
    Column {
        /// The table, by its name after.
        table: QualifiedName,
        /// Its name before.
        from: Name,
        /// Its name after.
        to: Name,
    },
}

impl Rename {
    /// What a model says of it: `#[column(renamed_from = "note")]`.
    pub fn attribute(&self) -> String {
        let (word, from) = match self {
            Self::Column { from, .. } => ("column", from.as_str()),
            Self::Enum { from, .. } => ("sql_enum", from.name.as_str()),
            Self::EnumValue { from, .. } => ("sql_enum", from.as_str()),
            Self::Table { from, .. } => ("table", from.name.as_str()),
        };
        format!("#[{word}(renamed_from = {from:?})]")
    }
}

/// What is known of names: what is the same under another name, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames {
    /// What is called otherwise from now on. One whose old name is not there, or whose new one is there already, was done
    /// before and is passed over.
    pub renamed: Vec<Rename>,
    /// What is not the same: the one is dropped and the other added.
    pub apart: Vec<Rename>,
}

impl fmt::Display for Rename {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column { table, from, to } => write!(f, "column `{from}` of `{table}` to `{to}`"),
            Self::Enum { from, to } => write!(f, "enum `{from}` to `{to}`"),
            Self::EnumValue { name, from, to } => write!(f, "value {from:?} of enum `{name}` to {to:?}"),
            Self::Table { from, to } => write!(f, "table `{from}` to `{to}`"),
        }
    }
}
