//! What values become when a column's type changes and the author says no more.

use migrate_tests::{Database, Kind};

use crate::assert_clean;

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("stage", ["open", "won"]);
            op.create_table("t", |t| {
                t.column("id", BigInt).primary_key();
                t.column("flag", Boolean).nullable();
                t.column("small", SmallInt).nullable();
                t.column("big", BigInt).nullable();
                t.column("amount", Numeric(10, 2)).nullable();
                t.column("whole", Numeric(5, 0)).nullable();
                t.column("text", Text).nullable();
                t.column("number", Varchar(20)).nullable();
                t.column("stage", Varchar(10)).nullable();
                t.column("day", Date).nullable();
                t.column("local", Timestamp).nullable();
                t.column("instant", TimestampTz).nullable();
                t.column("noon", TimestampTz).nullable();
                t.column("extra", Json).nullable();
            });
            op.insert(
                "t",
                ["id", "flag", "small", "big", "amount", "whole", "text", "number"],
                [(1, true, 7, -9_000_000_000_i64, "12.50", "42", " 8 ", "-0.5")],
            );
            op.sql(
                "UPDATE t SET stage = 'won', day = '2026-01-31', local = '2026-01-31 23:59:59.123456',
                   instant = '2026-01-31T23:59:59.123456+00:00', noon = '2026-03-01T01:30:00+02:00', extra = '{\"a\": 1}'",
            )
            .reverse("SELECT 1");
            op.insert("t", ["id"], [(2,)]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            for (column, column_type) in [
                ("flag", Integer),
                ("small", Double),
                ("big", Text),
                ("amount", Double),
                ("whole", Integer),
                ("text", Integer),
                ("number", Numeric(10, 2)),
                ("stage", Enum("stage")),
                ("day", TimestampTz),
                ("local", TimestampTz),
                ("instant", Timestamp),
                ("noon", Date),
                ("extra", Jsonb),
            ] {
                op.alter_column("t", column, |c| {
                    c.set_type(column_type.clone()).reverse_using("NULL");
                });
            }
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn values_mean_what_they_meant() {
    let database = Database::create(Kind::Sqlite);
    shop::Shop.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(
        database.sql(
            "SELECT flag, typeof(flag), small, typeof(small), big, typeof(big), amount, typeof(amount), whole, typeof(whole)
             FROM t; SELECT text, typeof(text), number, typeof(number), stage, day, local, instant, noon, extra FROM t;"
        ),
        "1\tinteger\t7.0\treal\t-9000000000\ttext\t12.5\treal\t42\tinteger\n\tnull\t\tnull\t\tnull\t\tnull\t\tnull\n\
         8\tinteger\t-0.5\ttext\twon\t2026-01-31T00:00:00+00:00\t2026-01-31T23:59:59.123456+00:00\t\
         2026-01-31 23:59:59.123456\t2026-02-28\t{\"a\": 1}\n\tnull\t\tnull\t\t\t\t\t\t\n"
    );
    assert_clean(&database);
}

#[test]
fn each_value_that_is_none_of_the_type_is_shown() {
    for (column, value, shown) in [
        ("text", "'7.5'", "a `text` that is no Integer: '7.5' in row 1"),
        ("text", "x'37'", "a `text` that is no Integer: X'37' in row 1"),
        ("text", "''", "a `text` that is no Integer: '' in row 1"),
        ("text", "'99999999999'", "a `text` that is no Integer: '99999999999' in row 1"),
        ("number", "'1e3'", "a `number` that is no Numeric(10, 2): '1e3' in row 1"),
        ("number", "'123456789'", "a `number` that is no Numeric(10, 2): '123456789' in row 1"),
        ("stage", "'lost'", "a `stage` that is no Enum(\"stage\"): 'lost' in row 1"),
        ("amount", "'a lot'", "a `amount` that is no Double: 'a lot' in row 1"),
        ("day", "'soon'", "a `day` that is no TimestampTz: 'soon' in row 1"),
        ("instant", "1700000000", "a `instant` that is no Timestamp: 1700000000 in row 1"),
        ("extra", "'{'", "a `extra` that is no Jsonb: '{' in row 1"),
    ] {
        let database = Database::create(Kind::Sqlite);
        shop::Shop.upgrade_url(&database.url()).to("r1").blocking().unwrap();
        database.sql(&format!("UPDATE t SET {column} = {value} WHERE id = 1;"));
        let error = shop::Shop.upgrade_url(&database.url()).blocking().expect_err(shown);
        assert!(error.to_string().contains(shown), "{column} = {value}: {error}");
        assert_eq!(database.sql("SELECT revision FROM migrate_ledger;"), "r1\n", "{column}");
    }
}
