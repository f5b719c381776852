//! Indexes.

use std::fmt;

use super::{Collation, Dialects, Expression, Parameter};
use crate::name::{Name, QualifiedName};

/// An index of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// The name.
    pub name: Name,
    /// What is indexed, in order.
    pub parts: Vec<IndexPart>,
    /// Whether two rows may be equal in it.
    pub uniqueness: Uniqueness,
    /// Which rows are in it; all where there is none.
    pub predicate: Option<Expression>,
    /// How it is made, in small letters; a B-tree where nothing is said. `fulltext` and `spatial` are of MySQL and MariaDB.
    pub method: Option<Name>,
    /// Columns whose values it carries along without being sorted by them.
    pub include: Vec<Name>,
    /// Whether NULLs are equal to each other in a unique index.
    pub nulls: Nulls,
    /// How PostgreSQL keeps it, in the order they were said.
    pub parameters: Vec<Parameter>,
    /// What MySQL and MariaDB alone have of it.
    pub mysql: MySqlIndex,
}

/// What MySQL and MariaDB alone have of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MySqlIndex {
    /// What it is for, in words.
    pub comment: Option<String>,
    /// Whether it says that it is a B-tree. It is one anyway: the words mean nothing and are no part of a revision's hash,
    /// but the servers keep and show them.
    pub says_btree: bool,
}

/// An operator class of PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorClass {
    /// Its name.
    pub name: QualifiedName,
    /// What it is told, in the order they were said.
    pub parameters: Vec<Parameter>,
}

impl fmt::Display for OperatorClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

/// Whether two rows may be equal in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uniqueness {
    /// They may.
    Plain,
    /// They may not.
    Unique,
}

/// Whether NULLs are equal to each other where rows must differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nulls {
    /// They are not: any number of rows may have NULL.
    #[default]
    Distinct,
    /// They are: one row may have NULL.
    NotDistinct,
}

/// A part of an index: a column or an expression, and how it is sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPart {
    /// What is indexed.
    pub key: IndexKey,
    /// The direction.
    pub direction: Direction,
    /// Where NULLs are sorted, where not as the database has it.
    pub nulls: Option<NullsOrder>,
    /// The operator class, where not the default of the type. PostgreSQL alone.
    pub opclass: Option<OperatorClass>,
    /// How text is compared, where not as the column has it.
    pub collation: Option<Collation>,
    /// How many characters or bytes from the beginning are indexed; all where nothing is said. MySQL and MariaDB alone.
    pub prefix: Option<u32>,
}

/// What a part of an index is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexKey {
    /// A column.
    Column(Name),
    /// An expression over columns.
    Expression(Expression),
}

impl IndexKey {
    /// The expression, where it is one.
    pub(crate) fn expression_mut(&mut self) -> Option<&mut Expression> {
        match self {
            Self::Column(_) => None,
            Self::Expression(expression) => Some(expression),
        }
    }
}

/// The direction of a column in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// Where NULLs are sorted in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NullsOrder {
    /// Before all values.
    First,
    /// Behind all values.
    Last,
}

/// A column of an index, or `expr("…")`, smallest first.
#[must_use]
pub fn asc(key: impl Into<IndexKey>) -> IndexPart {
    IndexPart::new(key, Direction::Ascending)
}

/// A column of an index, or `expr("…")`, largest first.
#[must_use]
pub fn desc(key: impl Into<IndexKey>) -> IndexPart {
    IndexPart::new(key, Direction::Descending)
}

/// The first characters of a column of text, or the first bytes of a column of bytes, which is all that MySQL and MariaDB
/// index of `Text` and `Bytes`.
#[must_use]
pub fn prefix(column: &str, length: u32) -> IndexPart {
    IndexPart { prefix: Some(length), ..asc(column) }
}

impl From<&str> for IndexKey {
    fn from(column: &str) -> Self {
        Self::Column(column.into())
    }
}

impl From<&String> for IndexKey {
    fn from(column: &String) -> Self {
        Self::Column(column.as_str().into())
    }
}

impl From<Name> for IndexKey {
    fn from(column: Name) -> Self {
        Self::Column(column)
    }
}

impl From<Expression> for IndexKey {
    fn from(expression: Expression) -> Self {
        Self::Expression(expression)
    }
}

impl From<&str> for IndexPart {
    fn from(column: &str) -> Self {
        asc(column)
    }
}

impl From<Name> for IndexPart {
    fn from(column: Name) -> Self {
        asc(column)
    }
}

