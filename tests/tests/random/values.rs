//! Values of every type, how the databases' own clients show them, and what a change of type makes of them.

use migrate_core::prelude::*;
use migrate_core::schema::{Conversion, Schema};
use migrate_tests::Kind;

/// A value of a row, as the client shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cell {
    /// Not known: what the database makes of it is taken, as long as it is no NULL.
    Any,
    /// Not known, and may be NULL.
    Free,
    /// NULL.
    Null,
    /// What is shown.
    Shown(String),
}

impl Cell {
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Self::Any | Self::Free)
    }

    pub(crate) fn shown(text: impl Into<String>) -> Self {
        Self::Shown(text.into())
    }
}

/// What is shown for NULL.
pub(crate) const NULL: &str = "∅";

/// The SQL that shows a column: text, the same for equal values.
pub(crate) fn show(kind: Kind, quoted: &str, column_type: &ColumnType) -> String {
    let text = match (kind, column_type) {
        (Kind::Postgres, Bytes) => format!("encode({quoted}, 'hex')"),
        (Kind::Postgres, Uuid) => format!("replace({quoted}::text, '-', '')"),
        (Kind::Postgres, _) => format!("{quoted}::text"),
        (Kind::MySql | Kind::Sqlite, Bytes | Uuid) => format!("lower(hex({quoted}))"),
        (Kind::MySql | Kind::Sqlite, _) => quoted.to_owned(),
    };
    match (kind, column_type) {
        // `hex` of NULL is empty on SQLite.
        (Kind::Sqlite, Bytes | Uuid) => {
            format!("CASE WHEN {quoted} IS NULL THEN '{NULL}' ELSE {text} END")
        }
        _ => format!("coalesce({text}, '{NULL}')"),
    }
}

/// The `n`th value of a type.
pub(crate) fn sample(schema: &Schema, column_type: &ColumnType, n: usize) -> Option<Value> {
    let number = i64::try_from(n).ok()?;
    Some(match column_type {
        BigInt | Integer | SmallInt => Value::from(number),
        Boolean => Value::from(n.is_multiple_of(2)),
        Char(length) => Value::from(format!("{n:0width$}", width = usize::try_from(*length).ok()?)),
        Text => Value::from(format!("it's \\ \"🦀\" {n}")),
        Varchar(_) => Value::from(format!("\\'ü{n}")),
        Numeric(_, 0) => Value::from(number.to_string()),
        Numeric(_, scale) => {
            Value::from(format!("-{n}.{:0<width$}", n % 10, width = usize::try_from(*scale).ok()?))
        }
        Double | Real => Value::from(f64::from(i32::try_from(number).ok()?) + 0.5),
        Bytes => Value::from(&[0_u8, 39, 92, 255, u8::try_from(n % 256).ok()?][..]),
        Date => Value::from(format!("2024-02-{:02}", n % 28 + 1)),
        Time => Value::from(format!("23:59:{:02}.5", n % 60)),
        Timestamp => Value::from(format!("2024-02-29 12:{:02}:00.25", n % 60)),
        TimestampTz => Value::from(format!("2026-03-29 02:{:02}:00+01:00", n % 60)),
        Uuid => Value::from(format!("67e55044-10b1-426f-9247-{n:012x}")),
        Json | Jsonb => Value::from(format!("{{\"a\": [{n}, \"it's\"]}}")),
        ColumnType::Enum(name) => {
            let values = &schema.enum_type(name)?.values;
            Value::from(values[n % values.len()].as_str())
        }
        ColumnType::Array(of) if **of == Integer => Value::from(format!("{{{n},NULL}}")),
        ColumnType::Array(_) => Value::from("{}"),
        ColumnType::Native(_) => return None,
    })
}

