//! Rows.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Insert rows",
            rust!(|op| {
                op.insert("people", ["id", "name"], [(7, "Kim \\ 'n \"🦀\""), (8, "two\nlines")]);
            }),
        )
        .about("Numbers that the database gives go on behind them. A downgrade deletes them by their key.")
        .changes(&["people"]),
        example(
            "Update rows",
            rust!(|op| {
                op.update("deals")
                    .set("stage", "open")
                    .matching("stage", "new")
                    .predicate("closed IS NULL")
                    .restore_with("stage", "new");
            }),
        )
        .about("A downgrade does what `restore_with` says, or nothing with `leave_rows`.")
        .changes(&["deals.stage"])
        .finds("SELECT stage FROM deals ORDER BY id", "won\nopen\nlost\nopen"),
        example(
            "Update all rows with an expression",
            rust!(|op| {
                op.update("deals")
                    .set("amount", expr("amount * 2"))
                    .all_rows()
                    .restore_with("amount", expr("amount / 2"));
            }),
        )
        .changes(&["deals.amount"])
        .finds("SELECT amount FROM deals ORDER BY id", "2400\n160\n20\n0"),
        example(
            "Delete rows",
            rust!(|op| {
                op.delete("people").matching("id", 3).restore_with(["id", "name"], [(3, "Eve")]);
            }),
        )
        .about("Rows of other tables go where their foreign keys say so, and do not come back.")
        .changes(&["people", "deals"])
        .loses(&["deals", "people.email"]),
        example(
            "Delete rows that a condition finds",
            rust!(|op| {
                op.delete("deals").predicate("amount = 0").leave_rows();
            }),
        )
        .changes(&["deals"])
        .loses(&["deals"]),
    ];
    Group { title: "Rows", examples }
}
