//! A column of MySQL or MariaDB stated anew.

use serde::{Deserialize, Serialize};

use super::Offline;
use crate::name::{Name, QualifiedName};
use crate::operation::Change;

/// A change of a column on MySQL or MariaDB, where a column is changed by stating all of it.
///
/// What is stated is the column's stored definition with these changes, so that everything else of it stays: its default,
/// comment, character set, collation, `ON UPDATE`, `AUTO_INCREMENT`, place, check, and that it is invisible. All SQL here
/// is written by the dialect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modify {
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
    /// Its new type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column_type: Option<String>,
    /// What its values become, where the servers' own conversion would not do. The values are then written into a column
    /// beside it, which takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cast: Option<Cast>,
    /// Whether it takes NULL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub null: Option<Null>,
    /// What stands behind `DEFAULT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Change<String>>,
    /// Whether it is `AUTO_INCREMENT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Change<()>>,
    /// What stands behind `COLLATE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Change<String>>,
    /// What stands behind `COMMENT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Change<String>>,
    /// What the servers alone have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Own>,
    /// What it is if the database held nothing but what the chain made.
    #[serde(skip)]
    pub offline: Vec<Offline>,
}

/// What MySQL and MariaDB alone have of a column, as far as it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// What stands behind `CHECK`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Change<String>>,
    /// Whether it is left out where all columns are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invisible: Option<bool>,
    /// What stands behind `ON UPDATE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_update: Option<Change<String>>,
}

/// What the values of a column become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nulls {
    /// It may: the expression speaks of NULL itself.
    Meant,
    /// It may not.
    Refused,
}

/// Whether a column takes NULL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Null {
    /// It takes none.
    No {
        /// What rows get that have NULL. Without, such a row is an error.
        fill: Option<String>,
    },
    /// It takes NULL.
    Yes,
}
