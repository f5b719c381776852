//! The column types that Rust types have.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::definition::EnumDefinition;
use crate::schema::ColumnType;

/// A Rust type that a column's values are of, and so the column's type where a model does not say it.
///
/// | Rust | column |
/// |---|---|
/// | `bool` | `Boolean` |
/// | `i16`, `i32`, `i64` | `SmallInt`, `Integer`, `BigInt` |
/// | `f32`, `f64` | `Real`, `Double` |
/// | `String`, `&str`, `Box<str>`, `Cow<str>` | `Text` |
/// | `Vec<u8>`, `&[u8]`, `Box<[u8]>`, `[u8; N]` | `Bytes` |
/// | `Vec<T>` of another type | `Array(…)` |
/// | `Option<T>`, `Box<T>` | what `T` has; an `Option` is nullable |
/// | an enum that derives [`SqlEnum`](derive@crate::SqlEnum) | `Enum("…")` |
/// | `serde_json::Value` | `Jsonb` |
/// | `sqlx::types::Text<T>` | `Text`, with a database |
/// | `sqlx::types::Json<T>` | `Jsonb`, with the feature `json` |
/// | `uuid::Uuid` | `Uuid`, with the feature `uuid` |
/// | `rust_decimal::Decimal` | `Numeric(28, 10)`, which is all that it holds, with the feature `rust_decimal` |
/// | `NaiveDate`, `NaiveTime`, `NaiveDateTime`, `DateTime<_>` of chrono | `Date`, `Time`, `Timestamp`, `TimestampTz`, with the feature `chrono` |
/// | `Date`, `Time`, `PrimitiveDateTime`, `OffsetDateTime` of time | the same, with the feature `time` |
/// | `civil::Date`, `civil::Time`, `civil::DateTime`, `Timestamp` of jiff | the same, with the feature `jiff` |
///
/// A field says another one by `#[column(type = Varchar(255))]`, whatever its Rust type is. A type of yours implements it:
///
/// ```
/// use migrate_core::model::SqlType;
/// use migrate_core::schema::ColumnType;
///
/// struct Email(String);
///
/// impl SqlType for Email {
///     fn column_type() -> ColumnType {
///         ColumnType::Varchar(254)
///     }
/// }
///
/// assert_eq!(Option::<Email>::column_type(), ColumnType::Varchar(254));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no column type",
    label = "no column type is known for this",
    note = "say it at the field: `#[column(type = Text)]`, with a type that `t.column` takes",
    note = "or implement `migrate_core::model::SqlType` for it; an enum derives `migrate_core::SqlEnum`",
    note = "known are bool, i16, i32, i64, f32, f64, String, Vec<u8>, serde_json::Value, Option<T>, Vec<T>; and with the \
            features of migrate-core `chrono`, `jiff`, `json`, `rust_decimal`, `time`, `uuid` the types of these crates; databases \
            have no unsigned integers in common: take the next larger signed one"
)]
pub trait SqlType {
    /// The type of a column of such values.
    fn column_type() -> ColumnType;

    /// The enum that it is, or is made of. Not public API. Used by generated code.
    #[doc(hidden)]
    fn enum_definition() -> Option<&'static EnumDefinition> {
        None
    }
}

/// Gives Rust types their column types.
macro_rules! sql_types {
    ($($rust:ty => $column:expr),* $(,)?) => {$(
        impl $crate::model::SqlType for $rust {
            fn column_type() -> $crate::schema::ColumnType {
                $column
            }
        }
    )*};
}

mod foreign;

sql_types! {
    &[u8] => ColumnType::Bytes,
    &str => ColumnType::Text,
    Box<[u8]> => ColumnType::Bytes,
    Box<str> => ColumnType::Text,
    Cow<'_, str> => ColumnType::Text,
    String => ColumnType::Text,
    Vec<u8> => ColumnType::Bytes,
    bool => ColumnType::Boolean,
    f32 => ColumnType::Real,
    f64 => ColumnType::Double,
    i16 => ColumnType::SmallInt,
    i32 => ColumnType::Integer,
    i64 => ColumnType::BigInt,
    serde_json::Value => ColumnType::Jsonb,
}

impl<const N: usize> SqlType for [u8; N] {
    fn column_type() -> ColumnType {
        ColumnType::Bytes
    }
}

impl<T: SqlType> SqlType for Vec<T> {
    fn column_type() -> ColumnType {
        ColumnType::Array(Box::new(T::column_type()))
    }

    fn enum_definition() -> Option<&'static EnumDefinition> {
        T::enum_definition()
    }
}

/// Gives what holds a value the column type of the value.
macro_rules! holders {
    ($($holder:ident)*) => {$(
        impl<T: SqlType> SqlType for $holder<T> {
            fn column_type() -> ColumnType {
                T::column_type()
            }

            fn enum_definition() -> Option<&'static EnumDefinition> {
                T::enum_definition()
            }
        }
    )*};
}

holders!(Arc Box Option Rc);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_has_the_type_of_what_it_holds() {
        assert_eq!(Option::<Box<i64>>::column_type(), ColumnType::BigInt);
        assert_eq!(Option::<Vec<u8>>::column_type(), ColumnType::Bytes);
        let array = ColumnType::Array(Box::new(ColumnType::Text));
        assert_eq!(Vec::<Option<String>>::column_type(), array);
    }
}
