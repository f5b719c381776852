//! Rows that are updated and deleted, on all three databases, with the values that are easily got wrong.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{down, refusal, round, up};

fn things(op: &mut Operations) {
    op.create_enum("mood", ["calm", "it's \\ \"🦀\""]);
    op.create_table("things", |t| {
        t.column("id", BigInt).primary_key();
        t.column("word", Varchar(80));
        t.column("note", Text).nullable();
        t.column("price", Numeric(30, 4)).default(0);
        t.column("share", Double).default(0.5);
        t.column("data", Bytes).nullable();
        t.column("at", Timestamp).nullable();
        t.column("moment", TimestampTz).nullable();
        t.column("day", Date).nullable();
        t.column("extra", Json).nullable();
        t.column("key", Uuid).nullable();
        t.column("mood", Enum("mood")).default("calm");
        t.column("flag", Boolean).default(false);
    });
    op.insert("things", ["id", "word"], [(1, "a"), (2, "b"), (3, "c")]);
}

/// A value of each type that is easily got wrong.
fn odd() -> Vec<(&'static str, Value)> {
    vec![
        ("word", "it's \\ \"🦀\"; -- \n\t%_".into()),
        ("price", "12345678901234567890123456.7800".into()),
        ("share", 0.1.into()),
        ("data", (&[0_u8, 255, 39, 92][..]).into()),
        ("at", "2024-02-29 23:59:59.999999".into()),
        ("moment", "2026-03-29 02:30:00.5+05:45".into()),
        ("day", "0001-01-01".into()),
        ("extra", "{\"a\": \"it's \\\\ \\\"\", \"b\": [1, null]}".into()),
        ("key", "67e55044-10b1-426f-9247-bb680e5fe0c8".into()),
        ("mood", "it's \\ \"🦀\"".into()),
        ("flag", true.into()),
    ]
}

/// Sets every column of one row, inserts another that is like it, and marks what each value finds.
fn set_and_find(op: &mut Operations) {
    for (column, value) in odd() {
        op.update("things").set(column, value).matching("id", 1).leave_rows();
    }
    let mut columns = vec!["id"];
    columns.extend(odd().iter().map(|(column, _)| *column));
    let mut row = vec![Value::from(4)];
    row.extend(odd().into_iter().map(|(_, value)| value));
    op.insert("things", &columns[..], [row]);
    for (column, value) in odd() {
        // The others are compared by what the author says.
        if !["extra", "price"].contains(&column) {
            let mark = expr("coalesce(note, '') || '+'").on(MySql, "concat(coalesce(note, ''), '+')");
            op.update("things").set("note", mark).matching(column, value).matching("id", 1).leave_rows();
            op.update("things")
                .set("note", "x")
                .matching(column, odd_of(column))
                .matching("id", 4)
                .leave_rows();
        }
    }
}

fn odd_of(column: &str) -> Value {
    odd().into_iter().find(|(name, _)| *name == column).map_or(Value::Null, |(_, value)| value)
}

#[test]
fn odd_values_are_set_and_found() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [things, set_and_find], "head").expect("the rows are set");
        for (column, _) in odd() {
            let shown = match kind {
                Kind::MySql | Kind::Sqlite if ["data", "key"].contains(&column) => format!("hex(`{column}`)"),
                Kind::MySql => format!("`{column}`"),
                Kind::Postgres | Kind::Sqlite => format!("\"{column}\""),
            };
            let read = |id: i32| database.sql(&format!("SELECT {shown} FROM things WHERE id = {id};"));
            assert_eq!(read(1), read(4), "{kind} {column}: what is set is what is inserted");
            assert_ne!(read(1), read(2), "{kind} {column}: it is set, and the other row is not");
            assert_eq!(read(2) == read(3), column != "word", "{kind} {column}: other rows are as they were");
        }
        let found = database.sql("SELECT id, coalesce(note, '-') FROM things ORDER BY id;");
        assert_eq!(found, "1\t+++++++++\n2\t-\n3\t-\n4\tx\n", "{kind}: each value finds its row");
    }
}

