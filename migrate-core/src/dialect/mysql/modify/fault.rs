//! Why a column cannot be changed as its table is.

use thiserror::Error;

/// Why a column of MySQL or MariaDB cannot be changed as its table is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ModifyFault {
    /// Another column is computed from it.
    #[error("column `{column}` of the table is computed from it")]
    Dependent {
        /// The other column.
        column: String,
    },
    /// A foreign key is of the column.
    #[error("foreign key {key} is of the column, and its type does not change while that is there")]
    ForeignKey {
        /// The foreign key, in backquotes.
        key: String,
    },
    /// The table has no such column.
    #[error("the database's table has no such column")]
    NoColumn,
    /// Rows hold NULL.
    #[error("rows of the table hold NULL in it")]
    Nulls,
    /// The column that new values would be written into is there already, and is not ours.
    #[error("the table has a column `{}` of its own", super::NEW)]
    Taken,
    /// A trigger would see the rows that are written.
    #[error("trigger `{trigger}` runs when rows are updated, and the change updates them")]
    Trigger {
        /// The trigger.
        trigger: String,
    },
    /// Values become NULL.
    #[error("{rows} rows of the table would hold NULL in it, {} among them", shown(.values))]
    Unconverted {
        /// How many rows hold such values.
        rows: i64,
        /// Some of the values.
        values: Vec<String>,
    },
    /// The table's definition cannot be read.
    #[error("what the server says of the table cannot be read")]
    Unreadable,
}

fn shown(values: &[String]) -> String {
    let values = values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>();
    values.join(", ")
}

impl ModifyFault {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Dependent { column } => {
                format!("drop column `{column}`, change this one, and add it again")
            }
            Self::ForeignKey { key } => {
                format!("drop foreign key {key}, change the columns on both sides, and add it again")
            }
            Self::NoColumn => "look what was changed in the database by other means".to_owned(),
            Self::Nulls => "say what they get: `c.not_null().fill(…)`, or write them before".to_owned(),
            Self::Taken => format!("rename column `{}`", super::NEW),
            Self::Trigger { trigger } => {
                format!("drop trigger `{trigger}` before the change, and create it again behind it")
            }
            Self::Unconverted { .. } => {
                "say in `using` what they become (an expression that has NULL in it may give NULL), or write the rows before"
                    .to_owned()
            }
            Self::Unreadable => "change the column with `op.sql(…).effect(…)`".to_owned(),
        }
    }
}
