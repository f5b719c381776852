//! Rows that a new constraint or unique index does not take, on all three databases: an error with what to do.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::up;

fn shop(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", BigInt).primary_key();
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).primary_key();
        t.column("person_id", BigInt);
        t.column("title", Varchar(20));
        t.column("price", Integer);
    });
    op.insert("deals", ["id", "person_id", "title", "price"], [(1, 7, "one", -5), (2, 8, "one", 5)]);
}

fn check(op: &mut Operations) {
    op.add_check("deals", "price > 0").name("positive");
}

fn index(op: &mut Operations) {
    op.create_index("deals", "title").unique();
}

fn key(op: &mut Operations) {
    op.add_foreign_key("deals", "person_id", "people", "id");
}

fn unique(op: &mut Operations) {
    op.add_unique("deals", "title");
}

#[test]
fn rows_that_do_not_keep_a_new_constraint_are_an_error_with_what_to_do() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [shop, check], "first").expect("the tables are made");
        for change in [check, index, key, unique] {
            let error = up(&database, [shop, change], "head").expect_err("rows are in the way").to_string();
            assert!(error.starts_with("the database is unchanged"), "{kind}: {error}");
            let help = if error.contains("reference nothing") {
                "put right the rows that the error shows"
            } else {
                "put the rows right in a revision before, or with `op.update(…)` or `op.delete(…)` before it"
            };
            assert!(error.contains(help), "{kind}: {error}");
        }
    }
}
