//! Values on PostgreSQL.

use crate::dialect::Dialect::Postgres;
use crate::dialect::Unsupported;
use crate::dialect::literal::Literal;
use crate::dialect::sql::{Decimal, Hex, Sql, Text, sql};
use crate::schema::{ColumnType, Value};

/// A value as a literal of its column's type.
pub(super) fn literal(column_type: &ColumnType, value: &Value) -> Result<Sql, Unsupported> {
    Ok(match crate::dialect::literal::literal(column_type, value)? {
        Literal::Boolean(false) => sql!(Postgres; "FALSE"),
        Literal::Boolean(true) => sql!(Postgres; "TRUE"),
        Literal::Bytes(bytes) => sql!(Postgres; Hex(bytes)),
        Literal::Date(date) => sql!(Postgres; Text(&date.to_string())),
        Literal::Decimal(digits) => sql!(Postgres; Decimal(digits)),
        Literal::Enum(text) | Literal::Text(text) | Literal::Uuid { text, bytes: _ } => {
            sql!(Postgres; Text(text))
        }
        Literal::Float(value) => sql!(Postgres; value),
        Literal::Instant(instant) => {
            sql!(Postgres; Text(&format!("{} {}+00:00", instant.date, instant.time)))
        }
        Literal::Integer(value) => sql!(Postgres; value),
        Literal::Null => sql!(Postgres; "NULL"),
        Literal::Time(time) => sql!(Postgres; Text(&time.to_string())),
        Literal::Timestamp(time) => sql!(Postgres; Text(&format!("{} {}", time.date, time.time))),
    })
}