/// How a value of a column is shown.
pub(crate) fn shown(kind: Kind, column_type: &ColumnType, value: &Value) -> Cell {
    let truth = |truth: bool| match kind {
        Kind::Postgres => truth.to_string(),
        Kind::MySql | Kind::Sqlite => u8::from(truth).to_string(),
    };
    match (value, column_type) {
        (Value::Null, _) => Cell::Null,
        (Value::Boolean(value), _) => Cell::Shown(truth(*value)),
        (Value::Bytes(bytes), _) => {
            let hex = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
            Cell::Shown(hex.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect())
        }
        (Value::Integer(value), BigInt | Integer | SmallInt) => Cell::Shown(value.to_string()),
        (Value::Float(value), Double | Real) => Cell::Shown(value.to_string()),
        (Value::Text(text), Uuid) => Cell::Shown(text.replace('-', "").to_lowercase()),
        (
            Value::Text(text),
            Text
            | Varchar(_)
            | Char(_)
            | Numeric(..)
            | Date
            | ColumnType::Enum(_)
            | ColumnType::Array(_)
            | Json
            | Jsonb,
        ) => Cell::shown(text),
        (Value::Text(text), Time) => match kind {
            Kind::MySql => Cell::Shown(format!("{text:0<15}")),
            Kind::Postgres => Cell::shown(text),
            Kind::Sqlite => Cell::Shown(format!("{text:0<12}")),
        },
        (Value::Text(text), Timestamp) => match kind {
            Kind::MySql => Cell::Shown(format!("{text:0<26}")),
            Kind::Postgres => Cell::shown(text),
            Kind::Sqlite => Cell::Shown(format!("{text:0<23}")),
        },
        (Value::Text(text), TimestampTz) => instant(kind, text),
        _ => Cell::Any,
    }
}

/// How an instant of [`sample`] is shown, which is in the hour before in UTC.
fn instant(kind: Kind, text: &str) -> Cell {
    let Some((day, time)) = text.strip_suffix("+01:00").and_then(|text| text.split_once(" 02:")) else {
        return Cell::Any;
    };
    Cell::Shown(match kind {
        Kind::MySql => format!("{day} 01:{time}.000000"),
        Kind::Postgres => format!("{day} 01:{time}+00"),
        Kind::Sqlite => format!("{day}T01:{time}+00:00"),
    })
}

/// The value that is shown so, of the types that keys reference.
pub(crate) fn value(column_type: &ColumnType, cell: &Cell) -> Option<Value> {
    match (cell, column_type) {
        (Cell::Shown(text), BigInt | Integer | SmallInt) => text.parse::<i64>().ok().map(Value::from),
        (Cell::Shown(text), Text | Varchar(_) | ColumnType::Enum(_) | Date) => {
            Some(Value::from(text.as_str()))
        }
        (Cell::Any | Cell::Free | Cell::Null | Cell::Shown(_), _) => None,
    }
}

/// What becomes of a value whose column gets another type, without the author's word for it.
///
/// # Errors
///
/// When the new type does not have the value.
pub(crate) fn converted(
    schema: &Schema,
    from: &ColumnType,
    to: &ColumnType,
    cell: &Cell,
) -> Result<Cell, String> {
    let Cell::Shown(text) = cell else { return Ok(cell.clone()) };
    let not = || format!("`{text}` is no {to}");
    let conversion = Conversion::between(from, to);
    Ok(match (from, to) {
        (BigInt | Integer | SmallInt | Text | Varchar(_) | Numeric(_, 0), BigInt | Integer | SmallInt) => {
            let number = text.parse::<i64>().ok().ok_or_else(not)?;
            let fits = match to {
                SmallInt => i16::try_from(number).is_ok(),
                Integer => i32::try_from(number).is_ok(),
                _ => true,
            };
            if !fits {
                return Err(not());
            }
            cell.clone()
        }
        (BigInt | Integer | SmallInt | Varchar(_) | Text | Numeric(..), Text | Varchar(_)) => {
            if let Varchar(length) = to
                && text.chars().count() > usize::try_from(*length).unwrap_or(usize::MAX)
            {
                return Err(not());
            }
            cell.clone()
        }
        (_, Char(length)) if conversion.is_some() => {
            if text.chars().count() > usize::try_from(*length).unwrap_or(usize::MAX) {
                return Err(not());
            }
            Cell::Any
        }
        (ColumnType::Enum(_), Text | Varchar(_)) => cell.clone(),
        (Char(_) | Text | Varchar(_) | ColumnType::Enum(_), ColumnType::Enum(name)) => {
            let known = schema.enum_type(name).is_some_and(|it| it.values.contains(text));
            if !known {
                return Err(not());
            }
            cell.clone()
        }
        (Text | Varchar(_), Numeric(..)) => {
            text.parse::<f64>().ok().ok_or_else(not)?;
            Cell::Any
        }
        (Boolean, BigInt | Integer | SmallInt) => {
            Cell::shown(if matches!(text.as_str(), "t" | "true" | "1") { "1" } else { "0" })
        }
        (Numeric(_, scale), Numeric(_, other)) if scale == other => cell.clone(),
        _ if conversion.is_none() => return Err(not()),
        _ => Cell::Any,
    })
}
