//! What becomes of a column's values on SQLite when its type changes, and which of them would be none of the new type.
//!
//! SQLite keeps any value in any column (`datatype3.html`), so what would not be converted must be asked for. A comparison
//! applies the affinity that storing applies, and `CAST` never fails: `CAST(v AS INTEGER) = v` holds for `'7'` and
//! `7.0`, and neither for `'d1'` nor for `7.5`.

use super::rebuild::BEFORE;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::sql::{Sql, Text, Written, sql};
use crate::name::Name;
use crate::schema::{ColumnType, Schema};

/// The new value of a column, where it is another one than the old.
pub(super) fn value(column: &Name, from: &ColumnType, to: &ColumnType) -> Option<Sql> {
    let is_utc = || sql!(Sqlite; "substr(", column, ", -6) = '+00:00'");
    match (from, to) {
        (ColumnType::Date, ColumnType::Timestamp) => Some(sql!(Sqlite; column, " || ' 00:00:00'")),
        (ColumnType::Date, ColumnType::TimestampTz) => Some(sql!(Sqlite; column, " || 'T00:00:00+00:00'")),
        (ColumnType::Timestamp | ColumnType::TimestampTz, ColumnType::Date) => {
            Some(sql!(Sqlite; "date(", column, ")"))
        }
        (ColumnType::Timestamp, ColumnType::TimestampTz) => {
            Some(sql!(Sqlite; "replace(", column, ", ' ', 'T') || '+00:00'"))
        }
        // SQLite's own functions know milliseconds only.
        (ColumnType::TimestampTz, ColumnType::Timestamp) => Some(sql!(
            Sqlite;
            "CASE WHEN ", is_utc(), " THEN replace(substr(", column, ", 1, length(", column, ") - 6), 'T', ' ') ",
            "ELSE strftime('%Y-%m-%d %H:%M:%f', ", column, ") END",
        )),
        _ => None,
    }
}

/// Holds for a value that is none of a type.
pub(super) fn wrong(schema: &Schema, column: &Name, to: &ColumnType) -> Sql {
    let integer = |least: i64, most: i64| {
        let cast = sql!(Sqlite; "CAST(", column, " AS INTEGER)");
        let range = sql!(Sqlite; cast.clone(), " BETWEEN ", least, " AND ", most);
        // The least number has no literal of its own.
        let range = if least == i64::MIN { sql!(Sqlite; "TRUE") } else { range };
        sql!(Sqlite; cast, " = ", column, " AND ", range)
    };
    let text = |longest: Option<u32>| {
        let length = longest.map(|longest| sql!(Sqlite; " AND length(", column, ") <= ", i64::from(longest)));
        sql!(Sqlite; "typeof(", column, ") <> 'blob'", length)
    };
    let time = |pattern: &'static str, read: &'static str| sql!(Sqlite; column, " GLOB ", pattern, " AND ", read, "(", column, ") IS NOT NULL");
    let number = || {
        sql!(
            Sqlite;
            "(typeof(", column, ") IN ('integer', 'real') OR CAST(", column, " AS REAL) = ", column, ")",
        )
    };
    let right = match to {
        // Refused by itself, or what nobody can tell.
        ColumnType::Array(_) | ColumnType::Native(_) => sql!(Sqlite; "TRUE"),
        ColumnType::BigInt => integer(i64::MIN, i64::MAX),
        ColumnType::Boolean => integer(0, 1),
        ColumnType::Bytes => sql!(Sqlite; "typeof(", column, ") = 'blob'"),
        ColumnType::Char(longest) | ColumnType::Varchar(longest) => text(Some(*longest)),
        ColumnType::Date => sql!(Sqlite; "date(", column, ") = ", column),
        ColumnType::Double | ColumnType::Real => number(),
        ColumnType::Enum(name) => {
            let values = schema.enum_type(name).map_or_else(Vec::new, |it| it.values.clone());
            let values = Sql::list(Sqlite, values.iter().map(|value| Text(value)));
            sql!(Sqlite; column, " IN (", values, ")")
        }
        ColumnType::Integer => integer(i64::from(i32::MIN), i64::from(i32::MAX)),
        ColumnType::Json | ColumnType::Jsonb => sql!(Sqlite; "json_valid(", column, ")"),
        ColumnType::Numeric(precision, scale) => {
            let digits = precision.saturating_sub(*scale);
            sql!(
                Sqlite;
                number(), " AND CAST(", column, " AS TEXT) NOT GLOB '*[^-+.0-9]*' AND abs(CAST(", column,
                " AS REAL)) < 1e", i64::from(digits),
            )
        }
        ColumnType::SmallInt => integer(i64::from(i16::MIN), i64::from(i16::MAX)),
        ColumnType::Text => text(None),
        ColumnType::Time => time("'[0-9][0-9]:[0-9][0-9]*'", "time"),
        ColumnType::Timestamp | ColumnType::TimestampTz => {
            time("'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'", "datetime")
        }
        ColumnType::Uuid => sql!(Sqlite; "typeof(", column, ") = 'blob' AND length(", column, ") = 16"),
    };
    sql!(Sqlite; column, " IS NOT NULL AND NOT (", right, ")")
}

/// Holds for a value that became NULL too, besides those that are wrong.
pub(super) fn or_lost(column: &Name, wrong: &str) -> Sql {
    sql!(Sqlite; "(", column, " IS NULL AND ", BEFORE, " IS NOT NULL) OR (", Written(wrong), ")")
}
