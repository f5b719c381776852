//! Column types on SQLite.

use crate::dialect::Dialect::Sqlite;
use crate::dialect::Unsupported;
use crate::dialect::native;
use crate::dialect::sql::{Sql, sql};
use crate::schema::{ColumnType, Native, SqliteTable};

/// The type as it is declared: what gives the column its affinity, and sqlx the Rust type.
pub(super) fn column_type(column_type: &ColumnType, table: SqliteTable) -> Result<Sql, Unsupported> {
    if table.strict {
        return strict_type(column_type);
    }
    Ok(match column_type {
        ColumnType::Array(_) => {
            return Err(no_arrays());
        }
        ColumnType::BigInt => sql!(Sqlite; "BIGINT"),
        ColumnType::Boolean => sql!(Sqlite; "BOOLEAN"),
        ColumnType::Bytes | ColumnType::Uuid => sql!(Sqlite; "BLOB"),
        ColumnType::Char(length) => sql!(Sqlite; "CHAR(", i64::from(*length), ")"),
        ColumnType::Date => sql!(Sqlite; "DATE"),
        ColumnType::Double => sql!(Sqlite; "DOUBLE"),
        ColumnType::Enum(_)
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Numeric(..)
        | ColumnType::Text => sql!(Sqlite; "TEXT"),
        ColumnType::Integer => sql!(Sqlite; "INT"),
        ColumnType::Native(native) => native::column_type(Sqlite, native)?,
        ColumnType::Real => sql!(Sqlite; "REAL"),
        ColumnType::SmallInt => sql!(Sqlite; "SMALLINT"),
        ColumnType::Time => sql!(Sqlite; "TIME"),
        ColumnType::Timestamp | ColumnType::TimestampTz => sql!(Sqlite; "DATETIME"),
        ColumnType::Varchar(length) => sql!(Sqlite; "VARCHAR(", i64::from(*length), ")"),
    })
}

/// The type that a column is declared to be of. Where another word makes the same, it is the one that the rest of the
/// schema cannot tell from it: `TEXT` is text.
pub(super) fn read(declared: &str, table: SqliteTable) -> ColumnType {
    if table.strict {
        return match declared {
            "BLOB" => ColumnType::Bytes,
            "INT" => ColumnType::BigInt,
            "REAL" => ColumnType::Double,
            "TEXT" => ColumnType::Text,
            _ => Native([(Sqlite, declared)]),
        };
    }
    let length = |word: &str| {
        let digits = declared.strip_prefix(word)?.strip_suffix(')')?;
        let length = digits.parse::<u32>().ok()?;
        (length.to_string() == digits).then_some(length)
    };
    match declared {
        "BIGINT" => ColumnType::BigInt,
        "BLOB" => ColumnType::Bytes,
        "BOOLEAN" => ColumnType::Boolean,
        "DATE" => ColumnType::Date,
        "DATETIME" => ColumnType::Timestamp,
        "DOUBLE" => ColumnType::Double,
        "INT" => ColumnType::Integer,
        "REAL" => ColumnType::Real,
        "SMALLINT" => ColumnType::SmallInt,
        "TEXT" => ColumnType::Text,
        "TIME" => ColumnType::Time,
        _ => {
            let char = length("CHAR(").map(ColumnType::Char);
            let varchar = || length("VARCHAR(").map(ColumnType::Varchar);
            char.or_else(varchar).unwrap_or_else(|| Native([(Sqlite, declared)]))
        }
    }
}

fn no_arrays() -> Unsupported {
    Unsupported::new(
        "SQLite has no arrays",
        "use `Json`, or a table of its own; `op.on(Postgres, |op| …)` keeps the array on PostgreSQL",
    )
}

/// The types that a strict table knows.
const STRICT: [&str; 6] = ["ANY", "BLOB", "INT", "INTEGER", "REAL", "TEXT"];

/// The type in a `STRICT` table, which knows five alone (manual, "STRICT Tables"). sqlx reads and writes the same Rust
/// types.
fn strict_type(column_type: &ColumnType) -> Result<Sql, Unsupported> {
    Ok(match column_type {
        ColumnType::Array(_) => return Err(no_arrays()),
        ColumnType::BigInt | ColumnType::Boolean | ColumnType::Integer | ColumnType::SmallInt => {
            sql!(Sqlite; "INT")
        }
        ColumnType::Bytes | ColumnType::Uuid => sql!(Sqlite; "BLOB"),
        ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Enum(_)
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Numeric(..)
        | ColumnType::Text
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Varchar(_) => sql!(Sqlite; "TEXT"),
        ColumnType::Double | ColumnType::Real => sql!(Sqlite; "REAL"),
        ColumnType::Native(native) => {
            let column_type = native::column_type(Sqlite, native)?;
            let text = native.text(Sqlite).unwrap_or_default().to_ascii_uppercase();
            if !STRICT.contains(&text.as_str()) {
                return Err(Unsupported::new(
                    format!("SQLite's strict tables have no type `{text}`"),
                    format!("name one that they have: {}", STRICT.join(", ")),
                ));
            }
            column_type
        }
    })
}
