//! Values of every column type go through sqlx and each database, and come back as they were.
//!
//! This is the table in the documentation of `ColumnType`, asked of the databases.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]
#![expect(clippy::float_cmp, reason = "what comes back is what was sent, to the bit")]

use std::cell::Cell;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use migrate_tests::{Database, Kind};
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::types::{Json, Text};
use sqlx::{Connection, MySqlConnection, PgConnection, SqliteConnection};
use uuid::Uuid;

thread_local! {
    /// Whether the tables of SQLite are strict.
    static STRICT: Cell<bool> = const { Cell::new(false) };
}

mod everything {
    migrate_core::chain!(pub Everything = "everything");

    mod first {
        use migrate_core::prelude::*;

        /// A column of every type.
        #[revision(id = "first")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("mood", ["glad", "so-so", "it's sad 😢"]);
            op.create_table("types", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("small_int", SmallInt).nullable();
                t.column("integer", Integer).nullable();
                t.column("big_int", BigInt).nullable();
                t.column("numeric", Numeric(19, 2)).nullable();
                t.column("real", Real).nullable();
                t.column("double", Double).nullable();
                t.column("boolean", Boolean).nullable();
                t.column("char", Char(3)).nullable();
                t.column("varchar", Varchar(40)).nullable();
                t.column("text", Text).nullable();
                t.column("bytes", Bytes).nullable();
                t.column("date", Date).nullable();
                t.column("time", Time).nullable();
                t.column("timestamp", Timestamp).nullable();
                t.column("timestamp_tz", TimestampTz).nullable();
                t.column("uuid", Uuid).nullable();
                t.column("json", Json).nullable();
                t.column("jsonb", Jsonb).nullable();
                t.column("enum", Enum("mood")).nullable();
                if crate::STRICT.get() {
                    t.sqlite().strict();
                }
            });
            op.on(Postgres, |op| {
                op.add_column("types", "big_ints", Array(BigInt)).nullable();
                op.add_column("types", "texts", Array(Text)).nullable();
                op.add_column("types", "uuids", Array(Uuid)).nullable();
            });
            // What the toolkit itself writes must read like what sqlx writes.
            op.insert(
                "types",
                [
                    "small_int",
                    "integer",
                    "big_int",
                    "numeric",
                    "real",
                    "double",
                    "boolean",
                    "char",
                    "varchar",
                    "text",
                ],
                [(
                    -7_i16,
                    -70_000,
                    5_000_000_000_i64,
                    "12345678901234567.89",
                    1.5,
                    0.1,
                    true,
                    "abc",
                    "é😀'\\",
                    "a\nb",
                )],
            );
            op.insert(
                "types",
                ["bytes", "date", "time", "timestamp", "timestamp_tz", "uuid", "json", "jsonb", "enum"],
                [(
                    [0_u8, 255, 39, 92].as_slice(),
                    "2024-02-29",
                    "23:59:59.999999",
                    "2024-02-29 23:59:59.123456",
                    "2024-02-29T23:59:59.123456+02:00",
                    "67e55044-10b1-426f-9247-bb680e5fe0c8",
                    r#"{"a": [1, "é'\\"]}"#,
                    r#"{"a": [1, "é'\\"]}"#,
                    "it's sad 😢",
                )],
            );
        }
    }

    mod second {
        use migrate_core::prelude::*;

        /// A default of every kind.
        #[revision(id = "second", down = "first")]
        fn upgrade(op: &mut Operations) {
            op.create_table("defaults", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("integer", Integer).default(-5);
                t.column("numeric", Numeric(10, 2)).default("1.50");
                t.column("double", Double).default(0.25);
                t.column("boolean", Boolean).default(true);
                t.column("varchar", Varchar(20)).default("it's \\ so");
                t.column("text", Text).default("");
                t.column("date", Date).default(now());
                t.column("time", Time).default(now());
                t.column("timestamp", Timestamp).default(now());
                t.column("timestamp_tz", TimestampTz).default(now());
                if crate::STRICT.get() {
                    t.sqlite().strict();
                }
            });
        }
    }
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn timestamp(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Sends each value through its column and reads it back.
macro_rules! round_trips {
    ($connection:expr, $placeholder:literal, $quote:literal, { $($column:literal: $type:ty = [$($value:expr),+ $(,)?],)+ }) => {$($(
        let value: $type = $value;
        let column = concat!($quote, $column, $quote);
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "INSERT INTO types ({column}) VALUES ({})", $placeholder
        )))
        .bind(value.clone())
        .execute(&mut *$connection)
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", $column));
        let back: $type = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT {column} FROM types ORDER BY id DESC LIMIT 1"
        )))
        .fetch_one(&mut *$connection)
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", $column));
        assert_eq!(back, value, "{}", $column);
    )+)+};
}

