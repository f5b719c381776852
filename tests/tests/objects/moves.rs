//! What is no table, moved between schemas; sequences that begin again; extensions that are updated; rows chosen by a list
//! of keys; indexes that are renamed in capitals alone.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{but_mysql, down, refusal, round, up};

fn shop(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("title", Varchar(80)).default("none");
        t.column("country", Char(2)).nullable();
        t.index(["title"]);
    });
}

fn objects(op: &mut Operations) {
    op.create_schema("sales");
    op.create_enum("stage", ["new", "won"]);
    op.create_sequence("numbers");
    shop(op);
    op.add_column("deals", "stage", Enum("stage")).default("new");
    op.add_column("deals", "number", BigInt).default(next_value("numbers"));
    op.create_view("open_deals", "SELECT id FROM deals WHERE number > 0");
    op.create_function("twice", [("n", "integer")], "RETURNS integer LANGUAGE sql AS $$ SELECT n * 2 $$");
}

#[test]
fn what_is_no_table_moves_to_another_schema_and_back() {
    let there = |op: &mut Operations| {
        op.move_enum("stage", "sales");
        op.move_sequence("numbers", "sales");
        op.move_view("open_deals", "sales");
        op.move_function("twice", "integer", "sales");
        op.add_enum_value(("sales", "stage"), "lost");
        op.move_function(("sales", "twice"), "integer", None);
        op.move_function("twice", "integer", "sales");
    };
    let rows = "INSERT INTO deals (id, stage) VALUES (1, 'won'), (2, 'new');";
    let question = "SELECT id, stage, number FROM deals ORDER BY id;";
    let (top, answer) = round(Kind::Postgres, [objects, there], rows, question);
    assert_eq!(answer, "1\twon\t1\n2\tnew\t2\n");
    for name in ["sales.stage", "sales.numbers", "sales.open_deals", "sales.twice"] {
        assert!(top.contains(name), "{name}: {top}");
    }
}

