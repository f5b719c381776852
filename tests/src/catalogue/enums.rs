//! Enums.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Create an enum",
            rust!(|op| {
                op.create_enum("mood", ["sad", "it's fine", "glad"]);
                op.add_column("people", "mood", Enum("mood")).nullable();
            }),
        )
        .about("MySQL and MariaDB keep the values with each column; SQLite has a check for each column."),
        example(
            "Create an enum that may be there",
            rust!(|op| {
                op.create_enum("mood", ["sad", "glad"]).if_not_exists();
            }),
        ).leaves_something(),
        example(
            "Add a value",
            rust!(|op| {
                op.add_enum_value("currency", "CHF").after("EUR");
            }),
        )
        .about("Where a later operation of the same revision uses the value, PostgreSQL has it committed before."),
        example(
            "Add a value and use it",
            rust!(|op| {
                op.add_enum_value("currency", "AED").before("EUR");
                op.update("deals")
                    .set("currency", "AED")
                    .matching("currency", "GBP")
                    .restore_with("currency", "GBP");
            }),
        )
        .changes(&["deals.currency"])
        .finds("SELECT currency FROM deals ORDER BY id", "EUR\nUSD\nAED\nEUR"),
        example(
            "Remove a value",
            rust!(|op| {
                op.remove_enum_value("currency", "GBP").map_to("EUR");
            }),
        )
        .about("Without `map_to` it is refused while rows hold the value, and says how many.")
        .changes(&["deals.currency"])
        .loses(&["deals.currency"])
        .finds("SELECT currency FROM deals ORDER BY id", "EUR\nUSD\nEUR\nEUR"),
        example(
            "Rename a value",
            rust!(|op| op.rename_enum_value("currency", "GBP", "pound")),
        )
        .changes(&["deals.currency"])
        .finds("SELECT currency FROM deals ORDER BY id", "EUR\nUSD\npound\nEUR"),
        example(
            "Bring values into another order",
            rust!(|op| op.reorder_enum("currency", ["USD", "GBP", "EUR"])),
        ),
        example("Rename an enum", rust!(|op| op.rename_enum("currency", "coin"))),
        example(
            "Drop an enum",
            rust!(|op| {
                op.drop_column("deals", "currency");
                op.drop_enum("currency");
            }),
        )
        .loses(&["deals.currency"]),
        example(
            "Leave an enum to others",
            rust!(|op| {
                op.drop_column("deals", "currency");
                op.leave_enum("currency");
            }),
        ).leaves_something()
        .about("The chain does not know it any more; the database keeps it.")
        .loses(&["deals.currency"]),
    ];
    Group { title: "Enums", examples }
}
