//! Indexes.

use super::Expression;
use crate::name::Name;

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
}

/// Whether two rows may be equal in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uniqueness {
    /// They may.
    Plain,
    /// They may not.
    Unique,
}

/// A column of an index, with its direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPart {
    /// The column.
    pub column: Name,
    /// The direction.
    pub direction: Direction,
}

/// The direction of a column in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A column of an index, smallest first.
#[must_use]
pub fn asc(column: &str) -> IndexPart {
    IndexPart { column: column.into(), direction: Direction::Ascending }
}

/// A column of an index, largest first.
#[must_use]
pub fn desc(column: &str) -> IndexPart {
    IndexPart { column: column.into(), direction: Direction::Descending }
}

impl From<&str> for IndexPart {
    fn from(column: &str) -> Self {
        asc(column)
    }
}

impl Index {
    /// The indexed columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &Name> {
        self.parts.iter().map(|part| &part.column)
    }
}
