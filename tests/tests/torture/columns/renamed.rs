//! Tables renamed with what is named after them, and constraints renamed.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use super::{SERVERS, everything, lines, there_and_back};
use crate::chain::Record;
use crate::rig::{down, revision, schema, shape, up};

/// A table with a sequence, keys, indexes and foreign keys, called `name`.
fn files(name: &'static str) -> impl Fn(&mut Operations) {
    move |op: &mut Operations| {
        op.create_table("owners", |t| {
            t.column("id", BigInt).identity().primary_key();
        });
        op.create_table(name, |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("owner_id", BigInt).references("owners", "id").on_delete(Cascade);
            t.column("parent_id", BigInt).nullable().references(name, "id");
            t.column("path", Varchar(100)).unique().check("path <> ''");
            t.column("a_column_with_a_name_so_long_that_nobody_would_have_it", Integer).nullable();
            t.check("owner_id > 0 or parent_id is null");
            t.index(["owner_id", "path"]);
            t.index(["a_column_with_a_name_so_long_that_nobody_would_have_it"]).unique();
        });
        op.create_table("pages", |t| {
            t.column("id", BigInt).primary_key();
            t.column("file_id", BigInt).references(name, "id").on_delete(Cascade);
        });
    }
}

#[test]
fn a_table_is_renamed_with_its_sequence_keys_indexes_and_foreign_keys() {
    for kind in Kind::ALL {
        let rename: Record = revision(|op| {
            op.rename_table("files", "irma_files").with_names();
        });
        let revisions = [revision(files("files")), rename];
        let database = Database::create(kind);
        up(&database, &revisions[..1], "r1").unwrap();
        let rows = "INSERT INTO owners (id) VALUES (7); INSERT INTO FILES (owner_id, path) VALUES (7, 'a'), (7, 'b');
                    INSERT INTO pages (id, file_id) VALUES (1, 1), (2, 2);";
        database.sql(&rows.replace("FILES", "files"));
        let start = schema(&database);
        up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        let direct = Database::create(kind);
        up(&direct, &[revision(files("irma_files"))], "r1").unwrap();
        let unquoted = |database: &Database| {
            let mut lines = lines(database);
            // SQLite puts quotes around what it renames, and remembers indexes in the order they came.
            lines.sort();
            lines
        };
        assert_eq!(unquoted(&database), unquoted(&direct), "{kind}: up");
        let keys = if kind == Kind::Sqlite { "PRAGMA foreign_keys = ON;" } else { "" };
        database.sql("INSERT INTO irma_files (owner_id, path) VALUES (7, 'c');");
        assert_eq!(database.sql("SELECT max(id) FROM irma_files;"), "3\n", "{kind}");
        database.sql(&format!("{keys} DELETE FROM irma_files WHERE id = 1;"));
        assert_eq!(database.sql("SELECT id FROM pages;"), "2\n", "{kind}: the foreign key acts");
        down(&database, &revisions, "r1").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        if kind == Kind::Postgres {
            assert_eq!(schema(&database), start, "{kind}: down");
        }
        assert_eq!(
            shape(&database),
            {
                let again = Database::create(kind);
                up(&again, &revisions[..1], "r1").unwrap();
                shape(&again)
            },
            "{kind}: down"
        );
        assert_eq!(database.sql("SELECT id, path FROM files ORDER BY id;"), "2\tb\n3\tc\n", "{kind}");
    }
}

#[test]
fn constraints_are_renamed_over_rows() {
    for kind in SERVERS {
        let (database, _) = there_and_back(
            kind,
            everything,
            "INSERT INTO parents VALUES (1); INSERT INTO t (id, parent_id, code) VALUES (1, 1, 'a');",
            |op| {
                op.rename_constraint("t", "pk_t", "pk_new");
                op.rename_constraint("t", "uq_t_code", "uq_new");
                op.rename_constraint("t", "fk_t_parent_id", "fk_new");
                op.rename_constraint("t", "ck_t_amount", "ck_new");
            },
            |op| {
                everything(op);
                op.drop_table("t");
                op.create_table("t", |t| {
                    t.column("id", Integer);
                    t.column("parent_id", Integer)
                        .nullable()
                        .references("parents", "id")
                        .on_delete(Cascade)
                        .key_name("fk_new");
                    t.column("amount", Integer).default(5);
                    t.column("code", Varchar(10)).nullable();
                    t.column("stage", Enum("stage")).default("new");
                    t.column("share", Real).nullable();
                    t.column("day", Date).nullable();
                    t.column("text", Varchar(20)).nullable();
                    t.primary_key("id").name("pk_new");
                    t.unique("code").name("uq_new");
                    t.check("amount > 0").name("ck_new");
                    t.index(["amount", "code"]);
                    t.index([desc("day")]);
                });
                op.on(Postgres, |op| {
                    op.create_index("t", "amount").predicate("amount > 3").name("ix_some");
                });
            },
        );
        database.sql("DELETE FROM parents;");
        assert_eq!(database.sql("SELECT count(*) FROM t;"), "0\n", "{kind}");
    }
}
