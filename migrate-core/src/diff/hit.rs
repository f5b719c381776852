//! Which rows a change hits, without SQL.

use crate::name::{Name, QualifiedName};

/// What a change makes of rows that are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What becomes of them.
    pub effect: Effect,
    /// Which rows.
    pub rows: Rows,
}

/// What becomes of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Values in them become others: digits are lost, one value stands for another.
    Alters,
    /// They are lost, or values in them are.
    Loses,
    /// They make the change an error, unless somebody says what becomes of them.
    Refuses,
}

/// Rows of a table, by what they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The table, as it is called before all changes.
    pub table: QualifiedName,
    /// Which of its rows.
    pub which: Which,
}

/// Which rows of a table. Columns have the names that they have before all changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those that hold a value in this column that is less than the one number or greater than the other.
    Beyond(Name, i64, i64),
    /// Those that hold this value of an enum in this column.
    Holding(Name, String),
    /// Those that hold text of more characters in this column.
    Longer(Name, u32),
    /// Those that hold NULL in this column.
    Null(Name),
    /// Those that hold a value in this column.
    Valued(Name),
}
