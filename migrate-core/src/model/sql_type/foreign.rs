//! The column types of other crates' types, each behind a feature.

#[cfg(any(feature = "chrono", feature = "mysql", feature = "postgres", feature = "sqlite"))]
use crate::model::SqlType;
#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "mysql",
    feature = "postgres",
    feature = "rust_decimal",
    feature = "sqlite",
    feature = "time",
    feature = "uuid"
))]
use crate::schema::ColumnType;

#[cfg(feature = "chrono")]
sql_types! {
    chrono::NaiveDate => ColumnType::Date,
    chrono::NaiveDateTime => ColumnType::Timestamp,
    chrono::NaiveTime => ColumnType::Time,
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> SqlType for chrono::DateTime<Z> {
    fn column_type() -> ColumnType {
        ColumnType::TimestampTz
    }
}

#[cfg(feature = "jiff")]
sql_types! {
    jiff::Timestamp => ColumnType::TimestampTz,
    jiff::civil::Date => ColumnType::Date,
    jiff::civil::DateTime => ColumnType::Timestamp,
    jiff::civil::Time => ColumnType::Time,
}

#[cfg(feature = "rust_decimal")]
sql_types! {
    // It has 28 digits in all, of which ten are enough for money and for rates.
    rust_decimal::Decimal => ColumnType::Numeric(28, 10),
}

#[cfg(feature = "time")]
sql_types! {
    time::Date => ColumnType::Date,
    time::OffsetDateTime => ColumnType::TimestampTz,
    time::PrimitiveDateTime => ColumnType::Timestamp,
    time::Time => ColumnType::Time,
}

#[cfg(feature = "uuid")]
sql_types! {
    uuid::Uuid => ColumnType::Uuid,
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
impl<T> SqlType for sqlx::types::Text<T> {
    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

#[cfg(all(feature = "json", any(feature = "mysql", feature = "postgres", feature = "sqlite")))]
impl<T: ?Sized> SqlType for sqlx::types::Json<T> {
    fn column_type() -> ColumnType {
        ColumnType::Jsonb
    }
}

#[cfg(test)]
mod tests {
    #[cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]
    use super::ColumnType::{Date, Time, Timestamp, TimestampTz};
    use crate::model::SqlType;

    /// The column types of several Rust types.
    macro_rules! types {
        ($($rust:ty),*) => { [$(<$rust>::column_type()),*] };
    }

    #[test]
    fn types_of_sqlx_have_column_types() {
        #[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
        assert_eq!(types!(sqlx::types::Text<u128>), [super::ColumnType::Text]);
        #[cfg(all(feature = "json", any(feature = "mysql", feature = "postgres", feature = "sqlite")))]
        assert_eq!(types!(sqlx::types::Json<u128>), [super::ColumnType::Jsonb]);
        assert_eq!(types!(serde_json::Value), [crate::schema::ColumnType::Jsonb]);
    }

    #[cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]
    #[test]
    fn dates_and_times_are_the_same_whose_ever_they_are() {
        let expected = [Date, Time, Timestamp, TimestampTz];
        let chrono = types!(
            chrono::NaiveDate,
            chrono::NaiveTime,
            chrono::NaiveDateTime,
            chrono::DateTime<chrono::Utc>
        );
        let jiff = types!(jiff::civil::Date, jiff::civil::Time, jiff::civil::DateTime, jiff::Timestamp);
        let time = types!(time::Date, time::Time, time::PrimitiveDateTime, time::OffsetDateTime);
        assert_eq!([chrono, jiff, time], [&expected, &expected, &expected].map(Clone::clone));
    }

    #[cfg(all(feature = "rust_decimal", feature = "uuid"))]
    #[test]
    fn numbers_and_uuids_have_column_types() {
        use super::ColumnType::{Numeric, Uuid};

        assert_eq!(types!(rust_decimal::Decimal, uuid::Uuid), [Numeric(28, 10), Uuid]);
    }
}
