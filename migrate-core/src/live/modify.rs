//! A column of MySQL or MariaDB stated anew.

use crate::name::{Name, QualifiedName};
use crate::operation::Change;

/// A change of a column on MySQL or MariaDB, where a column is changed by stating all of it.
///
/// What is stated is the column's stored definition with these changes, so that everything else of it stays: its default,
/// comment, character set, collation, `ON UPDATE`, `AUTO_INCREMENT`, place, check, and that it is invisible. All SQL here
/// is written by the dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modify {
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
    /// Its new type.
    pub column_type: Option<String>,
    /// What its values become, where the servers' own conversion would not do. The values are then written into a column
    /// beside it, which takes its place.
    pub cast: Option<Cast>,
    /// Whether it takes NULL.
    pub null: Option<Null>,
    /// What stands behind `DEFAULT`.
    pub default: Option<Change<String>>,
    /// Whether it is `AUTO_INCREMENT`.
    pub identity: Option<Change<()>>,
    /// What stands behind `COLLATE`.
    pub collation: Option<Change<String>>,
    /// What stands behind `COMMENT`.
    pub comment: Option<Change<String>>,
    /// The SQL if the database held nothing but what the chain made.
    pub offline: Vec<String>,
}

/// What the values of a column become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The new value, an expression over the row as it was.
    pub value: String,
    /// Whether a value may become NULL. Where it may not, such a row is an error: the servers have NULL for what they
    /// cannot convert.
    pub nulls: Nulls,
    /// Whether the values are dates and times, of which the servers would otherwise take such as the 0th of a month.
    pub temporal: bool,
}

/// Whether a value may become NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// It may: the expression speaks of NULL itself.
    Meant,
    /// It may not.
    Refused,
}

/// Whether a column takes NULL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Null {
    /// It takes none.
    No {
        /// What rows get that have NULL. Without, such a row is an error.
        fill: Option<String>,
    },
    /// It takes NULL.
    Yes,
}