/// The types whose Rust type is the same everywhere.
macro_rules! common_round_trips {
    ($connection:expr, $placeholder:literal, $quote:literal) => {
        round_trips!($connection, $placeholder, $quote, {
            "small_int": i16 = [i16::MIN, 0, i16::MAX],
            "integer": i32 = [i32::MIN, 0, i32::MAX],
            "big_int": i64 = [i64::MIN, 0, i64::MAX],
            "real": f32 = [-1.5, 0.0, 3.25e10],
            "double": f64 = [-1.5e300, 0.1, 1e-300],
            "boolean": bool = [true, false],
            "char": String = ["abc".to_owned(), "é😀'".to_owned()],
            "varchar": String = [String::new(), "it's \\ \"quoted\" 😀".to_owned(), "x".repeat(40)],
            "text": String = [String::new(), "line\nline\ttab '\\ \" ` 😀".to_owned(), "y".repeat(100_000)],
            "bytes": Vec<u8> = [vec![], vec![0, 1, 39, 92, 255], vec![7; 100_000]],
            "date": NaiveDate = [date("0999-01-01"), date("2024-02-29"), date("9999-12-31")],
            "time": NaiveTime = [time("00:00:00"), time("23:59:59.999999")],
            "timestamp": NaiveDateTime = [
                timestamp("1000-01-01T00:00:00"), timestamp("2024-02-29T23:59:59.123456"),
                timestamp("9999-12-31T23:59:59.999999"),
            ],
            "timestamp_tz": DateTime<Utc> = [
                instant("1970-01-02T00:00:00Z"), instant("2024-02-29T23:59:59.123456Z"),
            ],
            "uuid": Uuid = [Uuid::nil(), Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8)],
            "json": Json<serde_json::Value> = [
                Json(json!(null)), Json(json!({"a": [1, 2.5, "é'\\"], "b": {"c": true}})),
            ],
            "jsonb": Json<serde_json::Value> = [
                Json(json!([])), Json(json!({"a": [1, 2.5, "é'\\"], "b": {"c": true}})),
            ],
        });
    };
}

