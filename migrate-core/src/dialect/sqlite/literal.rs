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
        Literal::Decimal(digits) => sql!(Sqlite; Text(&plain(digits))),
        Literal::Enum(text) | Literal::Text(text) => sql!(Sqlite; Text(text)),
        Literal::Float(value) if is_read_inexactly(value) => computed(value),
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
            | ColumnType::Native(_)
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

/// A number as sqlx writes it: no plus, no needless zeros in front, a digit before the point and behind it.
fn plain(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits.trim_start_matches('+')),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Whether SQLite may read a number as its neighbour. Version 3.51 did with every sixth of 5,000 numbers of all sizes,
/// and with none of 15,000 that have fewer than fifty digits before or behind the point.
pub(super) fn is_read_inexactly(value: f64) -> bool {
    value != 0.0 && !(1e-30..1e30).contains(&value.abs())
}

/// A number as a sum that is exact in every step: its significant bits, times or by powers of two.
fn computed(value: f64) -> Sql {
    const STEP: i64 = 52;
    let bits = value.to_bits();
    let field = i64::try_from(bits >> STEP & 0x7ff).expect("eleven bits fit");
    let fraction = i64::try_from(bits & ((1 << STEP) - 1)).expect("52 bits fit");
    let (mantissa, mut exponent) =
        if field == 0 { (fraction, -1074) } else { (fraction | 1 << STEP, field - 1075) };
    let mut sql = sql!(Sqlite; if value < 0.0 { "(-" } else { "(" }, mantissa);
    while exponent != 0 {
        let step = exponent.abs().min(STEP);
        sql.push(if exponent > 0 { " * " } else { " / " });
        sql.push(1_i64 << step);
        sql.push(".0");
        exponent -= step * exponent.signum();
    }
    sql!(Sqlite; sql, ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_far_from_one_are_computed() {
        let double = |value: f64| literal(&ColumnType::Double, &value.into()).map(Sql::into_text);
        assert_eq!(double(0.1), Ok("0.1".to_owned()));
        assert_eq!(double(-1.5e-7), Ok("-1.5e-7".to_owned()));
        assert_eq!(
            double(2_f64.powi(130)),
            Ok("(4503599627370496 * 4503599627370496.0 * 67108864.0)".to_owned())
        );
        assert_eq!(
            double(-(2_f64.powi(-110))),
            Ok("(-4503599627370496 / 4503599627370496.0 / 4503599627370496.0 / 4503599627370496.0 / 64.0)"
                .to_owned())
        );
    }
}
