//! Values at the edges of their types: a default, the default of a column that comes later, and a row have the same.

use migrate_core::dialect::Dialects;
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{Outcome, dialect, done, refusal, revision, try_round_on};

/// Types, values, and how the three databases' own clients show them, where they agree.
fn values() -> Vec<(ColumnType, Value, &'static str)> {
    vec![
        (SmallInt, Value::from(i16::MIN), "-32768"),
        (Integer, Value::from(i32::MIN), "-2147483648"),
        (BigInt, Value::from(i64::MIN), "-9223372036854775808"),
        (BigInt, Value::from(i64::MAX), "9223372036854775807"),
        (Numeric(30, 4), Value::from("+12345678901234567890123456.7800"), "12345678901234567890123456.7800"),
        (Numeric(5, 5), Value::from("-.00001"), "-0.00001"),
        (Numeric(20, 0), Value::from(i64::MIN), "-9223372036854775808"),
        (Double, Value::from(1e300), ""),
        (Double, Value::from(-0.0), "0"),
        (Double, Value::from(f64::MIN_POSITIVE), ""),
        (Double, Value::from(f64::MAX), ""),
        (Double, Value::from(0.1), "0.1"),
        (Double, Value::from(5), "5"),
        (Real, Value::from(0.1_f32), "0.1"),
        (Real, Value::from(f32::MAX), ""),
        (Boolean, Value::from(false), ""),
        (Varchar(9), Value::from(""), ""),
        (Varchar(9), Value::from("a 'b' \\ \""), "a 'b' \\ \""),
        (Text, Value::from("🦀'; -- \\'"), "🦀'; -- \\'"),
        (Text, Value::from("$1 ? :x @y %s {} \u{200b}"), "$1 ? :x @y %s {} \u{200b}"),
        (Text, Value::from("NULL"), "NULL"),
        (Varchar(30), Value::from("current_timestamp"), "current_timestamp"),
        (Varchar(30), Value::from("a\nb\r\n\tc"), ""),
        (Char(4), Value::from("abcd"), "abcd"),
        (Bytes, Value::from(&[0_u8, 255, 39, 92][..]), ""),
        (Bytes, Value::from(&[][..]), ""),
        (Date, Value::from("0001-01-01"), "0001-01-01"),
        (Date, Value::from("9999-12-31"), "9999-12-31"),
        (Time, Value::from("23:59:59.999999"), "23:59:59.999999"),
        (Timestamp, Value::from("2024-02-29T00:00"), ""),
        (TimestampTz, Value::from("2026-03-29 02:30:00.5+05:45"), ""),
        (TimestampTz, Value::from("9999-12-31 23:59:59.999999Z"), ""),
        (Uuid, Value::from("67E55044-10B1-426F-9247-BB680E5FE0C8"), ""),
        (Json, Value::from("{\"a\": \"it's \\\\ \\\"\", \"b\": [1, null, 1e5]}"), ""),
        (Jsonb, Value::from("\"\\u00e9\""), ""),
        (Jsonb, Value::from("null"), "null"),
    ]
}

/// Whether SQLite takes a value as the default of a column that comes later.
fn grows_on_sqlite(column_type: &ColumnType, value: &Value) -> bool {
    let grow = |op: &mut Operations| {
        op.create_table("t", |t| done(t.column("id", Integer)));
        let _ = op.add_column("t", "c", column_type.clone()).default(value.clone());
    };
    refusal(Kind::Sqlite, grow).is_none()
}

fn upgrade(op: &mut Operations) {
    op.create_table("made", |t| {
        t.column("id", Integer).primary_key();
        for (at, (column_type, value, _)) in values().into_iter().enumerate() {
            let _ = t.column(&format!("c{at}"), column_type).default(value);
        }
    });
    op.create_table("grown", |t| {
        t.column("id", Integer).primary_key();
    });
    op.insert("made", ["id"], [[1]]);
    op.insert("grown", ["id"], [[1]]);
    for (at, (column_type, value, _)) in values().into_iter().enumerate() {
        let name = format!("c{at}");
        let (everywhere, but_sqlite) = ([MySql, Postgres, Sqlite].into(), [MySql, Postgres].into());
        let on: Dialects = if grows_on_sqlite(&column_type, &value) { everywhere } else { but_sqlite };
        op.on(on, |op| done(op.add_column("grown", &name, column_type).default(value)));
    }
    let names = (0..values().len()).map(|at| format!("c{at}")).collect::<Vec<_>>();
    for (at, name) in names.iter().enumerate() {
        let id = i32::try_from(at).expect("few") + 2;
        op.insert("made", ["id", name.as_str()], [(id, values()[at].1.clone())]);
    }
}

#[test]
fn defaults_and_rows_have_the_same_values() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        assert_eq!(try_round_on(&database, &[revision(upgrade)]), Ok(Outcome::RoundTrip), "{kind}");
        for (at, (column_type, value, text)) in values().into_iter().enumerate() {
            let shown = match dialect(kind) {
                MySql if matches!(column_type, Bytes | Uuid) => format!("hex(c{at})"),
                Sqlite if matches!(column_type, Bytes | Uuid) => format!("hex(c{at})"),
                Sqlite if matches!(column_type, Double | Real) => format!("printf('%!.17g', c{at})"),
                MySql | Postgres | Sqlite => format!("c{at}"),
            };
            let read = |table: &str, id: usize| {
                database.sql(&format!("SELECT {shown} FROM {table} WHERE id = {id};"))
            };
            let default = read("made", 1);
            let what = format!("{kind} {column_type} {value}");
            assert_eq!(default, read("made", at + 2), "{what}: the row's and the default");
            if kind != Kind::Sqlite || grows_on_sqlite(&column_type, &value) {
                assert_eq!(default, read("grown", 1), "{what}: the default of the added column");
            }
            assert!(
                text.is_empty()
                    || default.trim_end_matches('\n') == text
                    || matches!(column_type, Double | Real),
                "{what}: {default}"
            );
        }
    }
}

#[test]
fn values_that_a_type_does_not_have_are_refused() {
    let bad = [
        (SmallInt, Value::from(40_000)),
        (Integer, Value::from(i64::MAX)),
        (Numeric(4, 2), Value::from("100.00")),
        (Numeric(4, 2), Value::from("1e2")),
        (Double, Value::from(f64::NAN)),
        (Real, Value::from(1e300)),
        (Real, Value::from(1e-300)),
        (Varchar(3), Value::from("abcd")),
        (Text, Value::from("a\0b")),
        (Date, Value::from("2026-02-30")),
        (Time, Value::from("24:00")),
        (Timestamp, Value::from("2026-01-01 00:00:00+01:00")),
        (TimestampTz, Value::from("2026-01-01 00:00:00")),
        (Uuid, Value::from("67e55044")),
        (Json, Value::from("{a: 1}")),
        (Boolean, Value::from(1)),
        (Integer, Value::Null),
    ];
    for (column_type, value) in bad {
        for kind in Kind::ALL {
            let table = |op: &mut Operations| {
                op.create_table("t", |t| done(t.column("c", column_type.clone()).default(value.clone())));
            };
            assert!(refusal(kind, table).is_some(), "{kind} {column_type} {value}");
        }
    }
}
