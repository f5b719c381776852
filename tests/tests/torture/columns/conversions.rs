//! What values of a type become as values of another.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::Database;

use super::SERVERS;
use crate::rig::{down, revision, schema, up};

type Type = fn() -> ColumnType;

/// Types whose values become those of another without a word of the author's: values, and what they are then.
const EXACT: [(Type, Type, &[&str], &[&str]); 22] = [
    (|| SmallInt, || BigInt, &["-32768", "32767"], &["-32768", "32767"]),
    (|| BigInt, || SmallInt, &["-32768", "32767"], &["-32768", "32767"]),
    (|| Integer, || Numeric(10, 0), &["-2147483648", "2147483647"], &["-2147483648", "2147483647"]),
    (|| Numeric(18, 0), || BigInt, &["-999999999999999999"], &["-999999999999999999"]),
    (|| Numeric(10, 2), || Numeric(12, 4), &["12345678.91", "-0.01"], &["12345678.9100", "-0.0100"]),
    (|| Numeric(12, 4), || Numeric(12, 2), &["1.2351", "-1.2350"], &["1.24", "-1.24"]),
    (|| Integer, || Double, &["-2147483648", "2147483647"], &["-2147483648", "2147483647"]),
    (|| SmallInt, || Real, &["-32768", "32767"], &["-32768", "32767"]),
    (|| Real, || Double, &["0.5", "-1.25"], &["0.5", "-1.25"]),
    (|| Double, || Real, &["0.5", "0.1"], &["0.5", "0.1"]),
    (|| BigInt, || Varchar(20), &["-9223372036854775808", "0"], &["-9223372036854775808", "0"]),
    (|| Integer, || Text, &["-5"], &["-5"]),
    (|| Numeric(10, 2), || Varchar(13), &["-12345678.91", "0.10"], &["-12345678.91", "0.10"]),
    (|| Varchar(5), || Varchar(300), &["'h\u{e9}\u{e9}'", "''"], &["h\u{e9}\u{e9}", ""]),
    (|| Varchar(300), || Varchar(5), &["'h\u{e9}\u{e9}l\u{e9}'", "''"], &["h\u{e9}\u{e9}l\u{e9}", ""]),
    (|| Varchar(5), || Text, &["'a  b'"], &["a  b"]),
    (|| Text, || Varchar(4), &["'abcd'"], &["abcd"]),
    (|| Char(5), || Varchar(5), &["'ab'"], &["ab"]),
    (|| Varchar(9), || Integer, &["' 12'", "'-2147483'"], &["12", "-2147483"]),
    (|| Text, || Numeric(10, 2), &["'1.5'", "'-7'"], &["1.50", "-7.00"]),
    (
        || Date,
        || Timestamp,
        &["'0001-01-01'", "'9999-12-31'"],
        &["0001-01-01 00:00:00", "9999-12-31 00:00:00"],
    ),
    (|| Timestamp, || Date, &["'2024-02-29 23:59:59.999999'"], &["2024-02-29"]),
];

/// Values that have no place in another type.
const REFUSED: [(Type, Type, &str); 12] = [
    (|| BigInt, || SmallInt, "32768"),
    (|| BigInt, || Integer, "-2147483649"),
    (|| BigInt, || Numeric(10, 2), "123456789"),
    (|| Numeric(5, 0), || SmallInt, "32768"),
    (|| Numeric(12, 2), || Numeric(8, 2), "1234567"),
    (|| Double, || Real, "1e300"),
    (|| BigInt, || Varchar(3), "1234"),
    (|| Varchar(5), || Varchar(2), "'abc'"),
    (|| Text, || Varchar(3), "'abcd'"),
    (|| Varchar(9), || Integer, "'12a'"),
    (|| Varchar(9), || SmallInt, "''"),
    (|| Text, || Numeric(10, 2), "'x'"),
];

#[test]
fn values_at_the_ends_of_their_types_become_those_of_another_or_are_refused() {
    for kind in SERVERS {
        let database = Database::create(kind);
        let table = |at: usize| format!("t{at}");
        let create = move |op: &mut Operations| {
            for (at, (from, ..)) in EXACT.iter().enumerate() {
                op.create_table(&table(at), |t| {
                    t.column("id", Integer).primary_key();
                    t.column("v", from()).nullable();
                });
            }
        };
        let alter = move |op: &mut Operations| {
            for (at, (_, to, ..)) in EXACT.iter().enumerate() {
                op.alter_column(&table(at), "v", |c| {
                    c.set_type(to());
                });
            }
        };
        let revisions = [revision(create), revision(alter)];
        up(&database, &revisions[..1], "r1").unwrap();
        for (at, (_, _, values, _)) in EXACT.iter().enumerate() {
            for (id, value) in values.iter().enumerate() {
                database.sql(&format!("INSERT INTO t{at} VALUES ({id}, {value});"));
            }
            database.sql(&format!("INSERT INTO t{at} VALUES (99, NULL);"));
        }
        up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        for (at, (from, to, _, after)) in EXACT.iter().enumerate() {
            let rows = database.sql(&format!("SELECT v FROM t{at} WHERE v IS NOT NULL ORDER BY id;"));
            let rows = rows.lines().map(|row| row.trim_end_matches(".000000")).collect::<Vec<_>>();
            assert_eq!(rows, *after, "{kind}: {} to {}", from(), to());
            assert_eq!(database.sql(&format!("SELECT count(*) FROM t{at} WHERE v IS NULL;")), "1\n");
        }
        for (from, to, value) in REFUSED {
            let database = Database::create(kind);
            let create = move |op: &mut Operations| {
                op.create_table("t", |t| {
                    t.column("id", Integer).primary_key();
                    t.column("v", from()).nullable();
                });
            };
            let alter = move |op: &mut Operations| {
                op.alter_column("t", "v", |c| {
                    c.set_type(to());
                });
            };
            let revisions = [revision(create), revision(alter)];
            up(&database, &revisions[..1], "r1").unwrap();
            database.sql(&format!("INSERT INTO t VALUES (1, {value});"));
            let start = schema(&database);
            assert!(up(&database, &revisions, "r2").is_err(), "{kind}: {value} from {} to {}", from(), to());
            assert_eq!(schema(&database), start, "{kind}: {value}");
            database.sql("DELETE FROM t;");
            up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        }
    }
}

#[test]
fn text_that_is_no_value_of_an_enum_is_not_taken_for_its_place() {
    for kind in SERVERS {
        let database = Database::create(kind);
        let create = |op: &mut Operations| {
            op.create_enum("stage", ["new", "it's"]);
            op.create_table("t", |t| {
                t.column("v", Varchar(9)).nullable();
            });
        };
        let alter = |op: &mut Operations| {
            op.alter_column("t", "v", |c| {
                c.set_type(Enum("stage"));
            });
        };
        let revisions = [revision(create), revision(alter)];
        up(&database, &revisions[..1], "r1").unwrap();
        database.sql("INSERT INTO t VALUES ('it''s'), (NULL), ('1');");
        assert!(up(&database, &revisions, "r2").is_err(), "{kind}");
        database.sql("DELETE FROM t WHERE v = '1';");
        up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        assert_eq!(database.sql("SELECT v FROM t WHERE v IS NOT NULL;"), "it's\n", "{kind}");
        down(&database, &revisions, "r1").unwrap();
        assert_eq!(database.sql("SELECT v FROM t WHERE v IS NOT NULL;"), "it's\n", "{kind}");
    }
}
