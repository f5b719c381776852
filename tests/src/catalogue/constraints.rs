//! Keys and checks.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Add a primary key",
            rust!(|op| {
                op.add_primary_key("visits", ["person_id", "day"]);
            }),
        ),
        example(
            "Make other columns the primary key",
            rust!(|op| {
                op.replace_primary_key("visits", ["day", "person_id"]);
            }),
        )
        .before(rust!(|op| {
            op.add_primary_key("visits", ["person_id", "day"]);
        })),
        example(
            "Give a key another type with all that references it",
            rust!(|op| op.set_key_type("people", "id", Integer)),
        ),
        example(
            "Add a foreign key",
            rust!(|op| {
                op.add_foreign_key("visits", "person_id", "people", "id").on_delete(Cascade);
            }),
        ),
        example(
            "Add a foreign key that is checked at the end of a transaction",
            rust!(|op| {
                op.add_foreign_key("visits", "person_id", "people", "id").initially_deferred();
            }),
        ),
        example(
            "Add a foreign key with what PostgreSQL has for it",
            rust!(|op| {
                op.on(Postgres, |op| {
                    op.create_table("lines", |t| {
                        t.column("kind", Integer);
                        t.column("deal_id", BigInt).nullable();
                        t.column("deal_code", Varchar(20)).nullable();
                        t.column("person", BigInt).nullable().references("people", "id").match_full();
                        t.foreign_key(["deal_id", "deal_code"], "deals", ["id", "code"])
                            .match_full()
                            .on_delete(SetNull);
                        t.foreign_key(["kind", "deal_id"], "kinds", ["kind", "id"])
                            .on_delete(SetNull)
                            .set_columns(["deal_id"]);
                        t.check("kind > 0").no_inherit();
                    });
                });
            }),
        )
        .before(rust!(|op| {
            op.add_unique("deals", ["id", "code"]);
            op.create_table("kinds", |t| {
                t.column("kind", Integer).primary_key();
                t.column("id", BigInt).primary_key();
            });
        })),
        example(
            "Add a unique constraint",
            rust!(|op| {
                op.add_unique("visits", ["person_id", "day"]);
            }),
        ),
        example(
            "Add a unique constraint with other columns in its index, where NULL is equal to NULL",
            rust!(|op| {
                op.add_unique("deals", "note").include("amount").nulls_not_distinct().deferrable();
            }),
        )
        .before(rust!(|op| {
            op.update("deals").set("note", expr("code")).all_rows().leave_rows();
        })),
        example(
            "Add a check",
            rust!(|op| {
                op.add_check("deals", "amount >= 0");
            }),
        ),
        example(
            "Add a check without looking at the rows",
            rust!(|op| {
                op.add_check("deals", "amount >= 10").name("ck_worth_it").not_valid();
            }),
        ),
        example(
            "Look at the rows later",
            rust!(|op| {
                op.on(Postgres, |op| op.validate_constraint("deals", "ck_worth_it"));
            }),
        )
        .before(rust!(|op| {
            op.on(Postgres, |op| {
                op.add_check("deals", "amount >= 0").name("ck_worth_it").not_valid();
            });
            op.on([MySql, Sqlite], |op| {
                op.add_check("deals", "amount >= 0").name("ck_worth_it");
            });
        })),
        example(
            "Add a foreign key without looking at the rows",
            rust!(|op| {
                op.add_foreign_key("visits", "person_id", "people", "id").not_valid();
            }),
        )
        .in_tests(),
        example(
            "Exclude what overlaps",
            rust!(|op| {
                op.add_exclusion(
                    "bookings",
                    [(asc("room"), "="), (asc(expr("tsrange(starts, ends)")), "&&")],
                )
                .using("gist")
                .predicate("room > 0");
            }),
        )
        .before(rust!(|op| {
            op.create_extension("btree_gist");
            op.create_table("bookings", |t| {
                t.column("room", Integer);
                t.column("starts", Timestamp);
                t.column("ends", Timestamp);
            });
        })),
        example(
            "Make a unique index the index of a constraint",
            rust!(|op| {
                op.add_unique_using_index("visits", "ux_visits").name("one_visit_a_day");
            }),
        )
        .before(rust!(|op| {
            op.create_index("visits", ["person_id", "day"]).unique().name("ux_visits");
        })),
        example(
            "Make a unique index that of the primary key",
            rust!(|op| {
                op.add_primary_key_using_index("visits", "ux_visits");
            }),
        )
        .before(rust!(|op| {
            op.create_index("visits", ["person_id", "day"]).unique().name("ux_visits");
        })),
        example("Drop a check", rust!(|op| op.drop_constraint("deals", "ck_deals_closed"))),
        example("Drop a foreign key", rust!(|op| op.drop_constraint("deals", "fk_deals_person_id"))),
        example("Drop a unique constraint", rust!(|op| op.drop_constraint("deals", "uq_deals_code"))),
        example("Drop a primary key", rust!(|op| op.drop_constraint("visits", "pk_visits"))).before(rust!(
            |op| {
                op.add_primary_key("visits", ["person_id", "day"]);
            }
        )),
        example(
            "Rename a constraint",
            rust!(|op| {
                op.rename_constraint("deals", "uq_deals_code", "one_code");
                op.rename_constraint("deals", "ck_deals_closed", "closed_later");
                op.rename_constraint("deals", "fk_deals_person_id", "of_a_person");
            }),
        ),
    ];
    Group { title: "Keys and checks", examples }
}