/// What the first revision inserted, and what the second one's defaults give, read with the same Rust types.
macro_rules! written_by_the_toolkit {
    ($connection:expr) => {
        let (small, integer, big, real, double, boolean): (i16, i32, i64, f32, f64, bool) = sqlx::query_as(
            "SELECT small_int, integer_, big_int, real_, double_, boolean FROM first_half",
        )
        .fetch_one(&mut *$connection)
        .await
        .unwrap();
        assert_eq!((small, integer, big, real, double, boolean), (-7, -70_000, 5_000_000_000, 1.5, 0.1, true));
        let texts: (String, String, String) = sqlx::query_as("SELECT char_, varchar_, text FROM first_half")
            .fetch_one(&mut *$connection)
            .await
            .unwrap();
        assert_eq!(texts, ("abc".to_owned(), "é😀'\\".to_owned(), "a\nb".to_owned()));
        let (bytes, on, at, when, instant_of): (Vec<u8>, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>) =
            sqlx::query_as("SELECT bytes, date_, time_, timestamp_, timestamp_tz FROM second_half")
                .fetch_one(&mut *$connection)
                .await
                .unwrap();
        assert_eq!(bytes, [0, 255, 39, 92]);
        assert_eq!((on, at), (date("2024-02-29"), time("23:59:59.999999")));
        assert_eq!(when, timestamp("2024-02-29T23:59:59.123456"));
        assert_eq!(instant_of, instant("2024-02-29T21:59:59.123456Z"));
        let (uuid, one, two): (Uuid, Json<serde_json::Value>, Json<serde_json::Value>) =
            sqlx::query_as("SELECT uuid_, json_, jsonb_ FROM second_half").fetch_one(&mut *$connection).await.unwrap();
        assert_eq!(uuid, Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8));
        assert_eq!((one.0, two.0), (json!({"a": [1, "é'\\"]}), json!({"a": [1, "é'\\"]})));
        let mood: String =
            sqlx::query_scalar("SELECT enum_ FROM second_half").fetch_one(&mut *$connection).await.unwrap();
        assert_eq!(mood, "it's sad 😢");

        let before = Utc::now();
        sqlx::raw_sql("INSERT INTO defaults (id) VALUES (1)").execute(&mut *$connection).await.unwrap();
        let (integer, double, boolean, varchar, text): (i32, f64, bool, String, String) =
            sqlx::query_as("SELECT d_integer, d_double, d_boolean, d_varchar, d_text FROM third")
                .fetch_one(&mut *$connection)
                .await
                .unwrap();
        assert_eq!((integer, double, boolean), (-5, 0.25, true));
        assert_eq!((varchar.as_str(), text.as_str()), ("it's \\ so", ""));
        let (on, at, when, instant_of): (NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>) =
            sqlx::query_as("SELECT d_date, d_time, d_timestamp, d_timestamp_tz FROM third")
                .fetch_one(&mut *$connection)
                .await
                .unwrap();
        let near = |when: NaiveDateTime| (when.and_utc() - before).num_seconds().abs() < 60;
        assert!(near(when), "{when} is the time of the insert, in UTC");
        assert!(near(instant_of.naive_utc()), "{instant_of} is the time of the insert");
        assert!(near(on.and_time(at)), "{on} {at} is the time of the insert, in UTC");
    };
}

/// Views that give the columns names which need no quoting in the queries above.
fn views(quote: char) -> String {
    let columns = |columns: &str| {
        columns
            .split(' ')
            .map(|pair| {
                let (column, alias) = pair.split_once(':').unwrap_or((pair, pair));
                format!("{quote}{column}{quote} AS {alias}")
            })
            .collect::<Vec<_>>()
            .join(", ")
    };
    let first = columns(
        "small_int integer:integer_ big_int numeric:numeric_ real:real_ double:double_ boolean char:char_ varchar:varchar_ text",
    );
    let second = columns(
        "bytes date:date_ time:time_ timestamp:timestamp_ timestamp_tz uuid:uuid_ json:json_ jsonb:jsonb_ enum:enum_",
    );
    let third = columns(
        "integer:d_integer numeric:d_numeric double:d_double boolean:d_boolean varchar:d_varchar text:d_text date:d_date time:d_time timestamp:d_timestamp timestamp_tz:d_timestamp_tz",
    );
    format!(
        "CREATE VIEW first_half AS SELECT {first} FROM types WHERE id = 1;
         CREATE VIEW second_half AS SELECT {second} FROM types WHERE id = 2;
         CREATE VIEW third AS SELECT {third} FROM defaults;"
    )
}

async fn migrated(kind: Kind) -> Database {
    let database = Database::create(kind);
    everything::Everything.upgrade_url(&database.url()).await.unwrap_or_else(|error| panic!("{error}"));
    database
}

