//! Column types on PostgreSQL.

use crate::dialect::Dialect::Postgres;
use crate::dialect::Unsupported;
use crate::dialect::native;
use crate::dialect::sql::{Sql, sql};
use crate::schema::ColumnType;

/// The longest `CHAR` and `VARCHAR` (source of 15: `MaxAttrSize`), and the most digits of a `NUMERIC` that is declared
/// (manual 15, section 8.1.2).
const CHARACTERS: u32 = 10_485_760;
const DIGITS: u32 = 1000;

/// The type as PostgreSQL writes it.
pub(super) fn column_type(column_type: &ColumnType) -> Result<Sql, Unsupported> {
    Ok(match column_type {
        ColumnType::Array(of) => sql!(Postgres; self::column_type(of)?, "[]"),
        ColumnType::BigInt => sql!(Postgres; "BIGINT"),
        ColumnType::Boolean => sql!(Postgres; "BOOLEAN"),
        ColumnType::Bytes => sql!(Postgres; "BYTEA"),
        ColumnType::Char(length) => sql!(Postgres; "CHAR(", self::length(*length)?, ")"),
        ColumnType::Date => sql!(Postgres; "DATE"),
        ColumnType::Double => sql!(Postgres; "DOUBLE PRECISION"),
        ColumnType::Enum(name) => sql!(Postgres; name),
        ColumnType::Integer => sql!(Postgres; "INTEGER"),
        ColumnType::Json => sql!(Postgres; "JSON"),
        ColumnType::Jsonb => sql!(Postgres; "JSONB"),
        ColumnType::Native(native) => native::column_type(Postgres, native)?,
        ColumnType::Numeric(precision, scale) => {
            if *precision > DIGITS {
                return Err(Unsupported::new(
                    format!(
                        "PostgreSQL's `NUMERIC` has at most {DIGITS} digits, and {precision} are asked for"
                    ),
                    format!("ask for {DIGITS} or fewer"),
                ));
            }
            sql!(Postgres; "NUMERIC(", i64::from(*precision), ", ", i64::from(*scale), ")")
        }
        ColumnType::Real => sql!(Postgres; "REAL"),
        ColumnType::SmallInt => sql!(Postgres; "SMALLINT"),
        ColumnType::Text => sql!(Postgres; "TEXT"),
        ColumnType::Time => sql!(Postgres; "TIME"),
        ColumnType::Timestamp => sql!(Postgres; "TIMESTAMP"),
        ColumnType::TimestampTz => sql!(Postgres; "TIMESTAMPTZ"),
        ColumnType::Uuid => sql!(Postgres; "UUID"),
        ColumnType::Varchar(length) => sql!(Postgres; "VARCHAR(", self::length(*length)?, ")"),
    })
}

fn length(length: u32) -> Result<i64, Unsupported> {
    if length > CHARACTERS {
        return Err(Unsupported::new(
            format!(
                "PostgreSQL's `CHAR` and `VARCHAR` have at most {CHARACTERS} characters, and {length} are asked for"
            ),
            "use `Text`",
        ));
    }
    Ok(i64::from(length))
}
