//! Indexes.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Create an index",
            rust!(|op| {
                op.create_index("deals", [asc("stage"), desc("amount")]);
            }),
        ),
        example(
            "Create a unique index",
            rust!(|op| {
                op.create_index("deals", ["person_id", "code"]).unique().name("one_code_a_person");
            }),
        ),
        example(
            "Create an index while others write",
            rust!(|op| {
                op.create_index("deals", "amount").concurrently();
            }),
        )
        .about(
            "PostgreSQL builds it in no transaction. When it fails or is killed, the next `upgrade` takes the invalid index \
             away and builds it again. The others build as they always do.",
        ),
        example(
            "Create an index of some rows",
            rust!(|op| {
                op.create_index("deals", "opened").predicate("closed IS NULL").name("ix_open_deals");
            }),
        ),
        example(
            "Create an index of an expression",
            rust!(|op| {
                op.create_index("people", expr("lower(email)"));
            }),
        ),
        example(
            "Create an index of the beginnings of a text",
            rust!(|op| {
                op.create_index("deals", prefix("note", 20));
            }),
        ),
        example(
            "Create an index with what PostgreSQL has for it",
            rust!(|op| {
                op.create_index("deals", asc("code").opclass("varchar_pattern_ops").nulls_first())
                    .using("btree")
                    .include(["amount"])
                    .name("ix_codes");
                op.create_index("deals", "note").unique().nulls_not_distinct();
            }),
        )
        .before(rust!(|op| {
            op.update("deals").set("note", expr("code")).all_rows().leave_rows();
        })),
        example(
            "Create an index that PostgreSQL is told how to keep",
            rust!(|op| {
                op.create_index("deals", "code").with([("fillfactor", 60)]);
                op.on(Postgres, |op| {
                    let vector = asc(expr("to_tsvector('simple', note)"));
                    let class = vector.opclass_with("tsvector_ops", [("siglen", 64)]);
                    op.create_index("deals", class).using("gist").name("ix_words");
                });
            }),
        ),
        example(
            "Create an index for searching",
            rust!(|op| {
                op.on(MySql, |op| {
                    op.create_index("deals", "note").using("fulltext").mysql(|i| i.comment("words"));
                    op.create_index("deals", "code").mysql(|i| i.using_btree());
                    op.create_table("places", |t| {
                        t.column("spot", Native([(MySql, "point")]));
                        t.index(["spot"]).using("spatial");
                        t.mysql().engine("MyISAM");
                    });
                });
            }),
        ),
        example(
            "Create an index with a collation, and NULLs at the end",
            rust!(|op| {
                op.create_index(
                    "deals",
                    asc("code").collate_on(Postgres, "C").collate_on(Sqlite, "NOCASE").nulls_last(),
                );
            }),
        ),
        example(
            "Create an index that may be there",
            rust!(|op| {
                op.create_index("deals", "amount").if_not_exists();
            }),
        ),
        example(
            "Drop an index",
            rust!(|op| {
                op.drop_index("deals", "ix_deals_opened");
            }),
        ),
        example(
            "Drop an index while others write",
            rust!(|op| {
                op.drop_index("deals", "ix_deals_opened").concurrently();
            }),
        ),
        example(
            "Drop an index that may not be there",
            rust!(|op| {
                op.drop_index("deals", "ix_strange").if_exists();
            }),
        ),
        example("Rename an index", rust!(|op| op.rename_index("deals", "ix_deals_opened", "by_opening"))),
    ];
    Group { title: "Indexes", examples }
}