#[tokio::test]
async fn values_of_every_type_come_back_from_postgres() {
    let database = migrated(Kind::Postgres).await;
    let connection = &mut PgConnection::connect(&database.url()).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(views('"'))).execute(&mut *connection).await.unwrap();
    common_round_trips!(connection, "$1", "\"");
    round_trips!(connection, "$1", "\"", {
        "numeric": Decimal = [decimal("12345678901234567.89"), decimal("-0.01")],
        "timestamp_tz": DateTime<Utc> = [instant("1900-01-01T00:00:00Z"), instant("2100-12-31T23:59:59.999999Z")],
        "big_ints": Vec<i64> = [vec![], vec![1, i64::MAX]],
        "texts": Vec<String> = [vec!["a,b".to_owned(), "{\"'}".to_owned()]],
        "uuids": Vec<Uuid> = [vec![Uuid::nil()]],
    });
    let mood = "so-so".to_owned();
    sqlx::query("INSERT INTO types (\"enum\") VALUES ($1::mood)")
        .bind(&mood)
        .execute(&mut *connection)
        .await
        .unwrap();
    let back: String = sqlx::query_scalar("SELECT \"enum\"::text FROM types ORDER BY id DESC LIMIT 1")
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    assert_eq!(back, mood);
    sqlx::raw_sql("DROP VIEW second_half; CREATE VIEW second_half AS SELECT bytes, \"date\" AS date_, \"time\" AS time_, \"timestamp\" AS timestamp_, timestamp_tz, \"uuid\" AS uuid_, \"json\" AS json_, \"jsonb\" AS jsonb_, \"enum\"::text AS enum_ FROM types WHERE id = 2").execute(&mut *connection).await.unwrap();
    written_by_the_toolkit!(connection);
    let numeric: Decimal =
        sqlx::query_scalar("SELECT numeric_ FROM first_half").fetch_one(&mut *connection).await.unwrap();
    assert_eq!(numeric, decimal("12345678901234567.89"));
}

#[tokio::test]
async fn values_of_every_type_come_back_from_mysql() {
    let database = migrated(Kind::MySql).await;
    let connection = &mut MySqlConnection::connect(&database.url()).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(views('`'))).execute(&mut *connection).await.unwrap();
    common_round_trips!(connection, "?", "`");
    round_trips!(connection, "?", "`", {
        "numeric": Decimal = [decimal("12345678901234567.89"), decimal("-0.01")],
        "enum": String = ["glad".to_owned(), "it's sad 😢".to_owned()],
    });
    // The server takes a parameter of this Rust type for its own TIMESTAMP, which ends in 2038; the column does not.
    for far in [instant("1900-01-01T00:00:00Z"), instant("2100-12-31T23:59:59.999999Z")] {
        let insert = sqlx::query("INSERT INTO types (timestamp_tz) VALUES (?)").bind(far.naive_utc());
        insert.execute(&mut *connection).await.unwrap();
        let last = sqlx::query_scalar("SELECT timestamp_tz FROM types ORDER BY id DESC LIMIT 1");
        let back: DateTime<Utc> = last.fetch_one(&mut *connection).await.unwrap();
        assert_eq!(back, far);
    }
    written_by_the_toolkit!(connection);
    let numeric: Decimal =
        sqlx::query_scalar("SELECT numeric_ FROM first_half").fetch_one(&mut *connection).await.unwrap();
    assert_eq!(numeric, decimal("12345678901234567.89"));
}

#[tokio::test]
async fn values_of_every_type_come_back_from_sqlite() {
    come_back_from_sqlite(&migrated(Kind::Sqlite).await).await;
}

#[tokio::test]
async fn values_of_every_type_come_back_from_strict_tables() {
    STRICT.set(true);
    let database = migrated(Kind::Sqlite).await;
    assert_eq!(
        database.sql("SELECT name FROM pragma_table_list WHERE strict ORDER BY 1;"),
        "defaults\ntypes\n"
    );
    come_back_from_sqlite(&database).await;
}

async fn come_back_from_sqlite(database: &Database) {
    let connection = &mut SqliteConnection::connect(&database.url()).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(views('"'))).execute(&mut *connection).await.unwrap();
    common_round_trips!(connection, "?", "\"");
    round_trips!(connection, "?", "\"", {
        "timestamp_tz": DateTime<Utc> = [instant("1900-01-01T00:00:00Z"), instant("2100-12-31T23:59:59.999999Z")],
        "numeric": Text<Decimal> = [Text(decimal("12345678901234567.89")), Text(decimal("-0.01"))],
        "enum": String = ["glad".to_owned(), "it's sad 😢".to_owned()],
    });
    written_by_the_toolkit!(connection);
    let numeric: String =
        sqlx::query_scalar("SELECT numeric_ FROM first_half").fetch_one(&mut *connection).await.unwrap();
    assert_eq!(numeric, "12345678901234567.89");
    let error = sqlx::raw_sql("INSERT INTO types (\"enum\") VALUES ('bad')").execute(&mut *connection).await;
    assert!(error.unwrap_err().to_string().contains("CHECK"));
}
