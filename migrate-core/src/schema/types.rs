//! Column types, by their logical meaning.
//!
//! What each is on each dialect, and the Rust type that sqlx reads and writes it with, is one table:
//! [`ColumnType`]'s documentation. The dialects' `types.rs` follow it, and a live test sends values of
//! every row of it through each database.

use super::NativeType;
use crate::name::QualifiedName;

/// The type of a column.
///
/// | type | Rust with sqlx | PostgreSQL | SQLite | MariaDB, MySQL |
/// |---|---|---|---|---|
/// | `SmallInt` | `i16` | `SMALLINT` | `SMALLINT` | `SMALLINT` |
/// | `Integer` | `i32` | `INTEGER` | `INT` | `INT` |
/// | `BigInt` | `i64` | `BIGINT` | `BIGINT` | `BIGINT` |
/// | `Numeric(p, s)` | `rust_decimal::Decimal`; on SQLite `String` or `sqlx::types::Text<Decimal>` | `NUMERIC(p, s)` | `TEXT` | `DECIMAL(p, s)` |
/// | `Real` | `f32` | `REAL` | `REAL` | `FLOAT` |
/// | `Double` | `f64` | `DOUBLE PRECISION` | `DOUBLE` | `DOUBLE` |
/// | `Boolean` | `bool` | `BOOLEAN` | `BOOLEAN` | `TINYINT(1)` |
/// | `Char(n)` | `String` | `CHAR(n)` | `CHAR(n)` | `CHAR(n)` |
/// | `Varchar(n)` | `String` | `VARCHAR(n)` | `VARCHAR(n)` | `VARCHAR(n)` |
/// | `Text` | `String` | `TEXT` | `TEXT` | `LONGTEXT` |
/// | `Bytes` | `Vec<u8>` | `BYTEA` | `BLOB` | `LONGBLOB` |
/// | `Date` | `chrono::NaiveDate` | `DATE` | `DATE` | `DATE` |
/// | `Time` | `chrono::NaiveTime` | `TIME` | `TIME` | `TIME(6)` |
/// | `Timestamp` | `chrono::NaiveDateTime` | `TIMESTAMP` | `DATETIME` | `DATETIME(6)` |
/// | `TimestampTz` | `chrono::DateTime<Utc>` | `TIMESTAMPTZ` | `DATETIME` | `DATETIME(6)`, in UTC |
/// | `Uuid` | `uuid::Uuid` | `UUID` | `BLOB` | `BINARY(16)` |
/// | `Json` | `sqlx::types::Json<T>` | `JSON` | `TEXT` | `JSON` |
/// | `Jsonb` | `sqlx::types::Json<T>` | `JSONB` | `TEXT` | `JSON` |
/// | `Enum(name)` | `String`, or a type of yours | the enum type | `TEXT` with a `CHECK` | `ENUM('…', …)` |
/// | `Array(of)` | `Vec<T>` | `of[]` | error | error |
/// | `Native([…])` | what sqlx has for it | its own words | its own words | its own words |
///
/// * A `BigInt`, `Integer` or `SmallInt` that is `.identity()` is `INTEGER PRIMARY KEY AUTOINCREMENT` on SQLite,
///   since only that is the rowid (SQLite's manual, "AUTOINCREMENT"); other integers are never spelled `INTEGER`
///   there, so that no primary key becomes the rowid by accident.
/// * A `Numeric` is text on SQLite: its NUMERIC affinity keeps 15 digits only. Sums and casts work
///   (`CAST(price AS REAL) > 10`), comparisons of the bare column are those of text.
///   A check or a partial index that compares one says it for SQLite itself:
///   `expr("price > 0").on(Sqlite, "CAST(price AS REAL) > 0")`.
/// * SQLite keeps the length of `Char(n)` and `Varchar(n)` as documentation: it does not check it.
/// * `TimestampTz` is an instant. PostgreSQL and sqlx keep it in UTC. MariaDB's own `TIMESTAMP` ends in 2038, so the
///   column is a `DATETIME`; but the server takes a bound `DateTime<Utc>` for a `TIMESTAMP` and makes NULL of one out of
///   its range: bind `.naive_utc()` where a value may be before 1970 or after 2038.
/// * The text of a `TimestampTz` in a row or a default has an offset, and every dialect is given it in UTC: SQLite as
///   `2026-01-31T21:59:59+00:00`, which is how sqlx writes it there.
/// * `Native` is for what one database alone has. Nothing is known of its values: a change to or from it says what becomes
///   of them, `.using("…")`, and its defaults and rows are written as what the value is, a number or a text.
/// * Text on MySQL and MariaDB is compared as bytes (`utf8mb4_bin`), as on the others, but for blanks at its end.
/// * `Text`, `Bytes`, `Json` and `Jsonb` cannot be in keys and indexes there: use `Varchar(n)`. An index has 3072
///   bytes, four for each character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// An array of another type, PostgreSQL alone. Written [`Array`]`(BigInt)`.
    Array(Box<ColumnType>),
    /// A 64-bit signed integer.
    BigInt,
    /// True or false.
    Boolean,
    /// Bytes of any number.
    Bytes,
    /// Text of exactly so many characters, padded with blanks.
    Char(u32),
    /// A calendar date.
    Date,
    /// A 64-bit floating-point number.
    Double,
    /// A value of an enum type. Written [`Enum`]`("deal_currency")`.
    Enum(QualifiedName),
    /// A 32-bit signed integer.
    Integer,
    /// JSON, kept as it was written where the database can.
    Json,
    /// JSON in the database's own form.
    Jsonb,
    /// A type in the databases' own words. Written [`Native`](super::Native())`([(Postgres, "inet")])`.
    Native(NativeType),
    /// An exact number: digits in all, digits after the point.
    Numeric(u32, u32),
    /// A 32-bit floating-point number.
    Real,
    /// A 16-bit signed integer.
    SmallInt,
    /// Text of any length.
    Text,
    /// A time of day, to the microsecond.
    Time,
    /// A date and time of no time zone, to the microsecond.
    Timestamp,
    /// An instant, to the microsecond.
    TimestampTz,
    /// A UUID.
    Uuid,
    /// Text of at most so many characters.
    Varchar(u32),
}

