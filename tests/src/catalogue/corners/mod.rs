//! Corners: what few write, and what some dialect refuses. They stand in the snapshots, and run live where nothing of
//! them is refused, over tables without rows.

mod columns;
mod enums;
mod keys;
mod names;
mod objects;
mod rows;
mod tables;

use migrate_core::prelude::*;

use super::example::example;
use super::{Code, Example, Group, rust};

/// The groups of corners.
pub(super) fn groups() -> Vec<Group> {
    vec![
        tables::group(),
        names::group(),
        columns::group(),
        keys::group(),
        enums::group(),
        objects::group(),
        rows::group(),
    ]
}

fn corner(name: &'static str, code: Code) -> Example {
    example(name, code).on(shop()).in_tests()
}

/// The tables that the corners find.
fn shop() -> Code {
    rust!(|op| {
        op.create_enum("currency", ["USD", "EUR"]);
        op.create_table("people", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("name", Varchar(100));
        });
        op.create_table("deals", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
            t.column("code", Varchar(20)).unique();
            t.column("price", Numeric(10, 2))
                .default(0)
                .check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"));
            t.column("currency", Enum("currency")).default("EUR");
            t.column("note", Text).nullable();
            t.column("opened", Date);
            t.column("closed", Date).nullable();
            t.check("closed IS NULL OR closed >= opened").name("ck_deals_closed");
            t.index(["opened"]);
            t.index([desc("price"), asc("opened")]);
        });
    })
}
