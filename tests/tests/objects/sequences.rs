//! Sequences.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{but_mysql, down, refusal, round, schema, up};

fn shop(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("title", Varchar(80));
    });
}

const ROWS: &str = "INSERT INTO deals (title) VALUES ('a'), ('b');";

fn numbered(op: &mut Operations) {
    shop(op);
    op.create_sequence("numbers").start(1000).increment(10);
    op.create_sequence("down").start(7).increment(-2).min(-100).max(7).cache(5).cycle();
    op.create_table("invoices", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("number", BigInt).default(next_value("numbers")).unique();
        t.column("note", Varchar(20)).nullable();
    });
}

#[test]
fn sequences_are_created_altered_renamed_and_dropped() {
    let change = |op: &mut Operations| {
        op.alter_sequence("numbers").increment(5).max(100_000).cycle();
        op.alter_sequence("down").no_min().cache(1).no_cycle();
        op.rename_sequence("down", "down \"there\"");
        op.create_sequence("more");
        op.alter_sequence("more").min(1).max(9).start(3);
        op.alter_sequence("more").no_max();
        op.create_sequence("less");
        op.drop_sequence("less");
        op.add_column("deals", "number", Integer).default(next_value("more"));
    };
    let rows = format!("{ROWS} INSERT INTO invoices (note) VALUES ('a'), ('b');");
    for kind in but_mysql(&[Kind::MySql, Kind::Postgres]) {
        let question = "SELECT number FROM invoices ORDER BY id; SELECT count(*) FROM deals;";
        let (top, answer) = round(kind, [numbered, change], &rows, question);
        assert_eq!(answer, "1000\n1010\n2\n", "{kind}");
        assert!(top.contains("down \"there\"") || top.contains("down \"\"there\"\""), "{kind}: {top}");
        let database = Database::create(kind);
        up(&database, [numbered, change], "first").expect("the sequences are taken");
        database.sql(&rows);
        up(&database, [numbered, change], "head").expect("the sequences are taken");
        database.sql("INSERT INTO deals (title) VALUES ('c'); INSERT INTO invoices (note) VALUES ('c');");
        let numbers = database.sql("SELECT count(DISTINCT number), count(*) FROM deals;");
        assert_eq!(numbers, "3\t3\n", "{kind}: rows that were there are numbered too");
        assert_eq!(database.sql("SELECT count(DISTINCT number) FROM invoices;"), "3\n", "{kind}");
    }
}

#[test]
fn a_sequence_goes_with_its_column_and_comes_back() {
    let serial = |op: &mut Operations| {
        numbered(op);
        op.create_schema("billing");
        op.alter_sequence("numbers").owned_by("invoices", "number");
    };
    let changes: [fn(&mut Operations); 5] = [
        |op| op.drop_table("invoices"),
        |op| {
            op.drop_column("invoices", "number").cascade();
        },
        |op| op.rename_column("invoices", "number", "no"),
        |op| {
            op.rename_table("invoices", "bills");
            op.rename_sequence("numbers", "bill_numbers");
        },
        |op| op.move_table("invoices", "billing"),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let database = Database::create(Kind::Postgres);
        up(&database, [serial, change], "first").expect("the sequence is taken");
        let before = schema(&database);
        up(&database, [serial, change], "head").expect("the sequence goes along");
        let top = schema(&database);
        assert_eq!(top.contains("CREATE SEQUENCE public.numbers"), at == 2, "{at}: {top}");
        assert_eq!(top.contains("SEQUENCE billing.numbers"), at == 4, "{at}: {top}");
        down(&database, [serial, change], "first").expect("the sequence comes back");
        let parts = |text: &str| {
            let mut parts = text.split([',', '\n']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
            parts.sort();
            parts
        };
        assert_eq!(parts(&schema(&database)), parts(&before), "{at}");
        database.sql("INSERT INTO invoices (note) VALUES ('a');");
        assert_eq!(database.sql("SELECT number FROM invoices;"), "1000\n", "{at}");
        down(&database, [serial, change], "base").expect("all goes");
        assert_eq!(schema(&database), "", "{at}");
    }
}

#[test]
fn what_a_database_has_not_is_refused() {
    let sequence = |op: &mut Operations| {
        op.create_sequence("numbers");
    };
    let owned = |op: &mut Operations| {
        shop(op);
        op.create_sequence("numbers").owned_by("deals", "id");
    };
    let renamed = |op: &mut Operations| {
        numbered(op);
        op.rename_sequence("numbers", "numerals");
    };
    let refusals = [
        refusal(Kind::Sqlite, [sequence, |_| {}]),
        refusal(Kind::MySql, [owned, |_| {}]),
        refusal(Kind::MySql, [renamed, |_| {}]),
    ];
    insta::assert_snapshot!(refusals.join("\n"));
}
