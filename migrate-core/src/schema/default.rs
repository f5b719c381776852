//! Defaults of columns.

use super::{Expression, Value};
use crate::name::QualifiedName;

/// What a row gets in a column that it does not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnDefault {
    /// An expression in SQL, computed for each row.
    Expression(Expression),
    /// The next number of a sequence. Written [`next_value`]`("…")`.
    NextValue(QualifiedName),
    /// The time of the insert, in the column's own type. Written [`now`]`()`.
    Now,
    /// A value.
    Value(Value),
}

/// The time of the insert, as the default of a `Date`, `Time`, `Timestamp` or `TimestampTz` column.
///
/// It is spelled so that what sqlx reads back is the type of the column, in UTC.
pub fn now() -> ColumnDefault {
    ColumnDefault::Now
}

/// The next number of a sequence, as the default of an integer column.
pub fn next_value(sequence: impl Into<QualifiedName>) -> ColumnDefault {
    ColumnDefault::NextValue(sequence.into())
}

impl From<Expression> for ColumnDefault {
    fn from(expression: Expression) -> Self {
        Self::Expression(expression)
    }
}

impl<T: Into<Value>> From<T> for ColumnDefault {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}
