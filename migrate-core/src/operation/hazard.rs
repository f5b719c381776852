//! What an operation may cost, told before anything runs.

use std::fmt;

use crate::name::{Name, QualifiedName};
use crate::schema::ColumnType;

/// What an operation may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hazard {
    /// A column goes, with its values.
    LosesColumn {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
    },
    /// Rows go.
    LosesRows {
        /// The table.
        table: QualifiedName,
    },
    /// A schema goes, with the rights that were given to it.
    LosesSchema {
        /// The schema.
        schema: Name,
    },
    /// A table goes, with its rows.
    LosesTable {
        /// The table.
        table: QualifiedName,
    },
    /// Rows that hold a value of an enum get another one, and cannot be told from those that had it before.
    Merges {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The value that goes.
        value: String,
        /// The value that they get.
        into: String,
    },
    /// Only works while a table has no rows.
    NeedsEmptyTable {
        /// The table.
        table: QualifiedName,
        /// The column that its rows would have no value for.
        column: Name,
    },
    /// Only works while every value of a column is one of another type.
    NeedsFit {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The type it gets.
        column_type: ColumnType,
    },
    /// Only works while no row holds a value of an enum.
    NeedsRowsWithout {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The value that goes.
        value: String,
    },
    /// Only works while no row holds NULL in a column.
    NeedsValues {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
    },
    /// Values of a column are overwritten.
    Overwrites {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
    },
    /// A table may be written anew, and nobody else writes to it meanwhile.
    Rewrites {
        /// The table.
        table: QualifiedName,
    },
    /// Values lose digits, a time of day, or blanks at their end.
    Rounds {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// The type it gets.
        column_type: ColumnType,
    },
    /// What the ledger keeps of an operation whose code is gone.
    Told {
        /// What it may cost, in words.
        words: String,
        /// Whether data is lost for good.
        is_destructive: bool,
    },
}

impl Hazard {
    /// Whether data is lost for good, so that a downgrade needs leave to do it.
    pub fn is_destructive(&self) -> bool {
        match self {
            Self::LosesColumn { .. }
            | Self::LosesRows { .. }
            | Self::LosesSchema { .. }
            | Self::LosesTable { .. }
            | Self::Merges { .. }
            | Self::Overwrites { .. }
            | Self::Rounds { .. } => true,
            Self::NeedsEmptyTable { .. }
            | Self::NeedsFit { .. }
            | Self::NeedsRowsWithout { .. }
            | Self::NeedsValues { .. }
            | Self::Rewrites { .. } => false,
            Self::Told { is_destructive, .. } => *is_destructive,
        }
    }
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LosesColumn { table, column } => {
                write!(f, "loses column `{column}` of `{table}` and its values")
            }
            Self::LosesRows { table } => write!(f, "loses rows of `{table}`"),
            Self::LosesSchema { schema } => write!(f, "loses schema `{schema}` and what was granted on it"),
            Self::LosesTable { table } => write!(f, "loses table `{table}` and its rows"),
            Self::Merges { table, column, value, into } => {
                write!(f, "makes `{into}` of `{value}` in `{column}` of `{table}`, for good")
            }
            Self::NeedsEmptyTable { table, column } => {
                write!(f, "works only while `{table}` has no rows, since they would have no `{column}`")
            }
            Self::NeedsFit { table, column, column_type } => {
                write!(f, "works only while every `{column}` of `{table}` fits into {column_type}")
            }
            Self::NeedsRowsWithout { table, column, value } => {
                write!(f, "works only while no row of `{table}` holds `{value}` in `{column}`")
            }
            Self::NeedsValues { table, column } => {
                write!(f, "works only while no row of `{table}` holds NULL in `{column}`")
            }
            Self::Overwrites { table, column } => {
                write!(f, "overwrites values in `{column}` of `{table}`")
            }
            Self::Rewrites { table } => {
                write!(f, "may write `{table}` anew, and nobody else writes to it meanwhile")
            }
            Self::Told { words, .. } => f.write_str(words),
            Self::Rounds { table, column, column_type } => {
                write!(f, "rounds or cuts `{column}` of `{table}` to what {column_type} holds")
            }
        }
    }
}
