//! The chains of these tests.

/// Tables one on the other: a table `blocker` that is there stops `r3` behind its first operation, one `first` stops `r4` at
/// its first; a row 3 or 4 in that stops `r5` at its first or second statement.
mod plain {
    mod r1 {
        use migrate_core::prelude::*;

        /// It's the first; with `names`, "quotes" and \ backslashes; $$ too.
        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("title", Varchar(100));
            });
            op.insert(
                "deals",
                ["id", "title"],
                [(1, "it's \\ one"), (2, "two; three"), (3, "// $$ 'x'\n-- four;")],
            );
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("deals", "note", Text).nullable();
            op.sql("UPDATE deals SET note = 'a;b' -- it's done;\n; -- more\nUPDATE deals SET note = title WHERE id = 1;")
                .reverse("UPDATE deals SET note = NULL");
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.create_table("before", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("blocker", |t| {
                t.column("id", BigInt).primary_key();
                t.column("deal_id", BigInt).references("deals", "id");
            });
            op.create_table("behind", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r4 {
        use migrate_core::prelude::*;

        #[revision(id = "r4", down = "r3")]
        fn upgrade(op: &mut Operations) {
            op.create_table("first", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.insert("first", ["id"], [[1], [2]]);
        }
    }
    mod r5 {
        use migrate_core::prelude::*;

        #[revision(id = "r5", down = "r4")]
        fn upgrade(op: &mut Operations) {
            let both = "INSERT INTO \"first\" (id) VALUES (3); INSERT INTO \"first\" (id) VALUES (4)";
            op.sql(
                expr(both)
                    .on(MySql, "INSERT INTO `first` (id) VALUES (3); INSERT INTO `first` (id) VALUES (4)"),
            )
            .reverse("DELETE FROM deals WHERE 1 = 0");
        }
    }
    migrate_core::chain!(pub(crate) Plain = "plain");
}
pub(crate) use plain::Plain;
