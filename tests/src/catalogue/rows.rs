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
            "Backfill a column batch by batch",
            rust!(|op| {
                op.backfill("deals")
                    .set("note", expr("lower(code)"))
                    .matching("note", None::<&str>)
                    .by("code")
                    .batch_size(3)
                    .leave_rows();
            }),
        )
        .about(
            "Each batch is a transaction, in which the ledger is told how far it is: what is stopped goes on behind the last \
             one, and no row is changed twice. What stands before it in the revision is committed first. It goes in the \
             order of a key, the primary one unless `by` says another. A downgrade does what `restore_with` says, or \
             nothing with `leave_rows` or where the column came in the same revision.",
        )
        .changes(&["deals.note"])
        .loses(&["deals.note"])
        .finds("SELECT note FROM deals ORDER BY id", "first\na-2\nit's late\nc-1"),
        example(
            "Backfill at a pace",
            rust!(|op| {
                op.backfill("deals")
                    .set("amount", expr("amount + 1"))
                    .all_rows()
                    .batch_size(1)
                    .at_most(2)
                    .batch_time(std::time::Duration::from_millis(100))
                    .pause(std::time::Duration::from_millis(1))
                    .restore_with("amount", expr("amount - 1"));
                op.backfill("deals")
                    .set("stage", "small")
                    .predicate("amount < 100 AND stage = 'new'")
                    .leave_rows();
            }),
        )
        .about(
            "A batch has as many rows as take the time of a batch, 200 ms unless `batch_time` says otherwise. The pace may be \
             changed between two runs: it is no part of what a revision does.",
        )
        .changes(&["deals.amount", "deals.stage"])
        .loses(&["deals.stage"])
        .finds("SELECT amount, stage FROM deals ORDER BY id", "1201\twon\n81\tsmall\n11\tlost\n1\tsmall"),
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
        example(
            "Update rows by a list of keys",
            rust!(|op| {
                op.update("deals")
                    .set("stage", "open")
                    .matching_any("id", [(2,), (4,)])
                    .restore_with("stage", "new");
                op.update("deals")
                    .set("note", "both")
                    .matching_any(["person_id", "note"], [(1, None), (2, Some("it's late"))])
                    .leave_rows();
            }),
        )
        .changes(&["deals.stage", "deals.note"])
        .loses(&["deals.note"])
        .finds("SELECT stage FROM deals ORDER BY id", "won\nopen\nlost\nopen"),
    ];
    Group { title: "Rows", examples }
}
