//! What is done only where it is not done yet.

use migrate_core::operation::{Operations, Recorded};
use migrate_core::prelude::*;
use migrate_core::schema::Schema;
use migrate_tests::catalogue::lowered;
use migrate_tests::{Database, Kind};

use crate::rig::{but_mysql, down, refusal, schema, up};

fn shop(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("size", Integer).nullable();
        t.column("old", Integer).nullable();
    });
}

fn columns(op: &mut Operations) {
    op.if_needed(|op| {
        op.add_column("deals", "note", Varchar(20)).default("none");
        op.drop_column("deals", "old");
        op.drop_column("deals", "by_hand");
    });
    op.add_column("deals", "last", Integer).nullable();
}

#[test]
fn columns_are_added_and_dropped_where_they_are_not_and_are() {
    for kind in Kind::ALL {
        let rows = "INSERT INTO deals (id, size) VALUES (1, 7);";
        let plain = Database::create(kind);
        up(&plain, [shop, columns], "first").expect("the table is made");
        plain.sql(rows);
        up(&plain, [shop, columns], "head").expect("columns come and go");
        assert_eq!(plain.sql("SELECT note, size FROM deals;"), "none\t7\n", "{kind}");
        let done = Database::create(kind);
        up(&done, [shop, columns], "first").expect("the table is made");
        done.sql(rows);
        let drop = "ALTER TABLE deals DROP COLUMN old; ALTER TABLE deals ADD COLUMN by_hand INTEGER;
            ALTER TABLE deals ADD COLUMN note VARCHAR(20) DEFAULT 'mine' NOT NULL;";
        done.sql(drop);
        up(&done, [shop, columns], "head").expect("what is done is left as it is");
        assert_eq!(done.sql("SELECT note, size FROM deals;"), "mine\t7\n", "{kind}");
        assert!(!schema(&done).contains("by_hand"), "{kind}");
        for database in [&plain, &done] {
            down(database, [shop, columns], "first").expect("it is undone");
            assert!(schema(database).contains("old"), "{kind}: {}", schema(database));
            assert!(schema(database).contains("note"), "{kind}: nobody knows who made it");
            up(database, [shop, columns], "head").expect("it is taken as it is");
            down(database, [shop, columns], "base").expect("all goes");
            assert_eq!(schema(database), "", "{kind}");
        }
    }
}

#[test]
fn constraints_are_added_and_dropped_where_they_are_not_and_are() {
    let constraints = |op: &mut Operations| {
        op.if_needed(|op| {
            op.add_check("deals", "size > 0").name("positive");
            op.add_unique("deals", ["size", "old"]);
            op.drop_constraint("deals", "by_hand");
        });
    };
    for kind in [Kind::MySql, Kind::Postgres] {
        let plain = Database::create(kind);
        up(&plain, [shop, constraints], "head").expect("constraints come");
        let done = Database::create(kind);
        up(&done, [shop, constraints], "first").expect("the table is made");
        done.sql(
            "ALTER TABLE deals ADD CONSTRAINT by_hand CHECK (id > 0);
            ALTER TABLE deals ADD CONSTRAINT positive CHECK (size > 0);",
        );
        up(&done, [shop, constraints], "head").expect("what is done is left as it is");
        assert_eq!(schema(&done), schema(&plain), "{kind}");
        down(&done, [shop, constraints], "first").expect("it is undone");
        assert!(!schema(&done).contains("positive"), "{kind}");
        down(&done, [shop, constraints], "base").expect("all goes");
        assert_eq!(schema(&done), "", "{kind}");
    }
    assert!(refusal(Kind::Sqlite, [shop, constraints]).contains("made anew"), "a rebuild looks at nothing");
    let table = |op: &mut Operations| op.if_needed(|op| op.drop_table("deals"));
    let bare = |op: &mut Operations| {
        shop(op);
        op.if_needed(|op| {
            op.add_column("deals", "note", Text);
        });
    };
    let refusals = [refusal(Kind::Postgres, [table, |_| {}]), refusal(Kind::Postgres, [bare, |_| {}])];
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn what_is_printed_drops_what_is_not_there() {
    let drops = |op: &mut Operations| {
        op.if_needed(|op| {
            op.drop_column("deals", "by_hand");
            op.drop_constraint("deals", "ck_by_hand");
        });
    };
    // The text for both is MariaDB's; a script for MySQL looks itself.
    for kind in but_mysql(&[Kind::MySql, Kind::Postgres]) {
        let dialect = kind.dialect();
        let database = Database::create(kind);
        up(&database, [shop, columns], "first").expect("the table is made");
        let is_it = schema(&database);
        let mut before = Schema::default();
        for Recorded { operation, .. } in Operations::record(shop) {
            operation.apply(&mut before).expect("the table is new");
        }
        for make in
            ["", "ALTER TABLE deals ADD COLUMN by_hand INTEGER, ADD CONSTRAINT ck_by_hand CHECK (id > 0);"]
        {
            if !make.is_empty() {
                database.sql(make);
            }
            for Recorded { operation, .. } in Operations::record(drops) {
                let statements = dialect.lower(&operation, &before).expect("it can be had");
                for sql in statements.iter().flat_map(lowered::text) {
                    database.sql(&format!("{sql};"));
                }
            }
            assert_eq!(schema(&database), is_it, "{kind}");
        }
    }
}
