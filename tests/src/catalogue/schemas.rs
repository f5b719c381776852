//! Schemas and extensions.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Create a schema",
            rust!(|op| {
                op.create_schema("billing");
                op.create_table(("billing", "invoices"), |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("deal_id", BigInt).references("deals", "id");
                    t.index(["deal_id"]);
                });
            }),
        ),
        example(
            "Create a schema that may be there",
            rust!(|op| {
                op.create_schema("billing").if_not_exists();
            }),
        )
        .leaves_something(),
        example("Drop a schema", rust!(|op| op.drop_schema("billing"))).before(rust!(|op| {
            op.create_schema("billing");
        })),
        example("Leave a schema to others", rust!(|op| op.leave_schema("billing")))
            .leaves_something()
            .before(rust!(|op| {
                op.create_schema("billing");
            })),
        example("Move a table to another schema", rust!(|op| op.move_table("visits", "archive"))).before(
            rust!(|op| {
                op.create_schema("archive");
            }),
        ),
        example(
            "Create an extension",
            rust!(|op| {
                op.create_extension("citext");
                op.create_extension("pg_trgm").if_not_exists().schema("public").version("1.6");
            }),
        )
        .leaves_something(),
        example("Drop an extension", rust!(|op| op.drop_extension("citext"))).before(rust!(|op| {
            op.create_extension("citext");
        })),
        example("Leave an extension to others", rust!(|op| op.leave_extension("citext")))
            .leaves_something()
            .before(rust!(|op| {
                op.create_extension("citext");
            })),
    ];
    Group { title: "Schemas and extensions", examples }
}
