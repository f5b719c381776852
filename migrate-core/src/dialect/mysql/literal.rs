//! Values on MySQL and MariaDB.

use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::literal::Literal;
use crate::dialect::sql::{Decimal, Hex, Sql, Text, sql};
use crate::schema::{ColumnType, Value};

/// A value as a literal of its column's type.
pub(super) fn literal(column_type: &ColumnType, value: &Value) -> Result<Sql, Unsupported> {
    Ok(match crate::dialect::literal::literal(column_type, value)? {
        Literal::Boolean(false) => sql!(MySql; "0"),
        Literal::Boolean(true) => sql!(MySql; "1"),
        Literal::Bytes(bytes) => sql!(MySql; Hex(bytes)),
        Literal::Date(date) => sql!(MySql; Text(&date.to_string())),
        Literal::Decimal(digits) => sql!(MySql; Decimal(digits)),
        Literal::Enum(text) | Literal::Text(text) => sql!(MySql; Text(text)),
        // Without an exponent it would be read as an exact number first.
        Literal::Float(value) => {
            let exponent = if format!("{value:?}").contains('e') { None } else { Some("e0") };
            sql!(MySql; value, exponent)
        }
        Literal::Instant(time) | Literal::Timestamp(time) => {
            sql!(MySql; Text(&format!("{} {}", time.date, time.time)))
        }
        Literal::Integer(value) => sql!(MySql; value),
        Literal::Null => sql!(MySql; "NULL"),
        Literal::Time(time) => sql!(MySql; Text(&time.to_string())),
        Literal::Uuid { text: _, bytes } => sql!(MySql; Hex(&bytes)),
    })
}
