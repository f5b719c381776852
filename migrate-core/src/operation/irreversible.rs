//! Why an operation has no inverse.

use thiserror::Error;

use crate::name::{Name, QualifiedName};
use crate::schema::ColumnType;

/// Why no downgrade can be derived from an operation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Irreversible {
    /// A column's values were made those of another type, and how they were is not said.
    #[error("column `{column}` of `{table}` was {from}, and what its values were as {to} is not said")]
    Cast {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
        /// Its type before.
        from: Box<ColumnType>,
        /// Its type after.
        to: Box<ColumnType>,
    },
    /// A data step without a reverse.
    #[error("data step `{step}` has no reverse")]
    DataStep {
        /// The step's name.
        step: String,
    },
    /// Rows were deleted, and what they held is not said.
    #[error("the rows deleted from `{table}` are not known")]
    DeletedRows {
        /// The table.
        table: QualifiedName,
    },
    /// An extension was updated, and which version it had is not said.
    #[error("which version of extension `{extension}` was there before is not said")]
    Extension {
        /// The extension.
        extension: Name,
    },
    /// A column that the database numbered was dropped.
    #[error("column `{column}` of `{table}` was an identity, which no table that is there can get")]
    Identity {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
    },
    /// Rows were inserted without the columns that would find them again.
    #[error("the rows inserted into `{table}` cannot be told from others without its primary key")]
    RowsWithoutKey {
        /// The table.
        table: QualifiedName,
    },
    /// SQL without a reverse.
    #[error("SQL without a reverse")]
    Sql,
    /// Rows were updated, and what they held is not said.
    #[error("what the updated rows of `{table}` held is not known")]
    UpdatedRows {
        /// The table.
        table: QualifiedName,
    },
}

impl Irreversible {
    /// What to write so that there is a way back.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Cast { .. } => {
                "add `.reverse_using(expr(\"…\"))` behind `set_type`, or name a function with `downgrade = …` in `#[revision]`"
            }
            Self::DataStep { .. } => {
                "add `.reverse(…)` to the data step, or name a function with `downgrade = …` in `#[revision]`"
            }
            Self::DeletedRows { .. } => {
                "add `.restore_with([…], [(…)])` with the rows, or `.leave_rows()` to leave them deleted, or name a function with `downgrade = …` in `#[revision]`"
            }
            Self::Extension { .. } => {
                "say it where the extension is created, `.version(\"…\")`, or name a function with `downgrade = …` in `#[revision]`"
            }
            Self::Identity { .. } => "name a function with `downgrade = …` in `#[revision]`",
            Self::RowsWithoutKey { .. } => {
                "name the primary key among the inserted columns, or name a function with `downgrade = …` in `#[revision]`"
            }
            Self::Sql => {
                "add `.reverse(\"…\")` to the SQL, or name a function with `downgrade = …` in `#[revision]`"
            }
            Self::UpdatedRows { .. } => {
                "add `.restore_with(\"…\", …)` for each column that is set, or `.leave_rows()` to leave the rows as they are, or name a function with `downgrade = …` in `#[revision]`"
            }
        }
    }
}