#[test]
fn what_cannot_move_is_refused() {
    let owned = |op: &mut Operations| {
        objects(op);
        op.alter_sequence("numbers").owned_by("deals", "number");
        op.move_sequence("numbers", "sales");
    };
    let needed = |op: &mut Operations| {
        objects(op);
        op.create_view("more", "SELECT id FROM open_deals");
        op.move_view("open_deals", "sales");
    };
    let called = |op: &mut Operations| {
        objects(op);
        op.create_view("more", "SELECT twice(id) AS n FROM deals");
        op.move_function("twice", "integer", "sales");
    };
    let nowhere = |op: &mut Operations| {
        objects(op);
        op.move_enum("stage", "sale");
    };
    let here = |op: &mut Operations| {
        op.create_enum("stage", ["new"]);
        op.move_enum("stage", None);
    };
    let other = |op: &mut Operations| {
        op.create_enum("stage", ["new"]);
        op.create_schema("sales");
        op.move_enum("stage", "sales");
    };
    let refusals = [
        refusal(Kind::Postgres, [owned, |_| {}]),
        refusal(Kind::Postgres, [needed, |_| {}]),
        refusal(Kind::Postgres, [called, |_| {}]),
        refusal(Kind::Postgres, [nowhere, |_| {}]),
        refusal(Kind::Postgres, [here, |_| {}]),
        refusal(Kind::Sqlite, [other, |_| {}]),
    ];
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn a_sequence_begins_again() {
    let numbered = |op: &mut Operations| {
        op.create_sequence("numbers").start(10);
        op.create_sequence("others").start(5).max(100);
        op.create_table("bills", |t| {
            t.column("id", Integer).primary_key();
            t.column("number", BigInt).default(next_value("numbers"));
            t.column("other", BigInt).default(next_value("others"));
        });
    };
    let again = |op: &mut Operations| {
        op.restart_sequence("numbers").with(7000);
        op.restart_sequence("others");
    };
    for kind in but_mysql(&[Kind::MySql, Kind::Postgres]) {
        let database = Database::create(kind);
        up(&database, [numbered, again], "first").expect("the sequences are made");
        database.sql("INSERT INTO bills (id) VALUES (1), (2);");
        up(&database, [numbered, again], "head").expect("they begin again");
        database.sql("INSERT INTO bills (id) VALUES (3), (4);");
        let numbers = database.sql("SELECT number, other FROM bills ORDER BY id;");
        assert_eq!(numbers, "10\t5\n11\t6\n7000\t5\n7001\t6\n", "{kind}");
        down(&database, [numbered, again], "first").expect("there is nothing to undo");
        database.sql("INSERT INTO bills (id) VALUES (5);");
        assert_eq!(database.sql("SELECT max(number) FROM bills;"), "7002\n", "{kind}");
    }
    let outside = |op: &mut Operations| {
        op.create_sequence("numbers").max(100);
        op.restart_sequence("numbers").with(101);
    };
    let none = |op: &mut Operations| {
        op.restart_sequence("numbers");
    };
    let refusals = [refusal(Kind::Postgres, [outside, |_| {}]), refusal(Kind::Postgres, [none, |_| {}])];
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn an_extension_is_updated_and_goes_back() {
    let old = |op: &mut Operations| {
        op.create_extension("hstore").version("1.7");
    };
    let update = |op: &mut Operations| op.update_extension("hstore", "1.8");
    let question = "SELECT extversion FROM pg_extension WHERE extname = 'hstore';";
    let database = Database::create(Kind::Postgres);
    up(&database, [old, update], "head").expect("it is updated");
    assert_eq!(database.sql(question), "1.8\n");
    let error = down(&database, [old, update], "first").expect_err("hstore has no way back from 1.8");
    assert!(error.to_string().contains("no update path"), "{error}");
    let newest = |op: &mut Operations| op.update_extension("hstore", None);
    let database = Database::create(Kind::Postgres);
    up(&database, [old, newest], "head").expect("it is updated");
    assert_eq!(database.sql(question), "1.8\n");
    let unsaid = |op: &mut Operations| {
        op.create_extension("hstore");
    };
    let database = Database::create(Kind::Postgres);
    up(&database, [unsaid, newest], "head").expect("it is the newest already");
    let error = down(&database, [unsaid, newest], "first").expect_err("nobody knows which it was");
    insta::assert_snapshot!(format!("{}\n{}", error.message(), error.help().unwrap_or_default()));
}

#[test]
fn rows_are_chosen_by_a_list_of_keys() {
    let change = |op: &mut Operations| {
        op.update("deals")
            .set("title", "chosen")
            .matching_any("id", [(1,), (3,)])
            .restore_with("title", "back");
        op.update("deals")
            .set("country", "XX")
            .matching_any(["id", "country"], [(2, Some("DE")), (4, None)])
            .leave_rows();
        op.delete("deals").matching_any("id", [[5], [6]]).restore_with(["id", "title"], [(5, "e"), (6, "f")]);
    };
    let rows = "INSERT INTO deals VALUES (1, 'a', 'DE'), (2, 'b', 'DE'), (3, 'c', NULL), (4, 'd', NULL),
        (5, 'e', NULL), (6, 'f', NULL), (7, 'g', 'DE');";
    let question = "SELECT id, title, coalesce(country, '-') FROM deals ORDER BY id;";
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [shop, change], "first").expect("the table is made");
        database.sql(rows);
        up(&database, [shop, change], "head").expect("rows are changed");
        let values = database.sql(question);
        assert_eq!(values, "1\tchosen\tDE\n2\tb\tXX\n3\tchosen\t-\n4\td\tXX\n7\tg\tDE\n", "{kind}");
        down(&database, [shop, change], "first").expect("rows are changed back");
        let values = database.sql(question);
        let wanted = "1\tback\tDE\n2\tb\tXX\n3\tback\t-\n4\td\tXX\n5\te\t-\n6\tf\t-\n7\tg\tDE\n";
        assert_eq!(values, wanted, "{kind}");
    }
    let empty = |op: &mut Operations| {
        shop(op);
        op.delete("deals").matching_any("id", Vec::<(i32,)>::new()).leave_rows();
    };
    let short = |op: &mut Operations| {
        shop(op);
        op.delete("deals").matching_any(["id", "title"], [(1,)]).leave_rows();
    };
    let refusals = [refusal(Kind::Sqlite, [empty, |_| {}]), refusal(Kind::Sqlite, [short, |_| {}])];
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn an_index_is_renamed_in_capitals_alone() {
    let change = |op: &mut Operations| op.rename_index("deals", "ix_deals_title", "IX_Deals_Title");
    for kind in Kind::ALL {
        let rows = "INSERT INTO deals VALUES (1, 'a', 'DE');";
        let (top, _) = round(kind, [shop, change], rows, "SELECT * FROM deals;");
        assert!(top.contains("IX_Deals_Title"), "{kind}: {top}");
    }
}
