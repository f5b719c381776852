//! What single databases have of a table besides its columns, changed later over rows.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{refusal, round, schema, up};

fn notes(op: &mut Operations) {
    op.create_enum("mood", ["good", "bad"]);
    op.create_table("notes", |t| {
        t.column("code", Varchar(20)).primary_key();
        t.column("body", Text).nullable();
        t.column("mood", Enum("mood")).default("good");
        t.column("size", Integer).nullable();
        t.column("done", Boolean).default(false);
        t.column("at", Timestamp).nullable();
        t.column("price", Numeric(10, 2)).default(0);
        t.index(["mood", "size"]);
    });
}

const ROWS: &str = "INSERT INTO notes (code, body, mood, size, done, at, price)
    VALUES ('a', 'Ärger', 'bad', 7, true, '2026-01-02 03:04:05', '1.50'), ('b', NULL, 'good', NULL, false, NULL, '2.00');";

#[test]
fn options_of_a_table_change_and_change_back_with_all_its_rows() {
    let change = |op: &mut Operations| {
        op.set_table_options("notes", |t| {
            t.mysql().convert_to("latin1", "latin1_general_ci");
            t.sqlite().strict();
        });
        op.set_table_options("notes", |t| {
            t.sqlite().without_rowid();
        });
    };
    for kind in Kind::ALL {
        let (top, answer) = round(kind, [notes, change], ROWS, "SELECT * FROM notes ORDER BY code;");
        assert!(answer.contains("Ärger") && answer.contains("1.50"), "{kind}: {answer}");
        match kind {
            Kind::MySql => assert!(top.contains("latin1_general_ci") && !top.contains("utf8mb4"), "{top}"),
            Kind::Postgres => assert!(top.contains("CREATE TABLE"), "{top}"),
            Kind::Sqlite => assert!(top.contains(") STRICT, WITHOUT ROWID"), "{top}"),
        }
    }
}

#[test]
fn a_table_gets_another_engine_on_mariadb() {
    let change = |op: &mut Operations| {
        op.set_table_options("notes", |t| {
            t.mysql().engine("MyISAM");
        });
    };
    let (top, answer) = round(Kind::MySql, [notes, change], ROWS, "SELECT * FROM notes ORDER BY code;");
    assert!(top.contains("ENGINE=MyISAM"), "{top}");
    assert!(answer.contains("Ärger"), "{answer}");
}

#[test]
fn what_does_not_fit_the_options_is_an_error_and_nothing_changes() {
    let strict = |op: &mut Operations| {
        op.set_table_options("notes", |t| {
            t.mysql().convert_to("ascii", "ascii_bin");
            t.sqlite().strict();
        });
    };
    for kind in [Kind::MySql, Kind::Sqlite] {
        let database = Database::create(kind);
        up(&database, [notes, strict], "first").expect("the table is made");
        let size = if kind == Kind::Sqlite { "'many'" } else { "1" };
        database.sql(&format!("INSERT INTO notes (code, body, size) VALUES ('a', 'Ärger', {size});"));
        let before = schema(&database);
        let error = up(&database, [notes, strict], "head").expect_err("a value is none of the type");
        let wanted = if kind == Kind::Sqlite { "'many' in row 1" } else { "Incorrect string value" };
        assert!(error.to_string().contains(wanted), "{kind}: {error}");
        assert_eq!(schema(&database), before, "{kind}");
        assert_eq!(database.sql("SELECT body FROM notes;"), "Ärger\n", "{kind}");
    }
}

#[test]
fn options_that_would_take_something_along_are_refused() {
    let json = |op: &mut Operations| {
        op.create_table("notes", |t| {
            t.column("code", Varchar(20)).primary_key();
            t.column("extra", Json);
        });
        op.set_table_options("notes", |t| {
            t.mysql().convert_to("latin1", "latin1_bin");
        });
    };
    let held = |op: &mut Operations| {
        notes(op);
        op.add_column("notes", "parent", Varchar(20)).nullable().references("notes", "code");
        op.set_table_options("notes", |t| {
            t.mysql().convert_to("latin1", "latin1_bin");
        });
    };
    let engine = |op: &mut Operations| {
        notes(op);
        op.create_table("links", |t| {
            t.column("code", Varchar(20)).references("notes", "code");
        });
        op.set_table_options("notes", |t| {
            t.mysql().engine("MyISAM");
        });
    };
    let numbered = |op: &mut Operations| {
        op.create_table("numbers", |t| {
            t.column("id", BigInt).identity().primary_key();
        });
        op.set_table_options("numbers", |t| {
            t.sqlite().without_rowid();
        });
    };
    let refusals = [
        refusal(Kind::MySql, [json, |_| {}]),
        refusal(Kind::MySql, [held, |_| {}]),
        refusal(Kind::MySql, [engine, |_| {}]),
        refusal(Kind::Sqlite, [numbered, |_| {}]),
    ];
    insta::assert_snapshot!(refusals.join("\n"));
}
