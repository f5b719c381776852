//! Corners of keys and indexes.

use migrate_core::prelude::*;

use super::corner;
use crate::catalogue::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        corner(
            "Corner: indexes",
            rust!(|op| {
                op.create_index("deals", "code");
                op.create_index("deals", "person_id");
                op.create_index("deals", [desc("closed"), asc("id")]).unique().name("the closed ones");
                op.drop_index("deals", "ix_deals_person_id");
                op.drop_index("deals", "the closed ones");
            }),
        ),
        corner(
            "Corner: indexes beside writers",
            rust!(|op| {
                op.create_index("deals", ["closed"]).unique().concurrently();
                op.drop_index("deals", "ix_deals_closed").concurrently();
            }),
        ),
        corner(
            "Corner: an index of text",
            rust!(|op| {
                op.create_index("deals", "note");
            }),
        ),
        corner(
            "Corner: a partial index",
            rust!(|op| {
                op.create_index("deals", "closed").predicate("closed IS NOT NULL");
            }),
        ),
        corner(
            "Corner: indexes with attributes",
            rust!(|op| {
                op.create_index("deals", "code").using("hash").name("by method");
                op.create_index("deals", desc("code")).using("gin").name("sorted by no order");
                op.create_index("deals", "code").include(["price", "opened"]).name("including");
                op.create_index("deals", "closed").unique().nulls_not_distinct().name("one null");
                op.create_index("deals", [asc("closed").nulls_first(), desc("opened").nulls_last()])
                    .name("least nulls");
                op.create_index("deals", [asc("closed").nulls_last(), desc("opened").nulls_first()])
                    .name("greatest nulls");
                op.create_index("deals", asc("code").opclass("varchar_pattern_ops")).name("of a class");
                op.create_index("deals", asc("code").collate_on(Postgres, "C").collate_on(Sqlite, "NOCASE"))
                    .name("collated");
                op.create_index("deals", asc("code").collate_on(MySql, "utf8mb4_bin"))
                    .name("collated otherwise");
                op.create_index("deals", expr("lower(code)")).unique();
                op.create_index(
                    "deals",
                    [asc("opened"), desc(expr("coalesce(note, '')").on(Sqlite, "ifnull(note, '')"))],
                )
                .name("mixed");
                op.create_index("deals", [prefix("note", 20), asc("code")]).name("beginning");
                op.create_index("deals", prefix("note", 800)).name("long beginning");
            }),
        ),
        corner(
            "Corner: constraints",
            rust!(|op| {
                op.add_unique("deals", ["person_id", "opened"]).name("uq one a day");
                op.add_check("deals", expr("price <> 13").on(Postgres, "price <> 13.0")).name("ck luck");
                op.create_table("visits", |t| {
                    t.column("person_id", BigInt);
                    t.column("deal_id", BigInt);
                });
                op.add_primary_key("visits", ["person_id", "deal_id"]);
                op.add_foreign_key("visits", "deal_id", "deals", "id").on_delete(SetNull).on_delete(Cascade);
                op.add_foreign_key("visits", "person_id", "people", "id");
                op.drop_constraint("visits", "pk_visits");
                op.drop_constraint("visits", "fk_visits_person_id");
                op.drop_constraint("deals", "uq one a day");
                op.drop_constraint("deals", "ck luck");
            }),
        ),
        corner(
            "Corner: constraints with attributes",
            rust!(|op| {
                op.on(Postgres, |op| {
                    op.create_extension("btree_gist");
                });
                op.create_table("visits", |t| {
                    t.column("person_id", BigInt).references("people", "id").deferrable();
                    t.column("deal_id", BigInt).nullable();
                    t.foreign_key("deal_id", "deals", "id").on_delete(SetNull).initially_deferred();
                });
                op.create_table("deferred", |t| {
                    t.column("id", BigInt);
                    t.column("note", Text);
                    t.unique("id").initially_deferred();
                });
                op.create_table("including", |t| {
                    t.column("id", BigInt);
                    t.column("note", Text);
                    t.primary_key("id").include("note").deferrable();
                    t.unique("id").include("note").nulls_not_distinct();
                });
                op.create_table("bookings", |t| {
                    t.column("room", Integer);
                    t.column("starts", Timestamp);
                    t.column("ends", Timestamp);
                    t.exclude([(asc("room"), "="), (asc(expr("tsrange(starts, ends)")), "&&")])
                        .predicate("room > 0")
                        .initially_deferred()
                        .name("one at a time");
                });
                op.add_check("deals", "code <> ''").not_valid();
                op.add_foreign_key("deals", "id", "people", "id").not_valid().deferrable().name("later");
                op.add_unique("deals", "closed").nulls_not_distinct();
                op.add_exclusion("deals", [("code", "=")]).using("hash").name("by hash");
            }),
        ),
        corner(
            "Corner: constraints made in two steps",
            rust!(|op| {
                op.add_check("deals", "code <> ''").name("later").not_valid();
                op.validate_constraint("deals", "later");
                op.create_index("deals", ["code", "opened"]).unique().name("ux");
                op.add_unique_using_index("deals", "ux");
                op.create_index("deals", ["opened", "code"]).unique().name("ux2");
                op.add_unique_using_index("deals", "ux2").name("uq two").deferrable();
                op.create_table("keyless", |t| {
                    t.column("id", BigInt);
                    t.index("id").unique();
                });
                op.add_primary_key_using_index("keyless", "ix_keyless_id");
            }),
        ),
        corner(
            "Corner: keys that foreign keys hold on to",
            rust!(|op| {
                op.create_table("pairs", |t| {
                    t.column("a", BigInt).primary_key();
                    t.column("b", BigInt).primary_key();
                    t.index(["b", "a"]).unique().name("ux_pairs");
                });
                op.create_table("users", |t| {
                    t.column("a", BigInt);
                    t.column("b", BigInt);
                    t.foreign_key(["a", "b"], "pairs", ["a", "b"]);
                });
                op.drop_constraint("pairs", "pk_pairs");
            }),
        ),
    ];
    Group { title: "Corners of keys and indexes", examples }
}
