//! Constraints: keys, uniqueness, checks.

use super::Expression;
use crate::name::{Name, QualifiedName};

/// The primary key of a table. MySQL and MariaDB know it as `PRIMARY` whatever its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrimaryKey {
    /// The constraint's name.
    pub name: Name,
    /// The columns, in order.
    pub columns: Vec<Name>,
}

/// A unique constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unique {
    /// The constraint's name.
    pub name: Name,
    /// The columns, in order.
    pub columns: Vec<Name>,
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name.
    pub name: Name,
    /// The referencing columns, in order.
    pub columns: Vec<Name>,
    /// The referenced table.
    pub referenced_table: QualifiedName,
    /// The referenced columns, as many as `columns`.
    pub referenced_columns: Vec<Name>,
    /// What happens to a row whose referenced row is deleted.
    pub on_delete: Action,
    /// What happens to a row whose referenced row gets another key.
    pub on_update: Action,
}

/// What a foreign key does to a row that would lose what it references.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Action {
    /// The row goes, or follows.
    Cascade,
    /// The change is refused at the end of the statement.
    #[default]
    NoAction,
    /// The change is refused at once.
    Restrict,
    /// The row gets the column's default.
    SetDefault,
    /// The row gets NULL.
    SetNull,
}

/// A check constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The constraint's name.
    pub name: Name,
    /// What must not be false for any row.
    pub expression: Expression,
}

/// A constraint of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// A check.
    Check(Check),
    /// A foreign key.
    ForeignKey(ForeignKey),
    /// A primary key.
    PrimaryKey(PrimaryKey),
    /// A unique constraint.
    Unique(Unique),
}

impl Constraint {
    /// The constraint's name.
    pub fn name(&self) -> &Name {
        match self {
            Self::Check(check) => &check.name,
            Self::ForeignKey(key) => &key.name,
            Self::PrimaryKey(key) => &key.name,
            Self::Unique(unique) => &unique.name,
        }
    }

    /// What SQL calls this kind of constraint, in lower case.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::ForeignKey(_) => "foreign key",
            Self::PrimaryKey(_) => "primary key",
            Self::Unique(_) => "unique constraint",
        }
    }
}
