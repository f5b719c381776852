//! Keys of all types: where a batch ends is kept exactly, so that no row is left out or changed twice.

use migrate_tests::{Database, Kind};

use super::{Items, stop_at_each_batch};

/// Tables with keys of all types that a key may have, and rows whose keys are not easy to write down.
mod tables {
    mod r1 {
        use migrate_core::prelude::*;

        /// Text that is easily mistaken, no two of which differ in capitals alone.
        const WORDS: [&str; 16] = [
            "a",
            "B",
            "c d",
            " e",
            "%20",
            "it's",
            "\"q\"",
            "back\\slash",
            "new\nline",
            "tab\tbed",
            "Zoë",
            "🦀",
            "-- x",
            "/* y */",
            "n1",
            "x'00'",
        ];

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("numbers", |t| {
                t.column("k", BigInt).primary_key();
                t.column("n", Integer);
            });
            let numbers = [i64::MIN, -7, -1, 0, 1, 2, 41, i64::MAX - 1, i64::MAX];
            op.insert("numbers", ["k", "n"], numbers.map(|number| (number, 0)).to_vec());

            op.create_table("words", |t| {
                t.column("k", Varchar(40)).primary_key();
                t.column("n", Integer);
            });
            op.insert("words", ["k", "n"], WORDS.map(|word| (word, 0)).to_vec());

            // Sorted and compared as the database's own collation has it, capitals or not.
            op.create_table("collated", |t| {
                t.column("k", Varchar(40))
                    .collate_on(Sqlite, "NOCASE")
                    .collate_on(MySql, "utf8mb4_unicode_ci")
                    .primary_key();
                t.column("n", Integer);
            });
            op.insert("collated", ["k", "n"], WORDS.map(|word| (word, 0)).to_vec());

            op.create_table("fixed", |t| {
                t.column("k", Char(5)).primary_key();
                t.column("n", Integer);
            });
            op.insert("fixed", ["k", "n"], ["a", "ab", "b c", "Zoë", "it's"].map(|word| (word, 0)).to_vec());

            op.create_table("exact", |t| {
                t.column("k", Numeric(24, 6)).primary_key();
                t.column("n", Integer);
            });
            let exact = [
                "-12345678901234567.890123",
                "-0.5",
                "0",
                "0.000001",
                "12345678901234567.890123",
                "12345678901234567.890124",
            ];
            op.insert("exact", ["k", "n"], exact.map(|number| (number, 0)).to_vec());

            op.create_table("ids", |t| {
                t.column("k", Uuid).primary_key();
                t.column("n", Integer);
            });
            let ids = (1_u8..=9).map(|at| {
                let byte = format!("{:02x}", at.wrapping_mul(83));
                (
                    format!(
                        "{}-{}-4{}-8{}-{}",
                        byte.repeat(4),
                        byte.repeat(2),
                        "0".repeat(3),
                        "f".repeat(3),
                        byte.repeat(6)
                    ),
                    0,
                )
            });
            op.insert("ids", ["k", "n"], ids.collect::<Vec<_>>());

            op.create_table("times", |t| {
                t.column("day", Date).primary_key();
                t.column("time", Time).primary_key();
                t.column("is_late", Boolean).primary_key();
                t.column("at", TimestampTz).primary_key();
                t.column("n", Integer);
            });
            let mut times = Vec::new();
            for day in ["1969-12-31", "2026-02-28"] {
                for time in ["00:00:00", "23:59:59.999999"] {
                    for is_late in [false, true] {
                        for at in ["2026-01-31 10:00:00.000001+01:00", "2026-01-31 10:00:00+00:00"] {
                            times.push((day, time, is_late, at, 0));
                        }
                    }
                }
            }
            op.insert("times", ["day", "time", "is_late", "at", "n"], times);

            op.create_table("stamps", |t| {
                t.column("k", Timestamp);
                t.column("small", SmallInt);
                t.column("n", Integer);
                t.index([desc("k"), desc("small")]).unique();
            });
            let stamps = ["2026-01-31 10:00:00.000001", "2026-01-31 10:00:00.000002", "1999-12-31 23:59:59"];
            let stamps = stamps.into_iter().flat_map(|at| [-1, 0, 7].map(|small| (at, small, 0)));
            op.insert("stamps", ["k", "small", "n"], stamps.collect::<Vec<_>>());

            // A column of bytes is no key on MySQL and MariaDB.
            op.on([Postgres, Sqlite], |op| {
                op.create_table("bytes", |t| {
                    t.column("k", Bytes).primary_key();
                    t.column("n", Integer);
                });
                let bytes: [&[u8]; 6] = [b"", b"\0", b"\0\xff", b"'", b"\\x41", b"\xff"];
                op.insert("bytes", ["k", "n"], bytes.map(|bytes| (bytes.to_vec(), 0)).to_vec());
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        fn count(op: &mut Operations, table: &str) {
            op.backfill(table).set("n", expr("n + 1")).all_rows().batch_size(2).at_most(2).leave_rows();
        }

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            for table in ["numbers", "words", "collated", "fixed", "exact", "ids", "times", "stamps"] {
                count(op, table);
            }
            op.on([Postgres, Sqlite], |op| count(op, "bytes"));
        }
    }
    migrate_core::chain!(pub(super) Keys = "keys");
}

#[test]
fn keys_of_every_type_are_gone_on_behind() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        tables::Keys.upgrade_url(&database.url()).to("r1").blocking().unwrap();
        let mut tables = vec!["numbers", "words", "collated", "fixed", "exact", "ids", "times", "stamps"];
        if kind != Kind::MySql {
            tables.push("bytes");
        }
        let rows = |table: &str| database.sql(&format!("SELECT count(*) FROM {table};"));
        let before = tables.iter().map(|table| rows(table)).collect::<Vec<_>>();
        let stops = stop_at_each_batch(tables::Keys, &database, "head");
        assert!(stops > 30, "{kind}: {stops}");
        for (table, before) in tables.iter().zip(before) {
            let counts = database.sql(&format!("SELECT n, count(*) FROM {table} GROUP BY n;"));
            assert_eq!(counts, format!("1\t{before}"), "{kind}: {table}");
        }
    }
}

/// SQLite keeps anything in any column, and NUL in text.
#[test]
fn what_stands_in_a_key_of_sqlite_is_gone_on_behind() {
    let database = Database::create(Kind::Sqlite);
    Items.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(
        "INSERT INTO items (shop, code, n) VALUES (1, 'a', 0), (-7, 'a', 0), \
         ('text', 'a', 0), ('text', 'a' || char(0) || 'b', 0), ('text', 'a' || char(0) || 'c', 0), (x'00ff', 'a', 0), \
         (x'00ff', x'61', 0), (9223372036854775807, 'a', 0);",
    );
    stop_at_each_batch(super::single::Items, &database, "head");
    assert_eq!(database.sql("SELECT n, count(*) FROM items GROUP BY n;"), "1\t8\n");

    let database = Database::create(Kind::Sqlite);
    Items.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql("INSERT INTO items (shop, code, n) VALUES (1, 'a', 0), (1e300, 'a', 0), ('b', 'a', 0);");
    let error = super::single::Items.upgrade_url(&database.url()).blocking().unwrap_err().to_string();
    assert!(
        error.contains("column `shop` of `items`, by which it goes, holds the floating-point number"),
        "{error}"
    );
    assert_eq!(database.sql("SELECT n FROM items ORDER BY shop;"), "1\n0\n0\n");
}
