//! Columns.

use super::{Collation, ColumnDefault, ColumnType, Expression, Identity};
use crate::name::Name;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: Name,
    /// The type.
    pub column_type: ColumnType,
    /// Whether it takes NULL.
    pub nullable: bool,
    /// What a row gets that does not say.
    pub default: Option<ColumnDefault>,
    /// Whether the database numbers the rows, and how.
    pub identity: Option<Identity>,
    /// What its values are computed from, if the database computes them.
    pub generated: Option<Generated>,
    /// How its text is compared, where not as the database's own default has it.
    pub collation: Option<Collation>,
    /// What it is for, in words.
    pub comment: Option<String>,
    /// What MySQL and MariaDB alone have of it.
    pub mysql: MySqlColumn,
}

/// What MySQL and MariaDB alone have of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MySqlColumn {
    /// What must not be false for any row, as MariaDB keeps it with the column, without a name of its own.
    pub check: Option<Expression>,
    /// Whether a `SELECT *` leaves it out, and an insert that names no columns.
    pub invisible: bool,
    /// Whether it gets the time when its row is changed: `ON UPDATE CURRENT_TIMESTAMP`.
    pub on_update_now: bool,
}

/// How the values of a generated column come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// What the value of a row is, from the row's other columns.
    pub expression: Expression,
    /// When it is computed.
    pub storage: Storage,
}

/// When the values of a generated column are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// When the row is written; the value is kept.
    Stored,
    /// When the row is read; nothing is kept.
    Virtual,
}

impl Column {
    /// A column that takes no NULL and has no default.
    pub fn new(name: impl Into<Name>, column_type: ColumnType) -> Self {
        Self {
            name: name.into(),
            column_type,
            nullable: false,
            default: None,
            identity: None,
            generated: None,
            collation: None,
            comment: None,
            mysql: MySqlColumn::default(),
        }
    }

    /// Whether a row that brings no value for the column gets one, be it NULL.
    pub fn fills_itself(&self) -> bool {
        self.nullable || self.default.is_some() || self.identity.is_some() || self.generated.is_some()
    }
}