impl From<Expression> for IndexPart {
    fn from(expression: Expression) -> Self {
        asc(expression)
    }
}

impl IndexPart {
    /// A part without more than a direction.
    pub fn new(key: impl Into<IndexKey>, direction: Direction) -> Self {
        Self { key: key.into(), direction, nulls: None, opclass: None, collation: None, prefix: None }
    }

    /// Sorts NULLs before all values.
    #[must_use]
    pub fn nulls_first(self) -> Self {
        Self { nulls: Some(NullsOrder::First), ..self }
    }

    /// Sorts NULLs behind all values.
    #[must_use]
    pub fn nulls_last(self) -> Self {
        Self { nulls: Some(NullsOrder::Last), ..self }
    }

    /// Indexes so many characters or bytes from the beginning, as [`prefix`](fn@prefix) does.
    #[must_use]
    pub fn prefix(self, length: u32) -> Self {
        Self { prefix: Some(length), ..self }
    }

    /// Uses an operator class of PostgreSQL, such as `gin_trgm_ops`.
    #[must_use]
    pub fn opclass(self, name: impl Into<QualifiedName>) -> Self {
        self.opclass_with(name, [] as [(&str, &str); 0])
    }

    /// Uses an operator class of PostgreSQL, and tells it something: `.opclass_with("gist_trgm_ops", [("siglen", "32")])`.
    #[must_use]
    pub fn opclass_with<N: AsRef<str>, V: ToString>(
        self,
        name: impl Into<QualifiedName>,
        parameters: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let opclass = OperatorClass { name: name.into(), parameters: Parameter::list(parameters) };
        Self { opclass: Some(opclass), ..self }
    }

    /// Compares text by a collation.
    #[must_use]
    pub fn collate(mut self, name: &str) -> Self {
        Collation::set(&mut self.collation, name);
        self
    }

    /// Compares text by a collation of these dialects, and on the others as if nothing was said.
    #[must_use]
    pub fn collate_on(mut self, dialects: impl Into<Dialects>, name: &str) -> Self {
        Collation::set_on(&mut self.collation, dialects.into(), name);
        self
    }

    /// The column, if it is of one.
    pub fn column(&self) -> Option<&Name> {
        match &self.key {
            IndexKey::Column(column) => Some(column),
            IndexKey::Expression(_) => None,
        }
    }

    /// The column, if all of its value is indexed as the column itself compares it.
    pub fn whole_column(&self) -> Option<&Name> {
        let Self { key: _, direction: _, nulls: _, opclass, collation, prefix } = self;
        self.column().filter(|_| opclass.is_none() && collation.is_none() && prefix.is_none())
    }

    /// The expression, if it is of one.
    pub fn expression(&self) -> Option<&Expression> {
        match &self.key {
            IndexKey::Column(_) => None,
            IndexKey::Expression(expression) => Some(expression),
        }
    }
}

impl Index {
    /// An index of parts, without more.
    pub fn new(name: impl Into<Name>, parts: Vec<IndexPart>) -> Self {
        Self {
            name: name.into(),
            parts,
            uniqueness: Uniqueness::Plain,
            predicate: None,
            method: None,
            include: Vec::new(),
            nulls: Nulls::Distinct,
            parameters: Vec::new(),
            mysql: MySqlIndex::default(),
        }
    }

    /// The columns among its parts, in order.
    pub fn columns(&self) -> impl Iterator<Item = &Name> {
        self.parts.iter().filter_map(IndexPart::column)
    }

    /// The columns, in order, if no two rows may have the same values in them and a foreign key may reference them.
    pub fn unique_columns(&self) -> Option<Vec<Name>> {
        let Self {
            name: _,
            parts,
            uniqueness,
            predicate,
            method: _,
            include: _,
            nulls: _,
            parameters: _,
            mysql: _,
        } = self;
        let unique = *uniqueness == Uniqueness::Unique && predicate.is_none();
        unique.then(|| parts.iter().map(|part| part.whole_column().cloned()).collect())?
    }

    /// The expressions in it: of its parts and of its predicate.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.parts.iter().filter_map(IndexPart::expression).chain(&self.predicate)
    }

    /// Whether it uses a column, as far as the words of its expressions tell.
    pub fn uses(&self, column: &Name) -> bool {
        self.columns().chain(&self.include).any(|name| name == column)
            || self.expressions().any(|expression| expression.mentions(column))
    }
}
