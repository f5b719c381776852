//! The column types of other crates' types, each behind a feature.

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
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
impl<Z: chrono::TimeZone> crate::model::SqlType for chrono::DateTime<Z> {
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
