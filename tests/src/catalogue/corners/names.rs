//! Corners of names and comments.

use migrate_core::prelude::*;

use super::corner;
use crate::catalogue::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        corner(
            "Corner: names that differ in capitals",
            rust!(|op| {
                op.create_table("People", |t| {
                    t.column("id", BigInt);
                });
                op.create_table("words", |t| {
                    t.column("a", BigInt);
                    t.column("A", BigInt);
                });
                op.create_table("things", |t| {
                    t.column("a", BigInt);
                    t.index(["a"]).name("it");
                    t.index(["a"]).name("IT");
                });
            }),
        ),
        corner(
            "Corner: names that some cannot have",
            rust!(|op| {
                op.create_table(&"long".repeat(17), |t| {
                    t.column("id", BigInt);
                });
                op.create_table(&"é".repeat(40), |t| {
                    t.column("id", BigInt);
                });
                op.create_table("sqlite_things", |t| {
                    t.column("id", BigInt);
                });
                op.create_table("currency", |t| {
                    t.column("id", BigInt);
                });
                op.create_table("crab 🦀", |t| {
                    t.column("id", BigInt);
                });
                op.create_table("words", |t| {
                    t.column("word ", BigInt);
                });
                op.create_table("systems", |t| {
                    t.column("xmin", BigInt);
                });
                op.create_table("rows", |t| {
                    t.column("db_row_id", BigInt);
                });
                op.create_table("it's \"a\" `table`", |t| {
                    t.column("\\", BigInt).unique();
                });
                op.create_enum("people", ["a"]);
            }),
        ),
        corner(
            "Corner: comments that some cannot have",
            rust!(|op| {
                op.create_table("backslashed", |t| {
                    t.column("id", BigInt).comment("a \\ b");
                });
                op.create_table("crabs", |t| {
                    t.column("id", BigInt).comment("🦀");
                });
                op.create_table("longer", |t| {
                    t.column("id", BigInt);
                    t.comment(&"ab".repeat(1025));
                });
            }),
        ),
        corner(
            "Corner: comments",
            rust!(|op| {
                op.set_table_comment("deals", "It's sold");
                op.set_column_comment("deals", "note", "By the seller");
                op.set_column_comment("deals", "price", "a \\ b");
                op.drop_table_comment("deals");
                op.drop_column_comment("deals", "note");
            }),
        ),
        corner(
            "Corner: rename indexes",
            rust!(|op| {
                op.rename_index("deals", "ix_deals_price_opened", "by price");
                op.create_index("deals", [asc("closed"), desc("id")]).unique().name("one");
                op.rename_index("deals", "one", "One");
            }),
        ),
        corner(
            "Corner: rename constraints",
            rust!(|op| {
                op.rename_constraint("deals", "pk_deals", "pk");
                op.rename_constraint("deals", "uq_deals_code", "uq one");
                op.rename_constraint("deals", "fk_deals_person_id", "fk one");
                op.rename_constraint("deals", "ck_deals_price", "ck one");
            }),
        ),
        corner(
            "Corner: rename columns",
            rust!(|op| {
                op.rename_column("deals", "price", "net price");
                op.rename_column("deals", "note", "Note");
                op.rename_column("people", "name", "ID2");
            }),
        ),
    ];
    Group { title: "Corners of names and comments", examples }
}