fn countries(op: &mut Operations) {
    op.create_table("countries", |t| {
        t.column("code", Char(2)).primary_key();
        t.column("name", Varchar(80));
        t.column("note", Varchar(80)).nullable();
    });
    op.create_table("people", |t| {
        t.column("id", BigInt).primary_key();
        t.column("country", Char(2)).references("countries", "code").on_delete(Cascade).on_update(Cascade);
    });
    op.insert(
        "countries",
        ["code", "name", "note"],
        [("TR", "Turkey", None), ("DD", "East", Some("it's")), ("NO", "Norway", Some(""))],
    );
    op.insert("people", ["id", "country"], [(1, "TR"), (2, "NO")]);
}

#[test]
fn what_was_updated_and_deleted_comes_back_where_it_is_said() {
    let change = |op: &mut Operations| {
        op.update("countries").set("name", "Türkiye").matching("code", "TR").restore_with("name", "Turkey");
        op.update("countries")
            .set("code", "XX")
            .set("note", "o'\\n")
            .matching("code", "NO")
            .restore_with("code", "NO")
            .restore_with("note", "");
        op.delete("countries")
            .matching("note", "it's")
            .predicate("code <> 'TR'")
            .restore_with(["code", "name", "note"], [("DD", "East", "it's")]);
        op.delete("people").matching("id", 7).leave_rows();
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let ask = || database.sql("SELECT code, name, coalesce(note, '-') FROM countries ORDER BY code;");
        up(&database, [countries, change], "first").expect("the rows are there");
        let before = ask();
        up(&database, [countries, change], "head").expect("the rows change");
        assert_eq!(ask(), "TR\tTürkiye\t-\nXX\tNorway\to'\\n\n", "{kind}");
        assert_eq!(database.sql("SELECT country FROM people WHERE id = 2;"), "XX\n", "{kind}");
        down(&database, [countries, change], "first").expect("the rows come back");
        assert_eq!(ask(), before, "{kind}");
        let question = "SELECT count(*), min(name), max(code) FROM countries;";
        let (_, answer) = round(kind, [countries, change], "", question);
        assert_eq!(answer, "2\tNorway\tXX\n", "{kind}");
    }
}

#[test]
fn all_rows_and_null_are_said() {
    let change = |op: &mut Operations| {
        op.update("countries").set("note", expr("name")).matching("note", None::<&str>).leave_rows();
        op.update("countries")
            .set("name", expr("note"))
            .set("note", expr("code || '!'").on(MySql, "concat(code, '!')"))
            .all_rows()
            .leave_rows();
        op.delete("people").all_rows().leave_rows();
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [countries, change], "head").expect("the rows change");
        assert_eq!(
            database.sql("SELECT code, name, note FROM countries ORDER BY code;"),
            "DD\tit's\tDD!\nNO\t\tNO!\nTR\tTurkey\tTR!\n",
            "{kind}"
        );
        assert_eq!(database.sql("SELECT count(*) FROM people;"), "0\n", "{kind}");
    }
}

#[test]
fn what_a_database_reads_otherwise_is_refused() {
    let swap = |op: &mut Operations| {
        op.update("countries").set("name", expr("note")).set("note", expr("name")).all_rows().leave_rows();
    };
    let why = refusal(Kind::MySql, [countries, swap]);
    assert!(why.contains("reads `name`, which MySQL and MariaDB have set by then"), "{why}");
    let numbers = |op: &mut Operations| {
        op.delete("things").matching("price", "1.5");
    };
    let why = refusal(Kind::Sqlite, [things, numbers]);
    assert!(why.contains("compared as the text that it is on SQLite"), "{why}");
    let enums = |op: &mut Operations| {
        op.add_enum_value("mood", "wild");
        op.update("things").set("mood", "wild").matching("id", 2).leave_rows();
    };
    let database = Database::create(Kind::Postgres);
    up(&database, [things, enums], "head").expect("a new value is committed before it is used");
    assert_eq!(database.sql("SELECT mood FROM things WHERE id = 2;"), "wild\n");
}
