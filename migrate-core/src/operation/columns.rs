//! Lists of columns, as authors write them.

use crate::name::Name;
use crate::schema::{ExclusionElement, Expression, IndexPart};

/// One column name, or an array of them.
pub trait Columns {
    /// The names, in order.
    fn into_names(self) -> Vec<Name>;
}

impl Columns for &str {
    fn into_names(self) -> Vec<Name> {
        vec![self.into()]
    }
}

impl<const N: usize> Columns for [&str; N] {
    fn into_names(self) -> Vec<Name> {
        self.as_slice().into_names()
    }
}

impl Columns for &[&str] {
    fn into_names(self) -> Vec<Name> {
        self.iter().map(|name| Name::from(*name)).collect()
    }
}

/// One column or [`expr`](crate::schema::expr)`("…")`, or an array of them, or of [`asc`](crate::schema::asc)`("…")`,
/// [`desc`](crate::schema::desc)`("…")` and [`prefix`](crate::schema::prefix)`("…", 20)`.
pub trait IndexColumns {
    /// The parts of the index, in order.
    fn into_parts(self) -> Vec<IndexPart>;
}

impl IndexColumns for &str {
    fn into_parts(self) -> Vec<IndexPart> {
        vec![self.into()]
    }
}

impl IndexColumns for IndexPart {
    fn into_parts(self) -> Vec<IndexPart> {
        vec![self]
    }
}

impl IndexColumns for Expression {
    fn into_parts(self) -> Vec<IndexPart> {
        vec![self.into()]
    }
}

impl<const N: usize> IndexColumns for [Expression; N] {
    fn into_parts(self) -> Vec<IndexPart> {
        self.into_iter().map(IndexPart::from).collect()
    }
}

impl<const N: usize> IndexColumns for [&str; N] {
    fn into_parts(self) -> Vec<IndexPart> {
        self.iter().map(|name| IndexPart::from(*name)).collect()
    }
}

impl<const N: usize> IndexColumns for [IndexPart; N] {
    fn into_parts(self) -> Vec<IndexPart> {
        self.into()
    }
}

/// What an exclusion constraint compares, each with its operator: `[("room", "="), ("during", "&&")]`.
pub trait ExclusionElements {
    /// The elements, in order.
    fn into_elements(self) -> Vec<ExclusionElement>;
}

impl<P: Into<IndexPart>, const N: usize> ExclusionElements for [(P, &str); N] {
    fn into_elements(self) -> Vec<ExclusionElement> {
        let element = |(part, operator): (P, &str)| ExclusionElement {
            part: part.into(),
            operator: operator.to_owned(),
        };
        self.into_iter().map(element).collect()
    }
}
