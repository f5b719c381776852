//! Types of columns that foreign keys tie to one another.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{down, refusal, round, schema, up};

fn company(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("boss_id", Integer).nullable().references("people", "id").on_delete(SetNull);
        t.column("name", Varchar(20)).unique();
    });
    op.create_table("passes", |t| {
        t.column("person_id", Integer).primary_key().references("people", "id").on_delete(Cascade);
        t.column("number", Integer).default(7);
    });
    op.create_table("visits", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("pass_id", Integer).references("passes", "person_id");
        t.column("name", Varchar(20)).references("people", "name").on_update(Cascade);
        t.index(["pass_id"]);
    });
}

const ROWS: &str = "INSERT INTO people (id, boss_id, name) VALUES (1, NULL, 'a'), (2, 1, 'b');
    INSERT INTO passes (person_id) VALUES (1), (2);
    INSERT INTO visits (pass_id, name) VALUES (1, 'a'), (2, 'b'), (2, 'b');";

const QUESTION: &str =
    "SELECT id, boss_id, name FROM people ORDER BY id; SELECT * FROM passes ORDER BY person_id;
    SELECT id, pass_id, name FROM visits ORDER BY id;";

#[test]
fn a_key_is_widened_with_all_that_references_it() {
    for kind in Kind::ALL {
        let widen = |op: &mut Operations| op.set_key_type("people", "id", BigInt);
        let (top, answer) = round(kind, [company, widen], ROWS, QUESTION);
        assert!(answer.contains('b'), "{kind}: {answer}");
        let wide = |text: &str| text.to_lowercase().matches("bigint").count();
        let wanted = match kind {
            Kind::MySql | Kind::Postgres => 4,
            // The key itself is the row's number.
            Kind::Sqlite => 3,
        };
        assert!(wide(&top) >= wanted, "{kind}: {top}");
        let database = Database::create(kind);
        up(&database, [company, widen], "first").expect("the tables are made");
        database.sql(ROWS);
        up(&database, [company, widen], "head").expect("the key is widened");
        database.sql("INSERT INTO people (id, name) VALUES (5000000000, 'c'); INSERT INTO passes (person_id) VALUES (5000000000);");
        let keys = if kind == Kind::Sqlite { "PRAGMA foreign_keys = on; " } else { "" };
        let sql = |text: &str| database.sql(&format!("{keys}{text}"));
        sql("DELETE FROM visits WHERE pass_id = 1; DELETE FROM people WHERE id = 1;");
        assert_eq!(
            database.sql("SELECT count(*) FROM passes;"),
            "2\n",
            "{kind}: foreign keys are as they were"
        );
        let error = down(&database, [company, widen], "first").expect_err("a number is too large");
        assert_eq!(
            database.sql("SELECT count(*) FROM people WHERE id > 4000000000;"),
            "1\n",
            "{kind}: {error:?}"
        );
        if kind == Kind::MySql {
            let keys = "SELECT count(*) FROM information_schema.referential_constraints
                WHERE constraint_schema = database();";
            assert_eq!(database.sql(keys), "4\n", "foreign keys come back where the change fails");
        }
        sql("DELETE FROM passes WHERE person_id > 2; DELETE FROM people WHERE id > 2;");
        down(&database, [company, widen], "first").expect("it is narrowed");
    }
}

#[test]
fn a_key_becomes_text_and_a_number_again() {
    let text = |op: &mut Operations| op.set_key_type("visits", "pass_id", Varchar(30));
    let plain = |op: &mut Operations| {
        op.create_table("passes", |t| {
            t.column("person_id", Integer).primary_key();
        });
        op.create_table("visits", |t| {
            t.column("id", Integer).identity().primary_key();
            t.column("pass_id", Integer).references("passes", "person_id").on_delete(Cascade);
        });
    };
    for kind in Kind::ALL {
        let rows = "INSERT INTO passes VALUES (1), (20); INSERT INTO visits (pass_id) VALUES (20), (1);";
        let (_, answer) = round(kind, [plain, text], rows, "SELECT * FROM visits ORDER BY id;");
        assert_eq!(answer, "1\t20\n2\t1\n", "{kind}");
    }
}

#[test]
fn text_that_a_foreign_key_holds_gets_another_length() {
    let longer = |op: &mut Operations| {
        op.alter_column("people", "name", |c| {
            c.set_type(Varchar(60));
        });
        op.alter_column("visits", "name", |c| {
            c.set_type(Varchar(40));
            c.set_default("nobody");
        });
    };
    for kind in Kind::ALL {
        let (top, answer) = round(kind, [company, longer], ROWS, QUESTION);
        assert!(top.contains("60") && top.contains("40"), "{kind}: {top}");
        assert!(answer.contains('b'), "{kind}");
    }
}

#[test]
fn values_of_an_enum_that_foreign_keys_hold_are_renamed_and_removed_on_both_sides() {
    let stages = |op: &mut Operations| {
        op.create_enum("stage", ["new", "open", "done"]);
        op.create_table("stages", |t| {
            t.column("stage", Enum("stage")).primary_key();
        });
        op.create_table("deals", |t| {
            t.column("id", Integer).identity().primary_key();
            t.column("stage", Enum("stage")).default("new").references("stages", "stage");
        });
    };
    let change = |op: &mut Operations| {
        op.add_enum_value("stage", "lost");
        op.rename_enum_value("stage", "new", "fresh");
        op.reorder_enum("stage", ["lost", "done", "open", "fresh"]);
    };
    for kind in Kind::ALL {
        let rows = "INSERT INTO stages VALUES ('new'), ('open'); INSERT INTO deals (stage) VALUES ('new'), ('open'), ('new');";
        let (_, answer) = round(kind, [stages, change], rows, "SELECT * FROM deals ORDER BY id;");
        assert_eq!(answer, "1\tfresh\n2\topen\n3\tfresh\n", "{kind}");
    }
}

#[test]
fn columns_of_several_types_are_no_key_to_widen() {
    let other = |op: &mut Operations| {
        op.create_table("a", |t| {
            t.column("code", Varchar(10)).primary_key();
        });
        op.create_table("b", |t| {
            t.column("code", Char(8)).references("a", "code");
        });
        op.set_key_type("a", "code", Varchar(20));
    };
    let using = |op: &mut Operations| {
        company(op);
        op.alter_column("visits", "name", |c| {
            c.set_type(Varchar(40)).using("lower(name)");
        });
    };
    let refusals = [refusal(Kind::Sqlite, [other, |_| {}]), refusal(Kind::MySql, [using, |_| {}])];
    insta::assert_snapshot!(refusals.join("\n"));
    assert_eq!(schema(&Database::create(Kind::Sqlite)), "");
}
