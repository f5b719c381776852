//! Lists of columns, as authors write them.

use crate::name::Name;
use crate::schema::IndexPart;

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

/// One column, or an array of names, or of [`asc`](crate::schema::asc)`("…")` and [`desc`](crate::schema::desc)`("…")`.
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
