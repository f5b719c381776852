//! Values on SQLite, in the form in which sqlx writes them, so that equal values are equal text.

use crate::dialect::Dialect::Sqlite;
use crate::dialect::Unsupported;
use crate::dialect::literal::Literal;
use crate::dialect::sql::{Hex, Sql, Text, sql};
use crate::schema::{ColumnType, Value};

/// A value as a literal of its column's type.
pub(super) fn literal(column_type: &ColumnType, value: &Value) -> Result<Sql, Unsupported> {
    Ok(match crate::dialect::literal::literal(column_type, value)? {
        Literal::Boolean(false) => sql!(Sqlite; "0"),
        Literal::Boolean(true) => sql!(Sqlite; "1"),
        Literal::Bytes(bytes) => sql!(Sqlite; Hex(bytes)),
        Literal::Date(date) => sql!(Sqlite; Text(&date.to_string())),
        Literal::Decimal(text) | Literal::Enum(text) | Literal::Text(text) => sql!(Sqlite; Text(text)),
        Literal::Float(value) => sql!(Sqlite; value),
        Literal::Instant(instant) => {
            sql!(Sqlite; Text(&format!("{}T{}+00:00", instant.date, instant.time)))
        }
        Literal::Integer(value) => match column_type {
            ColumnType::Numeric(..) => sql!(Sqlite; Text(&value.to_string())),
            ColumnType::Array(_)
            | ColumnType::BigInt
            | ColumnType::Boolean
            | ColumnType::Bytes
            | ColumnType::Char(_)
            | ColumnType::Date
            | ColumnType::Double
            | ColumnType::Enum(_)
            | ColumnType::Integer
            | ColumnType::Json
            | ColumnType::Jsonb
            | ColumnType::Real
            | ColumnType::SmallInt
            | ColumnType::Text
            | ColumnType::Time
            | ColumnType::Timestamp
            | ColumnType::TimestampTz
            | ColumnType::Uuid
            | ColumnType::Varchar(_) => sql!(Sqlite; value),
        },
        Literal::Null => sql!(Sqlite; "NULL"),
        Literal::Time(time) => sql!(Sqlite; Text(&time.to_string())),
        Literal::Timestamp(time) => sql!(Sqlite; Text(&format!("{} {}", time.date, time.time))),
        Literal::Uuid { text: _, bytes } => sql!(Sqlite; Hex(&bytes)),
    })
}
