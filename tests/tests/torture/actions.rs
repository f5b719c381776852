//! What foreign keys do to rows is what was declared.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{revision, up};

fn family(op: &mut Operations) {
    op.create_table("parent", |t| {
        t.column("id", Integer).primary_key();
    });
    op.insert("parent", ["id"], [[1], [2], [3], [4]]);
    for (table, on_delete, on_update) in [("follows", Cascade, Cascade), ("forgets", SetNull, SetNull)] {
        op.create_table(table, |t| {
            t.column("id", Integer).primary_key();
            t.column("parent_id", Integer)
                .nullable()
                .references("parent", "id")
                .on_delete(on_delete)
                .on_update(on_update);
        });
        op.insert(table, ["id", "parent_id"], [(1, 1), (2, 2)]);
    }
    for (table, action) in [("holds", Restrict), ("keeps", NoAction)] {
        op.create_table(table, |t| {
            t.column("id", Integer).primary_key();
            t.column("parent_id", Integer).references("parent", "id").on_delete(action).on_update(action);
        });
    }
    op.insert("holds", ["id", "parent_id"], [(1, 3)]);
    op.insert("keeps", ["id", "parent_id"], [(1, 4)]);
}

/// Whether a statement is refused: it is run by the database's own client, which panics then.
fn is_refused(database: &Database, statement: &str) -> bool {
    let keys = if database.kind() == Kind::Sqlite { "PRAGMA foreign_keys = ON;" } else { "" };
    let run = || database.sql(&format!("{keys}{statement};"));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err()
}

#[test]
fn actions_act_as_declared() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, &[revision(family)], "head").unwrap();
        let keys = if kind == Kind::Sqlite { "PRAGMA foreign_keys = ON;" } else { "" };
        database
            .sql(&format!("{keys} DELETE FROM parent WHERE id = 1; UPDATE parent SET id = 20 WHERE id = 2;"));
        assert_eq!(database.sql("SELECT id, parent_id FROM follows;"), "2\t20\n", "{kind}");
        let forgotten = "SELECT count(*) FROM forgets WHERE parent_id IS NULL;";
        assert_eq!(database.sql(forgotten), "2\n", "{kind}");
        for held in [3, 4] {
            assert!(is_refused(&database, &format!("DELETE FROM parent WHERE id = {held}")), "{kind} {held}");
            assert!(
                is_refused(&database, &format!("UPDATE parent SET id = 9 WHERE id = {held}")),
                "{kind} {held}"
            );
        }
        assert_eq!(database.sql("SELECT id FROM parent ORDER BY id;"), "3\n4\n20\n", "{kind}");
    }
}
