//! Column types on MySQL and MariaDB.
//!
//! Limits are those of InnoDB with pages of 16 kB and of utf8mb4, tried on MariaDB 10.11.

use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::native::column_type as native_type;
use crate::dialect::sql::{Sql, sql};
use crate::schema::{Column, ColumnType, Schema};

use super::{enums, native};

/// The most characters of `CHAR`, and of `VARCHAR`.
const CHAR: u32 = 255;
const VARCHAR: u32 = 16_383;

/// The most digits of `DECIMAL`, and of them behind the point (MariaDB; MySQL has 30).
const DIGITS: u32 = 65;
const SCALE: u32 = 38;

/// The most bytes of a row without what is stored apart.
const ROW: u32 = 65_535;

/// The most bytes of an index.
pub(super) const INDEX: u32 = 3072;

/// The type as it stands in a column's definition.
pub(in crate::dialect) fn column_type(column: &Column, schema: &Schema) -> Result<Sql, Unsupported> {
    let too_much =
        |fault: String, help: &str| Err(Unsupported::new(format!("column `{}` {fault}", column.name), help));
    Ok(match &column.column_type {
        ColumnType::Array(_) => {
            return Err(Unsupported::new(
                "MySQL and MariaDB have no arrays",
                "use `Json`, or a table of its own; `op.on(Postgres, |op| …)` keeps the array on PostgreSQL",
            ));
        }
        ColumnType::BigInt => sql!(MySql; "BIGINT"),
        ColumnType::Boolean => sql!(MySql; "TINYINT(1)"),
        ColumnType::Bytes => sql!(MySql; "LONGBLOB"),
        ColumnType::Char(length) if *length > CHAR => {
            return too_much(
                format!("has {length} characters, and `CHAR` of MySQL and MariaDB has at most {CHAR}"),
                "use `Varchar`",
            );
        }
        ColumnType::Char(length) => sql!(MySql; "CHAR(", i64::from(*length), ")"),
        ColumnType::Date => sql!(MySql; "DATE"),
        ColumnType::Double => sql!(MySql; "DOUBLE"),
        ColumnType::Enum(name) => enums::column_type(name, schema)?,
        ColumnType::Integer => sql!(MySql; "INT"),
        ColumnType::Json | ColumnType::Jsonb => sql!(MySql; "JSON"),
        ColumnType::Native(native) => native_type(MySql, native)?,
        ColumnType::Numeric(precision, scale) if *precision > DIGITS || *scale > SCALE => {
            return too_much(
                format!(
                    "has {precision} digits, {scale} behind the point, and `DECIMAL` of MariaDB has at most {DIGITS} and {SCALE}"
                ),
                "give it fewer digits, or use `Varchar`",
            );
        }
        ColumnType::Numeric(precision, scale) => {
            sql!(MySql; "DECIMAL(", i64::from(*precision), ", ", i64::from(*scale), ")")
        }
        ColumnType::Real => sql!(MySql; "FLOAT"),
        ColumnType::SmallInt => sql!(MySql; "SMALLINT"),
        ColumnType::Text => sql!(MySql; "LONGTEXT"),
        ColumnType::Time => sql!(MySql; "TIME(6)"),
        ColumnType::Timestamp | ColumnType::TimestampTz => sql!(MySql; "DATETIME(6)"),
        ColumnType::Uuid => sql!(MySql; "BINARY(16)"),
        ColumnType::Varchar(length) if *length > VARCHAR => {
            return too_much(
                format!("has {length} characters, and `VARCHAR` of MySQL and MariaDB has at most {VARCHAR}"),
                "use `Text`",
            );
        }
        ColumnType::Varchar(length) => sql!(MySql; "VARCHAR(", i64::from(*length), ")"),
    })
}

/// The bytes of a value in an index; none where the type cannot be indexed whole.
pub(super) fn index_bytes(column_type: &ColumnType) -> Option<u32> {
    match column_type {
        ColumnType::Array(_)
        | ColumnType::Bytes
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Text => None,
        ColumnType::BigInt | ColumnType::Double | ColumnType::Timestamp | ColumnType::TimestampTz => Some(8),
        ColumnType::Boolean => Some(1),
        ColumnType::Char(length) | ColumnType::Varchar(length) => Some(length.saturating_mul(4)),
        ColumnType::Date => Some(3),
        ColumnType::Enum(_) | ColumnType::SmallInt => Some(2),
        ColumnType::Integer | ColumnType::Real => Some(4),
        ColumnType::Native(native) => native::index_bytes(native),
        // Four bytes for nine digits, on either side of the point.
        ColumnType::Numeric(precision, scale) => {
            Some(((precision - scale).div_ceil(9) + scale.div_ceil(9)) * 4)
        }
        ColumnType::Time => Some(6),
        ColumnType::Uuid => Some(16),
    }
}

/// The most bytes of a character, or of a unit of what is no text.
pub(super) fn character_bytes(column_type: &ColumnType) -> u32 {
    match column_type {
        ColumnType::Native(native) => native::character_bytes(native),
        ColumnType::Char(_) | ColumnType::Text | ColumnType::Varchar(_) => 4,
        ColumnType::Array(_)
        | ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Date
        | ColumnType::Double
        | ColumnType::Enum(_)
        | ColumnType::Integer
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Numeric(..)
        | ColumnType::Real
        | ColumnType::SmallInt
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid => 1,
    }
}

/// The digits of a second that a type of time has, in parentheses.
pub(super) fn fraction(column_type: &ColumnType) -> Option<Sql> {
    let digits = match column_type.native() {
        Some(native) => native::fraction(native)?,
        None => 6,
    };
    Some(sql!(MySql; "(", i64::from(digits), ")"))
}

/// The columns must fit into a row.
pub(super) fn row_fits(columns: &[Column]) -> Result<(), Unsupported> {
    let bytes = |column: &Column| match (&column.column_type, index_bytes(&column.column_type)) {
        // A pointer and the length.
        (_, None) => 12,
        (ColumnType::Varchar(_), Some(bytes)) => bytes.saturating_add(2),
        (_, Some(bytes)) => bytes,
    };
    let nulls = u32::try_from(columns.len().div_ceil(8)).unwrap_or(u32::MAX);
    let row = columns.iter().map(bytes).fold(nulls, u32::saturating_add);
    if row > ROW {
        return Err(Unsupported::new(
            format!("the columns need {row} bytes in a row, and MySQL and MariaDB have {ROW}"),
            "shorten `Varchar` columns, or make them `Text`, which is stored apart",
        ));
    }
    Ok(())
}

/// Whether a default that is a value must stand in parentheses (MySQL's manual, "Data Type Default Values"; MariaDB takes
/// both).
pub(super) fn wants_parentheses(column_type: &ColumnType) -> bool {
    index_bytes(column_type).is_none()
}
