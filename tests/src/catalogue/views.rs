//! Views.

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Create a view",
            rust!(|op| {
                op.create_view("open_deals", "SELECT id, code, note FROM deals WHERE closed IS NULL");
            }),
        )
        .about("What it needs is found in its words; `depends_on` says it where they do not.")
        .finds("SELECT code FROM open_deals ORDER BY id", "A-2\nC-1"),
        example(
            "Create a view that says what it needs",
            rust!(|op| {
                op.create_view(
                    "totals",
                    "SELECT currency, sum(amount) AS total FROM deals GROUP BY currency",
                )
                .depends_on(["people"])
                .depends_on_columns("deals", ["currency", "amount"]);
            }),
        )
        .finds("SELECT total FROM totals WHERE currency = 'EUR'", "1200"),
        example(
            "Replace a view",
            rust!(|op| {
                op.replace_view(
                    "open_deals",
                    "SELECT note, id FROM deals WHERE closed IS NULL AND amount > 0",
                );
            }),
        )
        .before(rust!(|op| {
            op.create_view("open_deals", "SELECT id, code FROM deals WHERE closed IS NULL");
        }))
        .finds("SELECT id FROM open_deals", "2"),
        example("Rename a view", rust!(|op| op.rename_view("open_deals", "deals_now"))).before(rust!(|op| {
            op.create_view("open_deals", "SELECT id, code FROM deals WHERE closed IS NULL");
        })),
        example("Drop a view", rust!(|op| op.drop_view("open_deals"))).before(rust!(|op| {
            op.create_view("open_deals", "SELECT id, code FROM deals WHERE closed IS NULL");
        })),
        example(
            "Change a table beneath views",
            rust!(|op| {
                op.without_views(["open_deals", "noted"], |op| {
                    op.rename_column("deals", "note", "remark");
                    op.rename_column("deals", "remark", "note");
                });
            }),
        )
        .about("The views go for a moment and come back as they were, with their triggers.")
        .before(rust!(|op| {
            op.create_view("open_deals", "SELECT id, note FROM deals WHERE closed IS NULL");
            op.create_view("noted", "SELECT id FROM open_deals WHERE note IS NOT NULL");
        })),
    ];
    Group { title: "Views", examples }
}
