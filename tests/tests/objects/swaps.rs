//! Enum types of PostgreSQL that are swapped for others, under all that can hold on to them; and tables of SQLite that are
//! rebuilt in a run that is one transaction.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::run::Transactions;
use migrate_tests::{Database, Kind};

use crate::chain::{self, Objects};
use crate::rig::{round, schema, up};

fn rooms(op: &mut Operations) {
    op.create_extension("btree_gist");
    op.create_schema("archive");
    op.create_enum("stage", ["new", "open", "won", "lost"]);
    op.create_table("stages", |t| {
        t.column("stage", Enum("stage")).primary_key();
        t.column("next", Array(Enum("stage"))).nullable();
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("stage", Enum("stage")).default("new").references("stages", "stage").on_update(Cascade);
        t.column("past", Array(Enum("stage"))).default(expr("ARRAY['new']::stage[]"));
        t.column("room", Integer);
        t.exclude([("stage", "="), ("room", "=")]).predicate("stage <> 'lost'");
        t.check("stage <> 'lost' OR room > 0");
        t.check("'lost' <> ALL (past)").name("ck_past");
        t.unique(["stage", "past", "id"]);
        t.index(["past"]).using("gin");
        t.index(["room"]).predicate("stage = 'new'");
        t.index([asc(expr("(stage = 'won')"))]).name("ix_won");
    });
    op.create_table(("archive", "deals"), |t| {
        t.column("id", BigInt).primary_key();
        t.column("stages", Array(Enum("stage"))).nullable();
    });
    op.create_view("open_deals", "SELECT id, stage, past FROM deals WHERE stage <> 'lost'");
    op.create_view("few_deals", "SELECT id FROM open_deals WHERE stage = 'new'");
}

const ROWS: &str = "INSERT INTO stages VALUES ('new', '{open,won}'), ('open', NULL), ('won', '{}'), ('lost', '{new,NULL}');
    INSERT INTO deals (stage, past, room) VALUES ('new', '{new}', 1), ('won', '{new,open,won}', 2), ('lost', '{}', 3), ('lost', '{open}', 3);
    INSERT INTO archive.deals VALUES (1, '{open,NULL,new}'), (2, NULL);";

const QUESTION: &str = "SELECT stage, next FROM stages WHERE stage::text <> 'open' ORDER BY stage::text;
    SELECT stage, past, room FROM deals ORDER BY id; SELECT stages FROM archive.deals ORDER BY id;
    SELECT id FROM few_deals; SELECT id FROM open_deals ORDER BY id;";

#[test]
fn an_enum_is_reordered_under_arrays_exclusions_keys_checks_indexes_and_views() {
    let reorder = |op: &mut Operations| {
        op.reorder_enum("stage", ["won", "lost", "open", "new"]);
        op.rename_enum_value("stage", "won", "gained");
        op.add_enum_value("stage", "kept").after("lost");
    };
    let (top, answer) = round(Kind::Postgres, [rooms, reorder], ROWS, QUESTION);
    assert!(answer.contains("{new,open,gained}"), "{answer}");
    assert!(top.contains("EXCLUDE USING gist (stage WITH =, room WITH =)"), "{top}");
}

#[test]
fn a_value_is_removed_under_all_of_them_and_rows_get_another() {
    let remove = |op: &mut Operations| {
        op.insert("stages", ["stage"], [["open"]]);
        op.remove_enum_value("stage", "open").map_to("new");
    };
    let database = Database::create(Kind::Postgres);
    let keep = |op: &mut Operations| {
        op.delete("stages").matching("stage", "open").leave_rows();
        op.remove_enum_value("stage", "open").map_to("new");
    };
    let (top, _) = round(Kind::Postgres, [rooms, keep], ROWS, "SELECT count(*) FROM deals;");
    assert!(!top.contains("'open'"), "{top}");
    let kept = Database::create(Kind::Postgres);
    up(&kept, [rooms, keep], "first").expect("the tables are made");
    kept.sql(ROWS);
    up(&kept, [rooms, keep], "head").expect("the value is removed");
    assert_eq!(kept.sql("SELECT past FROM deals ORDER BY id;"), "{new}\n{new,new,won}\n{}\n{new}\n");
    up(&database, [rooms, remove], "first").expect("the tables are made");
    database.sql(ROWS);
    let before = schema(&database);
    up(&database, [rooms, remove], "head").expect_err("two rows of a key would be one");
    assert_eq!(schema(&database), before);
}

fn shop(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("name", Varchar(20));
    });
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("person_id", Integer).references("people", "id").on_delete(Cascade);
        t.column("size", Integer).nullable();
    });
}

#[test]
fn tables_are_rebuilt_in_a_run_of_one_transaction() {
    let rebuild = |op: &mut Operations| {
        op.set_key_type("people", "id", BigInt);
        op.alter_column("people", "name", |c| {
            c.nullable();
        });
        op.add_check("deals", "size > 0");
        op.add_column("people", "note", Text).nullable();
    };
    let run = |database: &Database, revisions, target: &str| {
        chain::set(revisions);
        Objects.upgrade_url(&database.url()).to(target).transactions(Transactions::All).blocking()
    };
    let database = Database::create(Kind::Sqlite);
    run(&database, [shop, rebuild], "first").expect("the tables are made");
    database.sql(
        "INSERT INTO people VALUES (1, 'a'), (2, 'b'); INSERT INTO deals VALUES (1, 1, 7), (2, 2, NULL);",
    );
    run(&database, [shop, rebuild], "head").expect("the tables are rebuilt");
    assert_eq!(
        database.sql("SELECT * FROM people; SELECT * FROM deals;"),
        "1|a|\n2|b|\n1|1|7\n2|2|\n".replace('|', "\t")
    );
    assert!(schema(&database).contains("CHECK (size > 0)"), "{}", schema(&database));
    let one_after_another = Database::create(Kind::Sqlite);
    up(&one_after_another, [shop, rebuild], "head").expect("the tables are rebuilt");
    assert_eq!(schema(&database), schema(&one_after_another));
    let whole = Database::create(Kind::Sqlite);
    run(&whole, [shop, rebuild], "head").expect("two revisions with rebuilds are one transaction");
    assert_eq!(schema(&whole), schema(&one_after_another));
    let failing = Database::create(Kind::Sqlite);
    run(&failing, [shop, rebuild], "first").expect("the tables are made");
    failing.sql("INSERT INTO people VALUES (1, 'a'); INSERT INTO deals VALUES (1, 1, -7);");
    let before = schema(&failing);
    run(&failing, [shop, rebuild], "head").expect_err("a row breaks the check");
    assert_eq!(schema(&failing), before, "nothing is in");
    assert_eq!(failing.sql("SELECT count(*) FROM deals;"), "1\n");
}
