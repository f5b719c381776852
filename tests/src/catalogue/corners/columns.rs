//! Corners of columns.

use migrate_core::prelude::*;

use super::corner;
use crate::catalogue::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        corner(
            "Corner: columns with attributes",
            rust!(|op| {
                op.create_table("lines", |t| {
                    t.column("id", BigInt).identity_as(Identity::by_default().start(1000)).primary_key();
                    t.column("title", Varchar(80))
                        .collate("de-x-icu")
                        .collate_on(Sqlite, "NOCASE")
                        .collate_on(MySql, "utf8mb4_general_ci")
                        .comment("What it's */ called");
                    t.column("price", Integer).default(1).comment("Without \"tax\"");
                    t.column("quantity", Integer);
                    t.column("sum", BigInt)
                        .generated(expr("price * quantity"))
                        .comment("Of the line")
                        .unique();
                    t.column("loud", Varchar(80))
                        .nullable()
                        .generated("upper(title)")
                        .collate_on(Postgres, "C")
                        .check("loud <> ''");
                    t.comment("Lines of a bill");
                });
                op.add_column("lines", "note", Text).nullable().comment("By the seller");
                op.add_column("lines", "twice", BigInt).generated("2 * price").comment("Two of them");
                op.add_column("lines", "place", Varchar(20)).default("").collate_on(Sqlite, "RTRIM");
                op.add_column("lines", "after", BigInt).generated("sum + 1");
                op.rename_column("lines", "price", "cost");
            }),
        ),
        corner(
            "Corner: columns computed when they are read",
            rust!(|op| {
                op.create_table("lines", |t| {
                    t.column("price", Integer);
                    t.column("twice", BigInt).generated_virtual("2 * price");
                });
                op.add_column("lines", "thrice", BigInt)
                    .nullable()
                    .generated_virtual("3 * price")
                    .comment("Three of them");
            }),
        )
        .since_postgres(18),
        corner(
            "Corner: columns computed from numbers kept as text",
            rust!(|op| {
                op.add_column("deals", "twice", Numeric(12, 2)).nullable().generated_virtual("2 * price");
                op.add_column("deals", "thrice", Numeric(12, 2))
                    .nullable()
                    .generated_virtual(expr("3 * price").on(Sqlite, "printf('%.2f', 3 * price)"));
            }),
        )
        .since_postgres(18),
        corner(
            "Corner: columns computed from an identity",
            rust!(|op| {
                op.create_table("lines", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("next", BigInt).generated("id + 1");
                });
                op.create_table("keyed", |t| {
                    t.column("id", BigInt);
                    t.column("next", BigInt).generated("id + 1").primary_key();
                });
            }),
        ),
        corner(
            "Corner: identities",
            rust!(|op| {
                op.create_table("always", |t| {
                    t.column("id", BigInt).identity_as(Identity::always()).primary_key();
                });
                op.insert("always", "id", [[7]]);
                op.create_table("stepped", |t| {
                    let identity =
                        Identity::by_default().start(10).increment(5).min(5).max(100).cache(20).cycle();
                    t.column("id", BigInt).identity_as(identity).primary_key();
                });
                op.insert("stepped", "id", [[5], [60], [500]]);
                op.insert("stepped", "id", [[6]]);
                op.create_table("down", |t| {
                    t.column("id", BigInt).identity_as(Identity::by_default().increment(-1)).primary_key();
                });
                op.insert("down", "id", [[5], [-3], [-4]]);
            }),
        ),
        corner(
            "Corner: identity beside the key",
            rust!(|op| op.create_table("numbered", |t| {
                t.column("key", Uuid).primary_key();
                t.column("number", BigInt).identity();
            })),
        ),
        corner(
            "Corner: identity in a key of two",
            rust!(|op| op.create_table("numbered", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("year", Integer).primary_key();
            })),
        ),
        corner(
            "Corner: add columns",
            rust!(|op| {
                op.add_column("deals", "approved", Boolean).default(false);
                op.add_column("deals", "owner_id", BigInt).nullable().references("people", "id");
                op.add_column("deals", "size", Integer).check("size > 0");
                op.add_column("deals", "created", TimestampTz).default(now());
                op.add_column("deals", "slug", Varchar(20)).nullable().unique();
                op.add_column("deals", "seller_id", BigInt).default(1).references("people", "id");
                op.add_column("deals", "ends", Date).nullable().check("ends > opened");
                op.add_column("deals", "second", Enum("currency")).nullable();
                op.add_column("deals", "Note", Text).nullable();
            }),
        ),
        corner(
            "Corner: drop columns",
            rust!(|op| {
                op.drop_column("deals", "note");
                op.drop_column("deals", "currency");
                op.drop_column("deals", "price").cascade();
                op.drop_column("deals", "person_id").cascade();
                op.drop_column("deals", "closed").cascade();
                op.drop_column("deals", "code").cascade();
            }),
        ),
        corner(
            "Corner: drop the key column",
            rust!(|op| {
                op.drop_column("deals", "id").cascade();
            }),
        ),
        corner(
            "Corner: alter columns",
            rust!(|op| {
                op.alter_column("deals", "note", |c| c.not_null().fill("none"));
                op.alter_column("deals", "note", |c| c.set_default("none"));
                op.alter_column("deals", "note", |c| {
                    c.drop_default();
                    c.nullable();
                });
                op.alter_column("deals", "code", |c| {
                    c.set_type(Varchar(60));
                });
                op.alter_column("deals", "price", |c| {
                    c.set_type(Numeric(12, 2));
                });
                op.alter_column("deals", "opened", |c| {
                    c.set_type(TimestampTz);
                    c.set_default(now());
                });
                op.alter_column("deals", "currency", |c| {
                    c.set_type(Varchar(20));
                    c.rename("money");
                });
                op.alter_column("people", "name", |c| {
                    c.set_type(Integer)
                        .using(expr("length(name) -- how long").on(MySql, "char_length(name)"));
                    c.nullable();
                });
                op.alter_column("people", "name", |c| {
                    c.set_type(BigInt);
                    c.not_null().fill(expr("1 + 1"));
                    c.set_default(7);
                });
            }),
        ),
        corner(
            "Corner: alter identities",
            rust!(|op| {
                op.create_table("lists", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("at", BigInt);
                });
                op.alter_column("lists", "id", |c| {
                    c.identity();
                });
                op.alter_column("lists", "id", |c| {
                    c.drop_identity();
                });
                op.replace_primary_key("lists", ["at", "id"]);
            }),
        ),
        corner(
            "Corner: types of keys",
            rust!(|op| {
                op.set_key_type("people", "id", Integer);
                op.set_key_type("deals", "person_id", BigInt);
            }),
        ),
        corner(
            "Corner: a comparison of numbers kept as text",
            rust!(|op| {
                op.create_table("prices", |t| {
                    t.column("price", Numeric(9, 2)).check("price > 0");
                });
                op.create_index("deals", "opened").predicate("price BETWEEN 1 AND 5").name("ix_cheap");
                op.add_column("people", "debt", Numeric(9, 2)).default(0).check("debt < 100");
            }),
        ),
    ];
    Group { title: "Corners of columns", examples }
}
