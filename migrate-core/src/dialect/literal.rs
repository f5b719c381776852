//! Values by the type of their column: what is common to the dialects, each of which writes them its own way.

use super::Unsupported;
use super::json::is_json;
use super::temporal::{Date, DateTime, Time};
use crate::schema::{ColumnType, Value};

/// A value that fits its column's type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal<'a> {
    /// True or false.
    Boolean(bool),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A calendar date.
    Date(Date),
    /// An exact number: a sign, digits and a point.
    Decimal(&'a str),
    /// A value of an enum type.
    Enum(&'a str),
    /// A finite floating-point number.
    Float(f64),
    /// An instant, in UTC.
    Instant(DateTime),
    /// An integer.
    Integer(i64),
    /// No value.
    Null,
    /// Text, or what PostgreSQL reads from text.
    Text(&'a str),
    /// A time of day.
    Time(Time),
    /// A date and time.
    Timestamp(DateTime),
    /// A UUID.
    Uuid {
        /// As it was written.
        text: &'a str,
        /// Its bytes.
        bytes: [u8; 16],
    },
}

/// Reads a value as one of its column's type.
pub(super) fn literal<'a>(column_type: &ColumnType, value: &'a Value) -> Result<Literal<'a>, Unsupported> {
    let text = match value {
        Value::Boolean(value) => return Ok(Literal::Boolean(*value)),
        Value::Bytes(bytes) => return Ok(Literal::Bytes(bytes)),
        // No column needs to know a negative zero, and not every database keeps it.
        Value::Float(value) if *value == 0.0 => return Ok(Literal::Float(0.0)),
        Value::Float(value) => return Ok(Literal::Float(*value)),
        Value::Integer(value) => {
            if let ColumnType::Numeric(precision, scale) = column_type {
                digits_fit(&value.to_string(), *precision, *scale)?;
            }
            return Ok(Literal::Integer(*value));
        }
        Value::Null => return Ok(Literal::Null),
        Value::Text(text) => text.as_str(),
    };
    if text.contains('\0') {
        return Err(Unsupported::new(
            format!("the text {text:?} holds a NUL, which the databases do not keep in text"),
            "leave the NUL out, or make the column `Bytes`",
        ));
    }
    let ill = |kind: &str, form: &str| {
        Unsupported::new(
            format!("{text:?} is no {kind} that every database reads alike"),
            format!("write it as {form}"),
        )
    };
    match column_type {
        ColumnType::Json | ColumnType::Jsonb if !is_json(text) => Err(ill("JSON", "{\"key\": \"value\"}")),
        ColumnType::Array(_)
        | ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Double
        | ColumnType::Integer
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Native(_)
        | ColumnType::Real
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::Varchar(_) => Ok(Literal::Text(text)),
        ColumnType::Date => Date::parse(text).map(Literal::Date).ok_or_else(|| ill("date", "\"2026-01-31\"")),
        ColumnType::Enum(_) => Ok(Literal::Enum(text)),
        ColumnType::Numeric(precision, scale) => {
            digits_fit(text, *precision, *scale)?;
            Ok(Literal::Decimal(text))
        }
        ColumnType::Time => {
            Time::parse(text).map(Literal::Time).ok_or_else(|| ill("time of day", "\"23:59:59.000001\""))
        }
        ColumnType::Timestamp => DateTime::parse(text)
            .map(Literal::Timestamp)
            .ok_or_else(|| ill("date and time", "\"2026-01-31 23:59:59.000001\", without an offset")),
        ColumnType::TimestampTz => DateTime::parse_instant(text)
            .map(Literal::Instant)
            .ok_or_else(|| ill("instant", "\"2026-01-31 23:59:59.000001+02:00\", with an offset")),
        ColumnType::Uuid => uuid(text)
            .map(|bytes| Literal::Uuid { text, bytes })
            .ok_or_else(|| ill("UUID", "\"67e55044-10b1-426f-9247-bb680e5fe0c8\"")),
    }
}

/// A number must not lose digits, which some databases would drop and others would refuse.
fn digits_fit(text: &str, precision: u32, scale: u32) -> Result<(), Unsupported> {
    let digits = text.trim_start_matches(['+', '-']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0').len();
    let fraction = fraction.trim_end_matches('0').len();
    if whole <= (precision - scale) as usize && fraction <= scale as usize {
        return Ok(());
    }
    Err(Unsupported::new(
        format!("{text} has more digits than `Numeric({precision}, {scale})` keeps"),
        "round the number, or give the column more digits",
    ))
}

fn uuid(text: &str) -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    let mut digits = text.chars().filter(|character| *character != '-').map(|digit| digit.to_digit(16));
    for byte in &mut bytes {
        *byte = u8::try_from(digits.next()?? * 16 + digits.next()??).ok()?;
    }
    digits.next().is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Value {
        Value::from(value)
    }

    #[test]
    fn numbers_that_would_lose_digits_are_refused() {
        let fits = |value: Value| literal(&ColumnType::Numeric(5, 2), &value).is_ok();
        for good in ["0", "-999.99", "+000123.4500", ".5", "5."] {
            assert!(fits(text(good)), "{good}");
        }
        for bad in ["1000", "0.001", "12345"] {
            assert!(!fits(text(bad)), "{bad}");
        }
        assert!(fits(Value::from(999)) && !fits(Value::from(-1000)));
    }

    #[test]
    fn a_uuid_becomes_its_bytes() {
        let value = text("00112233-4455-6677-8899-aAbBcCdDeEfF");
        let Ok(Literal::Uuid { text: _, bytes }) = literal(&ColumnType::Uuid, &value) else {
            unreachable!("a UUID")
        };
        assert_eq!(
            bytes,
            [0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF]
        );
    }

    #[test]
    fn text_with_a_nul_is_refused() {
        assert!(literal(&ColumnType::Text, &text("a\0b")).is_err());
        assert!(literal(&ColumnType::Bytes, &Value::from(b"a\0b".as_slice())).is_ok());
    }
}
