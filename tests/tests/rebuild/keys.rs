//! Keys, identities and names of constraints that change over tables with rows, and the way back.

use migrate_core::execute::{DatabaseState, Recorded};
use migrate_tests::{Database, Kind};

use crate::{assert_clean, master};

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("people", |t| {
                t.column("id", BigInt).primary_key();
                t.column("code", Varchar(10));
            });
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
                t.column("note", Text).nullable().check("note <> ''");
                t.index(["note"]).predicate("note <> 'x'");
            });
            op.insert("people", ["id", "code"], [(5, "five"), (7, "seven")]);
            op.insert("deals", ["id", "person_id", "note"], [(3, 5, "a"), (4, 7, "b")]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("people", "id", |c| {
                c.identity();
            });
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("deals", "id", |c| {
                c.drop_identity();
            });
            op.rename_constraint("deals", "pk_deals", "key of deals");
            op.rename_constraint("deals", "fk_deals_person_id", "whose");
            op.rename_constraint("deals", "ck_deals_note", "filled");
        }
    }
    mod r4 {
        use migrate_core::prelude::*;

        #[revision(id = "r4", down = "r3")]
        fn upgrade(op: &mut Operations) {
            op.replace_primary_key("deals", ["person_id", "id"]);
            op.add_unique("deals", ["id"]).name("one");
        }
    }
    mod r5 {
        use migrate_core::prelude::*;

        #[revision(id = "r5", down = "r4")]
        fn upgrade(op: &mut Operations) {
            // In place, also in the check, the partial index and the key.
            op.rename_column("deals", "note", "remark");
            op.rename_column("deals", "person_id", "by whom");
            op.drop_constraint("deals", "filled");
            op.drop_constraint("deals", "one");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// Words of a definition, wherever they stand in it.
fn words(text: &str) -> Vec<String> {
    let mut words =
        text.replace('"', "").split([',', '\n']).map(|word| word.trim().to_owned()).collect::<Vec<_>>();
    words.retain(|word| !word.is_empty());
    words.sort();
    words
}

#[test]
fn keys_change_with_rows_in_the_tables_and_back() {
    let database = Database::create(Kind::Sqlite);
    let url = database.url();
    let mut before = Vec::new();
    let rows = "SELECT * FROM people ORDER BY id; SELECT * FROM deals; SELECT name, seq FROM sqlite_sequence ORDER BY name;";
    for revision in ["r1", "r2", "r3", "r4", "r5"] {
        shop::Shop.upgrade_url(&url).to(revision).blocking().unwrap();
        if revision == "r1" {
            database.sql("DELETE FROM deals WHERE id = 4;");
        }
        assert_clean(&database);
        before.push((master(&database), database.sql(rows)));
    }
    assert_eq!(before[0].1, "5\tfive\n7\tseven\n3\t5\ta\ndeals\t4\n");
    // Numbers go on behind those that are there.
    assert_eq!(before[1].1, "5\tfive\n7\tseven\n3\t5\ta\ndeals\t4\npeople\t7\n");
    assert_eq!(before[2].1, "5\tfive\n7\tseven\n3\t5\ta\npeople\t7\n");
    let third = &before[2].0;
    for wanted in [
        "CONSTRAINT \"key of deals\" PRIMARY KEY (\"id\")",
        "CONSTRAINT \"whose\" REFERENCES \"people\" (\"id\") ON DELETE CASCADE",
        "CONSTRAINT \"filled\" CHECK (note <> '')",
        "\"id\" BIGINT NOT NULL",
    ] {
        assert!(third.contains(wanted), "{wanted} in {third}");
    }
    assert!(
        before[3].0.contains("CONSTRAINT \"pk_deals\" PRIMARY KEY (\"person_id\", \"id\")"),
        "{}",
        before[3].0
    );
    let last = &before[4].0;
    assert!(
        last.contains("PRIMARY KEY (\"by whom\", \"id\")") && last.contains("WHERE \"remark\" <> 'x'"),
        "{last}"
    );
    assert!(!last.contains("CHECK") && !last.contains("UNIQUE"), "{last}");
    for (at, revision) in ["r1", "r2", "r3", "r4"].into_iter().enumerate().rev() {
        shop::Shop.downgrade_url(&url, revision).blocking().unwrap();
        assert_clean(&database);
        assert_eq!(words(&master(&database)), words(&before[at].0), "{revision}");
        assert_eq!(
            database.sql("SELECT * FROM people ORDER BY id; SELECT * FROM deals;"),
            "5\tfive\n7\tseven\n3\t5\ta\n",
            "{revision}"
        );
    }
}

/// Rows are put right in a part of their own, and what comes behind it fails.
mod parts {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("size", Text).nullable();
            });
            op.insert("deals", ["id", "size"], [(1, "d1"), (2, "2")]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.insert("deals", ["id", "size"], [(3, "3")]);
            op.alter_column("deals", "size", |c| {
                c.set_type(Integer);
            });
            op.insert("deals", ["id", "size"], [(4, 4)]);
        }
    }
    migrate_core::chain!(pub(super) Parts = "parts");
}

#[test]
fn a_rebuild_that_fails_behind_a_part_that_is_committed_is_gone_on_with() {
    let database = Database::create(Kind::Sqlite);
    let url = database.url();
    let error = parts::Parts.upgrade_url(&url).blocking().unwrap_err();
    assert!(error.to_string().contains("1 row has a `size` that is no Integer: 'd1' in row 1"), "{error}");
    let Some(DatabaseState::Inside { done, left, recorded, .. }) = error.state() else { panic!("{error}") };
    assert_eq!((done.len(), left.len(), *recorded), (1, 2, Recorded::Yes));
    assert_eq!(database.sql("SELECT count(*) FROM deals;"), "3\n");
    assert_eq!(database.sql("SELECT revision, state FROM migrate_ledger;"), "r1\tdone\nr2\tintent\n");
    database.sql("UPDATE deals SET size = '1' WHERE id = 1;");
    parts::Parts.upgrade_url(&url).blocking().unwrap();
    assert_eq!(
        database.sql("SELECT id, size, typeof(size) FROM deals ORDER BY id;"),
        "1\t1\tinteger\n2\t2\tinteger\n3\t3\tinteger\n4\t4\tinteger\n"
    );
    assert_eq!(database.sql("SELECT revision, state FROM migrate_ledger;"), "r1\tdone\nr2\tdone\n");
}
