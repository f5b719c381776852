//! Columns.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Add a column",
            rust!(|op| {
                op.add_column("deals", "approved", Boolean).default(false);
                op.add_column("deals", "seen_at", TimestampTz).nullable().comment("By the seller");
            }),
        )
        .about("Rows get its default, or NULL. A column with neither can be added to an empty table alone.")
        .finds("SELECT count(*) FROM deals WHERE seen_at IS NULL AND NOT approved", "4"),
        example(
            "Add a column with a key, a check and an index",
            rust!(|op| {
                op.add_column("deals", "owner_id", BigInt).nullable().references("people", "id").on_delete(SetNull);
                op.add_column("deals", "slug", Varchar(20)).nullable().unique();
                op.add_column("deals", "size", Integer).default(1).check("size > 0");
                op.add_column("deals", "created_at", Timestamp).default(now());
            }),
        ),
        example(
            "Add a column that is computed",
            rust!(|op| {
                op.add_column("deals", "cents", BigInt).generated("amount * 100");
            }),
        )
        .finds("SELECT id, cents FROM deals ORDER BY id", "1\t120000\n2\t8000\n3\t1000\n4\t0"),
        example(
            "Add a column that is computed when it is read",
            rust!(|op| {
                op.add_column("deals", "cents", BigInt).nullable().generated_virtual("amount * 100");
            }),
        )
        .about("PostgreSQL has this since version 18.")
        .since_postgres(18),
        example(
            "Add a column with a collation",
            rust!(|op| {
                op.add_column("deals", "label", Varchar(20))
                    .nullable()
                    .collate("de-x-icu")
                    .collate_on(Sqlite, "NOCASE")
                    .collate_on(MySql, "utf8mb4_general_ci");
            }),
        ),
        example(
            "Drop a column",
            rust!(|op| {
                op.drop_column("deals", "note");
            }),
        )
        .about("A downgrade brings the column back, without its values.")
        .loses(&["deals.note"]),
        example(
            "Drop a column with what uses it",
            rust!(|op| op.drop_column("deals", "closed").cascade()),
        )
        .about("`cascade` takes along the keys, checks and indexes that use it; without it they are in the way.")
        .loses(&["deals.closed"]),
        example("Rename a column", rust!(|op| op.rename_column("deals", "amount", "price")))
            .about("Keys, checks, indexes, views and generated columns follow.")
            .finds("SELECT price FROM deals ORDER BY id", "1200\n80\n10\n0"),
        example(
            "Give a column a wider type",
            rust!(|op| {
                op.alter_column("deals", "amount", |c| {
                    c.set_type(BigInt);
                });
                op.alter_column("people", "name", |c| {
                    c.set_type(Varchar(200));
                });
            }),
        ),
        example(
            "Give a column another type, with a cast",
            rust!(|op| {
                op.alter_column("deals", "opened", |c| {
                    c.set_type(Integer)
                        .using(
                            expr("extract(epoch FROM opened)::int")
                                .on(Sqlite, "unixepoch(opened)")
                                .on(MySql, "timestampdiff(SECOND, '1970-01-01', opened)"),
                        )
                        .reverse_using(
                            expr("to_timestamp(opened) AT TIME ZONE 'UTC'")
                                .on(Sqlite, "date(opened, 'unixepoch')")
                                .on(MySql, "date_add('1970-01-01', INTERVAL opened SECOND)"),
                        );
                });
            }),
        )
        .before(rust!(|op| {
            op.drop_column("deals", "closed").cascade();
        }))
        .changes(&["deals.opened"])
        .finds("SELECT opened FROM deals ORDER BY id", "1767571200\n1770768000\n1772323200\n1772668800"),
        example(
            "Take no NULL any more",
            rust!(|op| {
                op.alter_column("people", "email", |c| c.not_null().fill("unknown"));
            }),
        )
        .about("Rows that hold NULL get what `fill` says. A downgrade takes NULL again; the values stay.")
        .changes(&["people.email"])
        .loses(&["people.email"])
        .finds("SELECT count(*) FROM people WHERE email = 'unknown'", "1"),
        example("Take NULL", rust!(|op| op.alter_column("deals", "amount", |c| c.nullable()))),
        example(
            "Set a default",
            rust!(|op| {
                op.alter_column("deals", "stage", |c| c.set_default("open"));
                op.alter_column("people", "email", |c| c.set_default("nobody@example.org"));
            }),
        ),
        example(
            "Drop a default",
            rust!(|op| op.alter_column("deals", "stage", |c| c.drop_default())),
        ),
        example(
            "Change several things of a column",
            rust!(|op| {
                op.alter_column("deals", "note", |c| {
                    c.set_type(Varchar(500));
                    c.not_null().fill("-");
                    c.set_default("");
                    c.set_comment("By the seller");
                    c.rename("remark");
                });
            }),
        )
        .loses(&["deals.note"])
        .finds("SELECT remark FROM deals ORDER BY id", "first\n-\nit's late\n-"),
        example(
            "Let the database number a column",
            rust!(|op| op.alter_column("numbers", "id", |c| c.identity())),
        )
        .before(rust!(|op| {
            op.create_table("numbers", |t| {
                t.column("id", BigInt).primary_key();
                t.column("word", Varchar(20));
            });
            op.insert("numbers", ["id", "word"], [(1, "one"), (7, "seven")]);
        })),
        example(
            "Number a column no more",
            rust!(|op| op.alter_column("numbers", "id", |c| c.drop_identity())),
        )
        .before(rust!(|op| {
            op.create_table("numbers", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("word", Varchar(20));
            });
            op.insert("numbers", ["id", "word"], [(1, "one"), (7, "seven")]);
        })),
        example(
            "Change what MySQL has of a column",
            rust!(|op| {
                op.alter_column("pages", "changed", |c| c.mysql(|c| c.on_update_now()));
                op.alter_column("pages", "seen", |c| c.mysql(|_| {}));
                op.alter_column("pages", "size", |c| {
                    c.mysql(|c| {
                        c.invisible();
                        c.check("size > 1");
                    });
                });
            }),
        )
        .before(rust!(|op| {
            op.create_table("pages", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("changed", Timestamp).nullable();
                t.column("seen", Timestamp).nullable().mysql(|c| c.on_update_now());
                t.column("size", Integer).default(3).mysql(|c| c.check("size > 0"));
            });
            op.insert("pages", ["id", "size"], [(1, 2), (2, 7)]);
        })),
        example(
            "Comment on a column",
            rust!(|op| op.set_column_comment("deals", "note", "By the seller")),
        ),
        example("Drop the comment of a column", rust!(|op| op.drop_column_comment("deals", "note")))
            .before(rust!(|op| op.set_column_comment("deals", "note", "By the seller"))),
        example(
            "Drop the comment of a column among others",
            rust!(|op| op.alter_column("deals", "note", |c| c.drop_comment())),
        )
        .before(rust!(|op| op.set_column_comment("deals", "note", "By the seller")))
        .in_tests(),
        example(
            "Compare a column's text otherwise",
            rust!(|op| {
                op.alter_column("people", "name", |c| {
                    c.collate_on(Postgres, "C");
                    c.collate_on(MySql, "utf8mb4_general_ci");
                    c.collate_on(Sqlite, "NOCASE");
                });
            }),
        ),
        example(
            "Compare a column's text as the database does by default",
            rust!(|op| op.alter_column("deals", "code", |c| c.drop_collation())),
        )
        .before(rust!(|op| {
            op.alter_column("deals", "code", |c| {
                c.collate_on(Postgres, "C");
                c.collate_on(MySql, "utf8mb4_general_ci");
                c.collate_on(Sqlite, "NOCASE");
            });
        })),
        example(
            "Add and drop columns where that is needed",
            rust!(|op| {
                op.if_needed(|op| {
                    op.add_column("deals", "source", Varchar(20)).default("web");
                    op.drop_column("deals", "made_by_hand");
                });
            }),
        )
        .before(rust!(|op| {
            op.add_column("deals", "made_by_hand", Integer).nullable();
        }))
        .leaves_something()
        .about(
            "`if_needed` is for columns and constraints that are added or dropped. It is about the database, not the chain: \
             what is added is the chain's from then on, as it is where it was there. A downgrade leaves a column, since \
             nobody knows who made it, and drops a constraint.",
        ),
    ];
    Group { title: "Columns", examples }
}
