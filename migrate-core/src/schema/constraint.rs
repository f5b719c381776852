//! Constraints: keys, uniqueness, checks, exclusions.

use super::{Expression, IndexPart, Nulls};
use crate::name::{Name, QualifiedName};

/// The primary key of a table. MySQL and MariaDB know it as `PRIMARY` whatever its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrimaryKey {
    /// The constraint's name.
    pub name: Name,
    /// The columns, in order.
    pub columns: Vec<Name>,
    /// Columns whose values its index carries along.
    pub include: Vec<Name>,
    /// When it is asked.
    pub timing: Timing,
}

/// A unique constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unique {
    /// The constraint's name.
    pub name: Name,
    /// The columns, in order.
    pub columns: Vec<Name>,
    /// Columns whose values its index carries along.
    pub include: Vec<Name>,
    /// Whether NULLs are equal to each other.
    pub nulls: Nulls,
    /// When it is asked.
    pub timing: Timing,
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
    /// When it is asked.
    pub timing: Timing,
    /// Whether the rows that were there before it are known to keep it.
    pub validation: Validation,
    /// What NULL in one of several columns means.
    pub matching: Matching,
    /// The columns that `on_delete` sets, where not all. PostgreSQL since 15.
    pub set_columns: Vec<Name>,
    /// Where it says in words that it does nothing.
    pub no_action: NoActionWords,
}

impl ForeignKey {
    /// Says what happens to a row whose referenced row is deleted.
    pub(crate) fn say_on_delete(&mut self, action: Action) {
        self.on_delete = action;
        self.no_action.on_delete = action == Action::NoAction;
    }

    /// Says what happens to a row whose referenced row gets another key.
    pub(crate) fn say_on_update(&mut self, action: Action) {
        self.on_update = action;
        self.no_action.on_update = action == Action::NoAction;
    }
}

/// Where a foreign key says `NO ACTION` in words. It is so anyway: the words mean nothing and are no part of a revision's
/// hash, but MariaDB keeps and shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoActionWords {
    /// For a row whose referenced row is deleted.
    pub on_delete: bool,
    /// For a row whose referenced row gets another key.
    pub on_update: bool,
}

/// What NULL in some columns of a foreign key of several means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// Such a row references nothing.
    #[default]
    Simple,
    /// There is no such row: all of the columns are NULL, or none. PostgreSQL alone.
    Full,
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

/// When a constraint is asked whether it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// At the end of each statement.
    #[default]
    Immediate,
    /// At the end of each statement, unless a transaction puts it off: `DEFERRABLE`.
    Deferrable,
    /// At the end of the transaction: `DEFERRABLE INITIALLY DEFERRED`.
    Deferred,
}

/// Whether the rows that were there before a constraint are known to keep it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validation {
    /// They are.
    #[default]
    Valid,
    /// They have not been looked at: `NOT VALID`. New rows must keep it.
    NotValid,
}

/// A check constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The constraint's name.
    pub name: Name,
    /// What must not be false for any row.
    pub expression: Expression,
    /// Whether the rows that were there before it are known to keep it.
    pub validation: Validation,
    /// Whether tables that inherit from this one have it too.
    pub inheritance: Inheritance,
}

/// Whether tables that inherit from a table have its check too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inheritance {
    /// They have.
    #[default]
    Inherited,
    /// They have not: `NO INHERIT`. PostgreSQL alone.
    NoInherit,
}

/// An exclusion constraint: no two rows may be such that every operator is true of them. PostgreSQL alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The constraint's name.
    pub name: Name,
    /// How its index is made, in small letters; as `gist` where nothing is said.
    pub method: Option<Name>,
    /// What is compared, and by which operator.
    pub elements: Vec<ExclusionElement>,
    /// Columns whose values its index carries along.
    pub include: Vec<Name>,
    /// Which rows it is of; all where there is none.
    pub predicate: Option<Expression>,
    /// When it is asked.
    pub timing: Timing,
}

/// What an exclusion constraint compares of two rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExclusionElement {
    /// The column or expression.
    pub part: IndexPart,
    /// The operator, such as `=` or `&&`.
    pub operator: String,
}

/// A constraint of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// A check.
    Check(Check),
    /// An exclusion constraint.
    Exclusion(Exclusion),
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
            Self::Exclusion(exclusion) => &exclusion.name,
            Self::ForeignKey(key) => &key.name,
            Self::PrimaryKey(key) => &key.name,
            Self::Unique(unique) => &unique.name,
        }
    }

    /// What SQL calls this kind of constraint, in lower case.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Exclusion(_) => "exclusion constraint",
            Self::ForeignKey(_) => "foreign key",
            Self::PrimaryKey(_) => "primary key",
            Self::Unique(_) => "unique constraint",
        }
    }

    /// When it is asked.
    pub fn timing(&self) -> Timing {
        match self {
            Self::Check(_) => Timing::Immediate,
            Self::Exclusion(exclusion) => exclusion.timing,
            Self::ForeignKey(key) => key.timing,
            Self::PrimaryKey(key) => key.timing,
            Self::Unique(unique) => unique.timing,
        }
    }

    /// Whether the rows that were there before it are known to keep it.
    pub fn validation(&self) -> Validation {
        match self {
            Self::Check(check) => check.validation,
            Self::Exclusion(_) | Self::PrimaryKey(_) | Self::Unique(_) => Validation::Valid,
            Self::ForeignKey(key) => key.validation,
        }
    }
}

impl PrimaryKey {
    /// A primary key without more.
    pub fn new(name: impl Into<Name>, columns: Vec<Name>) -> Self {
        Self { name: name.into(), columns, include: Vec::new(), timing: Timing::Immediate }
    }

    /// Whether it uses a column.
    pub fn uses(&self, column: &Name) -> bool {
        self.columns.contains(column) || self.include.contains(column)
    }
}

impl Unique {
    /// A unique constraint without more.
    pub fn new(name: impl Into<Name>, columns: Vec<Name>) -> Self {
        let nulls = Nulls::Distinct;
        Self { name: name.into(), columns, include: Vec::new(), nulls, timing: Timing::Immediate }
    }

    /// Whether it uses a column.
    pub fn uses(&self, column: &Name) -> bool {
        self.columns.contains(column) || self.include.contains(column)
    }
}

impl Check {
    /// A check that all rows keep.
    pub fn new(name: impl Into<Name>, expression: Expression) -> Self {
        Self {
            name: name.into(),
            expression,
            validation: Validation::Valid,
            inheritance: Inheritance::Inherited,
        }
    }
}

impl Exclusion {
    /// The columns among what is compared, in order.
    pub fn columns(&self) -> impl Iterator<Item = &Name> {
        self.elements.iter().filter_map(|element| element.part.column())
    }

    /// The expressions in it: of what is compared and of its predicate.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.elements.iter().filter_map(|element| element.part.expression()).chain(&self.predicate)
    }

    /// Whether it uses a column, as far as the words of its expressions tell.
    pub fn uses(&self, column: &Name) -> bool {
        self.columns().chain(&self.include).any(|name| name == column)
            || self.expressions().any(|expression| expression.mentions(column))
    }
}
