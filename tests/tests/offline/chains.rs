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

/// Without SQL of an author's, so that it can always be gone on with.
mod steady {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("size", Varchar(20)).nullable();
            });
            op.insert("deals", ["id", "size"], [(1, "1"), (2, "2")]);
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
            });
            op.insert("orders", ["id", "deal_id"], [(7, 1), (8, 2)]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("notes", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.alter_column("deals", "size", |c| {
                c.not_null();
            });
            op.create_index("deals", "size").unique();
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.add_column("orders", "total", Integer);
        }
    }
    migrate_core::chain!(pub(crate) Steady = "steady");
}
pub(crate) use steady::Steady;

/// An index that is made while its table is written, on PostgreSQL.
mod beside {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("title", Varchar(100));
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_index("deals", "title").unique().concurrently();
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.create_table("notes", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.drop_index("deals", "ix_deals_title").concurrently();
            op.create_index("deals", "title").name("again").unique().concurrently();
        }
    }
    migrate_core::chain!(pub(crate) Beside = "beside");
}
pub(crate) use beside::Beside;

/// SQL that is none where a name of a function must stand right before its parenthesis.
mod spaced {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("title", Varchar(100));
            });
            op.insert("deals", ["id", "title"], [(1, " one ")]);
            op.sql("UPDATE deals SET title = trim (title)").reverse("UPDATE deals SET title = ' one '");
        }
    }
    migrate_core::chain!(pub(crate) Spaced = "spaced");
}
pub(crate) use spaced::Spaced;

/// SQL of the author's makes a trigger on a table that SQLite makes anew later: untold in `w2`, told in `w4`.
mod watched {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "w1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("size", Integer).nullable();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "w2", down = "w1")]
        fn upgrade(op: &mut Operations) {
            op.sql("CREATE TRIGGER grown AFTER UPDATE OF size ON deals BEGIN SELECT 1; END")
                .reverse("DROP TRIGGER grown");
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "w3", down = "w2")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("deals", "size", |c| {
                c.set_type(BigInt);
            });
        }
    }
    mod r4 {
        use migrate_core::prelude::*;

        #[revision(id = "w4", down = "w3")]
        fn upgrade(op: &mut Operations) {
            op.sql("DROP TRIGGER grown").reverse("SELECT 1");
            op.sql("CREATE TRIGGER shrunk AFTER UPDATE OF size ON deals BEGIN SELECT 1; END")
                .reverse("DROP TRIGGER shrunk")
                .effect(|op| {
                    let does = expr("FOR EACH ROW BEGIN SELECT 1; END");
                    op.create_trigger("shrunk", "deals", "AFTER UPDATE OF size", does);
                });
        }
    }
    mod r5 {
        use migrate_core::prelude::*;

        #[revision(id = "w5", down = "w4")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("deals", "size", |c| {
                c.set_type(Integer);
            });
        }
    }
    migrate_core::chain!(pub(crate) Watched = "watched");
}
pub(crate) use watched::Watched;