/// What of time a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Temporal {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A date and time of no time zone.
    Timestamp,
    /// An instant.
    TimestampTz,
}

/// The type of a column that holds values of an enum type.
#[expect(non_snake_case, reason = "stands beside the variants of `ColumnType` in a revision")]
#[must_use]
pub fn Enum(name: impl Into<QualifiedName>) -> ColumnType {
    ColumnType::Enum(name.into())
}

/// The type of a column that holds arrays, on PostgreSQL.
#[expect(non_snake_case, reason = "stands beside the variants of `ColumnType` in a revision")]
#[must_use]
pub fn Array(of: ColumnType) -> ColumnType {
    ColumnType::Array(Box::new(of))
}

impl ColumnType {
    /// The enum type that values of this type belong to, if any.
    pub fn enum_name(&self) -> Option<&QualifiedName> {
        match self {
            Self::Array(of) => of.enum_name(),
            Self::Enum(name) => Some(name),
            Self::BigInt
            | Self::Boolean
            | Self::Bytes
            | Self::Char(_)
            | Self::Date
            | Self::Double
            | Self::Integer
            | Self::Json
            | Self::Jsonb
            | Self::Native(_)
            | Self::Numeric(..)
            | Self::Real
            | Self::SmallInt
            | Self::Text
            | Self::Time
            | Self::Timestamp
            | Self::TimestampTz
            | Self::Uuid
            | Self::Varchar(_) => None,
        }
    }

