//! Collations of columns, changed later over rows.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::Kind;

use crate::rig::{refusal, round};

fn people(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", Integer).primary_key();
        t.column("name", Varchar(20)).default("nobody").unique();
        t.column("note", Text).nullable();
        t.index(["name", "id"]);
    });
    op.create_view("names", "SELECT name FROM people");
}

fn folded(op: &mut Operations) {
    op.alter_column("people", "name", |c| {
        c.collate_on(Postgres, "C");
        c.collate_on(MySql, "utf8mb4_general_ci");
        c.collate_on(Sqlite, "NOCASE");
    });
    op.alter_column("people", "note", |c| {
        c.set_type(Varchar(80));
        c.collate_on(Postgres, "POSIX");
        c.collate_on([MySql], "latin1_bin");
        c.set_default("none");
    });
}

#[test]
fn a_column_is_compared_otherwise_and_as_before_again() {
    let rows = "INSERT INTO people (id, name, note) VALUES (1, 'Ada', 'Ä'), (2, 'Bob', NULL);";
    let question =
        "SELECT count(*) FROM people WHERE name = 'ADA'; SELECT id, name, note FROM people ORDER BY id;";
    for kind in Kind::ALL {
        let (top, answer) = round(kind, [people, folded], rows, question);
        let (found, words) = match kind {
            Kind::MySql => ("1", ["utf8mb4_general_ci", "latin1_bin"]),
            Kind::Postgres => ("0", ["COLLATE pg_catalog.\"C\"", "COLLATE pg_catalog.\"POSIX\""]),
            Kind::Sqlite => ("1", ["COLLATE \"NOCASE\"", "VARCHAR(80)"]),
        };
        assert_eq!(
            answer,
            format!("{found}\n1\tAda\tÄ\n2\tBob\tNULL\n").replace("NULL", null(kind)),
            "{kind}"
        );
        for words in words {
            assert!(top.contains(words), "{kind}: {words} in {top}");
        }
    }
}

/// How the database's own tool shows that there is nothing.
fn null(kind: Kind) -> &'static str {
    match kind {
        Kind::MySql => "NULL",
        Kind::Postgres | Kind::Sqlite => "",
    }
}

#[test]
fn a_collation_that_cannot_be_is_refused() {
    let held = |op: &mut Operations| {
        people(op);
        op.create_table("visits", |t| {
            t.column("name", Varchar(20)).references("people", "name");
        });
        op.alter_column("people", "name", |c| c.collate("utf8mb4_general_ci"));
    };
    let number = |op: &mut Operations| {
        people(op);
        op.alter_column("people", "id", |c| c.collate("C"));
    };
    let none = |op: &mut Operations| {
        people(op);
        op.alter_column("people", "name", |c| {
            c.drop_collation();
        });
    };
    let refusals = [
        refusal(Kind::MySql, [held, |_| {}]),
        refusal(Kind::Postgres, [number, |_| {}]),
        refusal(Kind::Sqlite, [none, |_| {}]),
    ];
    insta::assert_snapshot!(refusals.join("\n"));
}
