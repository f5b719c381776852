//! What becomes of a column's values when its type changes and the author does not say how.
//!
//! A closed table of types × types, the same on every dialect: what is not in it wants a `using`. How a dialect
//! gets there (an implicit cast, an expression of ours, rows written anew) is its own affair.

use super::ColumnType;
use crate::name::QualifiedName;

/// What becomes of a column's values when its type changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conversion {
    /// Every value of the one type is a value of the other.
    Exact,
    /// A value is kept, or the change is refused because of it: a number that is too large, text that is no number.
    Fits,
    /// A value may lose digits, a time of day, or blanks at its end.
    Rounds,
}

/// What matters of a type when its values become those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family<'a> {
    Boolean,
    /// Padded text of so many characters.
    Char(u32),
    Date,
    Double,
    Enum(&'a QualifiedName),
    /// A whole number of so many digits at most.
    Integer(u32),
    Json,
    Jsonb,
    /// Digits before the point, and behind it.
    Numeric(u32, u32),
    /// What only its own type can take.
    Other,
    Real,
    /// Text of at most so many characters.
    Text(u32),
    Timestamp,
    TimestampTz,
}

const ANY_LENGTH: u32 = u32::MAX;

fn family(column_type: &ColumnType) -> Family<'_> {
    match column_type {
        ColumnType::Array(_)
        | ColumnType::Bytes
        | ColumnType::Native(_)
        | ColumnType::Time
        | ColumnType::Uuid => Family::Other,
        ColumnType::BigInt => Family::Integer(19),
        ColumnType::Boolean => Family::Boolean,
        ColumnType::Char(length) => Family::Char(*length),
        ColumnType::Date => Family::Date,
        ColumnType::Double => Family::Double,
        ColumnType::Enum(name) => Family::Enum(name),
        ColumnType::Integer => Family::Integer(10),
        ColumnType::Json => Family::Json,
        ColumnType::Jsonb => Family::Jsonb,
        ColumnType::Numeric(precision, scale) => Family::Numeric(precision.saturating_sub(*scale), *scale),
        ColumnType::Real => Family::Real,
        ColumnType::SmallInt => Family::Integer(5),
        ColumnType::Text => Family::Text(ANY_LENGTH),
        ColumnType::Timestamp => Family::Timestamp,
        ColumnType::TimestampTz => Family::TimestampTz,
        ColumnType::Varchar(length) => Family::Text(*length),
    }
}

impl Conversion {
    /// What becomes of the values of a column whose type changes; none where the author has to say it.
    ///
    /// A `Date` is midnight as a `Timestamp`, a `Timestamp` is in UTC as a `TimestampTz` and the other way round, and
    /// numbers and values of enum types are the text that stands for them.
    pub fn between(from: &ColumnType, to: &ColumnType) -> Option<Self> {
        let fits = |condition: bool| Some(if condition { Self::Exact } else { Self::Fits });
        let rounds_unless = |condition: bool| Some(if condition { Self::Exact } else { Self::Rounds });
        if from == to {
            return Some(Self::Exact);
        }
        match (family(from), family(to)) {
            (Family::Char(length), Family::Char(other) | Family::Text(other))
            | (Family::Text(length), Family::Text(other)) => fits(length <= other),
            (Family::Boolean, Family::Integer(_))
            | (Family::Real, Family::Double)
            | (Family::Date, Family::Timestamp | Family::TimestampTz)
            | (Family::Timestamp, Family::TimestampTz)
            | (Family::TimestampTz, Family::Timestamp)
            | (Family::Jsonb, Family::Json)
            | (Family::Json | Family::Jsonb | Family::Enum(_), Family::Text(ANY_LENGTH)) => Some(Self::Exact),
            (Family::Char(_) | Family::Text(_), Family::Enum(_) | Family::Integer(_))
            | (Family::Enum(_), Family::Enum(_) | Family::Text(_))
            | (Family::Json, Family::Jsonb) => Some(Self::Fits),
            (Family::Char(_) | Family::Text(_), Family::Numeric(..))
            | (Family::Double, Family::Real)
            | (Family::Numeric(..), Family::Double | Family::Real)
            | (Family::Text(_), Family::Char(_))
            | (Family::Timestamp | Family::TimestampTz, Family::Date) => Some(Self::Rounds),
            (Family::Integer(digits), Family::Integer(other) | Family::Numeric(other, _)) => {
                fits(digits <= other)
            }
            // A sign stands before the digits.
            (Family::Integer(digits), Family::Text(length)) => fits(digits < length),
            // A `Double` has 53 bits for digits, a `Real` 24.
            (Family::Integer(digits), Family::Double) => rounds_unless(digits <= 10),
            (Family::Integer(digits), Family::Real) => rounds_unless(digits <= 5),
            (Family::Numeric(whole, 0), Family::Integer(digits)) => fits(whole < digits),
            (Family::Numeric(whole, scale), Family::Numeric(other, other_scale)) => {
                if other_scale < scale {
                    Some(Self::Rounds)
                } else {
                    fits(whole <= other)
                }
            }
            // A sign, a zero before the point, and the point.
            (Family::Numeric(whole, scale), Family::Text(length)) => {
                fits(whole.saturating_add(scale).saturating_add(3) <= length)
            }
            (
                Family::Boolean
                | Family::Char(_)
                | Family::Date
                | Family::Double
                | Family::Enum(_)
                | Family::Integer(_)
                | Family::Json
                | Family::Jsonb
                | Family::Numeric(..)
                | Family::Other
                | Family::Real
                | Family::Text(_)
                | Family::Timestamp
                | Family::TimestampTz,
                _,
            ) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Array, Enum};

    #[test]
    fn a_way_there_and_back_is_exact_where_it_widens_and_refuses_or_rounds_where_it_narrows() {
        let pairs = [
            (ColumnType::Integer, ColumnType::BigInt, Conversion::Fits),
            (ColumnType::Varchar(10), ColumnType::Text, Conversion::Fits),
            (ColumnType::Real, ColumnType::Double, Conversion::Rounds),
            (ColumnType::Date, ColumnType::TimestampTz, Conversion::Rounds),
            (ColumnType::Timestamp, ColumnType::TimestampTz, Conversion::Exact),
            (ColumnType::Numeric(10, 2), ColumnType::Numeric(12, 4), Conversion::Rounds),
            (ColumnType::Numeric(10, 2), ColumnType::Numeric(12, 2), Conversion::Fits),
            (Enum("stage"), ColumnType::Text, Conversion::Fits),
            (ColumnType::BigInt, ColumnType::Varchar(20), Conversion::Fits),
            (ColumnType::SmallInt, ColumnType::Numeric(5, 0), Conversion::Fits),
        ];
        for (from, to, back) in pairs {
            assert_eq!(Conversion::between(&from, &to), Some(Conversion::Exact), "{from} to {to}");
            assert_eq!(Conversion::between(&to, &from), Some(back), "{to} to {from}");
        }
    }

    #[test]
    fn what_no_table_can_tell_is_left_to_the_author() {
        let pairs = [
            (ColumnType::Real, ColumnType::Timestamp),
            (ColumnType::Text, ColumnType::Date),
            (ColumnType::Integer, ColumnType::Boolean),
            (ColumnType::Timestamp, ColumnType::Text),
            (ColumnType::Uuid, ColumnType::Text),
            (Array(ColumnType::Integer), Array(ColumnType::BigInt)),
        ];
        for (from, to) in pairs {
            assert_eq!(Conversion::between(&from, &to), None, "{from} to {to}");
        }
    }
}