    /// Whether this is text that is compared by a collation, or an array of it.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Array(of) => of.is_text(),
            Self::Char(_) | Self::Text | Self::Varchar(_) => true,
            Self::BigInt
            | Self::Boolean
            | Self::Bytes
            | Self::Date
            | Self::Double
            | Self::Enum(_)
            | Self::Integer
            | Self::Json
            | Self::Jsonb
            | Self::Native(_)
            | Self::Numeric(..)
            | Self::Real
            | Self::SmallInt
            | Self::Time
            | Self::Timestamp
            | Self::TimestampTz
            | Self::Uuid => false,
        }
    }

    /// The same type with another enum type in the place of one.
    pub(crate) fn with_enum(&self, from: &QualifiedName, to: &QualifiedName) -> Self {
        match self {
            Self::Array(of) => Self::Array(Box::new(of.with_enum(from, to))),
            Self::Enum(name) if name == from => Self::Enum(to.clone()),
            Self::Enum(_)
            | Self::BigInt
            | Self::Boolean
            | Self::Bytes
            | Self::Char(_)
            | Self::Date
            | Self::Double
            | Self::Integer
            | Self::Json
            | Self::Jsonb
            | Self::Native(_)
            | Self::Numeric(..)
            | Self::Real
            | Self::SmallInt
            | Self::Text
            | Self::Time
            | Self::Timestamp
            | Self::TimestampTz
            | Self::Uuid
            | Self::Varchar(_) => self.clone(),
        }
    }

    /// Whether this is an integer, the only kind of type that can be an identity.
    pub fn is_integer(&self) -> bool {
        match self {
            Self::BigInt | Self::Integer | Self::SmallInt => true,
            Self::Native(native) => native.is_integer(),
            Self::Array(_)
            | Self::Boolean
            | Self::Bytes
            | Self::Char(_)
            | Self::Date
            | Self::Double
            | Self::Enum(_)
            | Self::Json
            | Self::Jsonb
            | Self::Numeric(..)
            | Self::Real
            | Self::Text
            | Self::Time
            | Self::Timestamp
            | Self::TimestampTz
            | Self::Uuid
            | Self::Varchar(_) => false,
        }
    }

    /// Whether this is in the databases' own words, so that it may be anything, or an array of such.
    pub fn is_native(&self) -> bool {
        self.native().is_some()
    }

    /// The databases' own words that this is said in, or that what it is an array of is.
    pub fn native(&self) -> Option<&NativeType> {
        match self {
            Self::Array(of) => of.native(),
            Self::Native(native) => Some(native),
            Self::BigInt
            | Self::Boolean
            | Self::Bytes
            | Self::Char(_)
            | Self::Date
            | Self::Double
            | Self::Enum(_)
            | Self::Integer
            | Self::Json
            | Self::Jsonb
            | Self::Numeric(..)
            | Self::Real
            | Self::SmallInt
            | Self::Text
            | Self::Time
            | Self::Timestamp
            | Self::TimestampTz
            | Self::Uuid
            | Self::Varchar(_) => None,
        }
    }

    /// What of time this holds, if it is a type for that in our own words.
    pub fn temporal(&self) -> Option<Temporal> {
        match self {
            Self::Date => Some(Temporal::Date),
            Self::Time => Some(Temporal::Time),
            Self::Timestamp => Some(Temporal::Timestamp),
            Self::TimestampTz => Some(Temporal::TimestampTz),
            Self::Array(_)
            | Self::BigInt
            | Self::Boolean
            | Self::Bytes
            | Self::Char(_)
            | Self::Double
            | Self::Enum(_)
            | Self::Integer
            | Self::Json
            | Self::Jsonb
            | Self::Native(_)
            | Self::Numeric(..)
            | Self::Real
            | Self::SmallInt
            | Self::Text
            | Self::Uuid
            | Self::Varchar(_) => None,
        }
    }
}

/// The name of an enum type as a revision has it. Hashes are taken of this text.
fn type_name(name: &QualifiedName) -> String {
    match &name.schema {
        None => format!("\"{}\"", name.name),
        Some(schema) => format!("(\"{schema}\", \"{}\")", name.name),
    }
}

impl std::fmt::Display for ColumnType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Array(of) => write!(f, "Array({of})"),
            Self::BigInt => f.write_str("BigInt"),
            Self::Boolean => f.write_str("Boolean"),
            Self::Bytes => f.write_str("Bytes"),
            Self::Char(length) => write!(f, "Char({length})"),
            Self::Date => f.write_str("Date"),
            Self::Double => f.write_str("Double"),
            Self::Enum(name) => write!(f, "Enum({})", type_name(name)),
            Self::Integer => f.write_str("Integer"),
            Self::Json => f.write_str("Json"),
            Self::Jsonb => f.write_str("Jsonb"),
            Self::Native(native) => native.fmt(f),
            Self::Numeric(precision, scale) => write!(f, "Numeric({precision}, {scale})"),
            Self::Real => f.write_str("Real"),
            Self::SmallInt => f.write_str("SmallInt"),
            Self::Text => f.write_str("Text"),
            Self::Time => f.write_str("Time"),
            Self::Timestamp => f.write_str("Timestamp"),
            Self::TimestampTz => f.write_str("TimestampTz"),
            Self::Uuid => f.write_str("Uuid"),
            Self::Varchar(length) => write!(f, "Varchar({length})"),
        }
    }
}
