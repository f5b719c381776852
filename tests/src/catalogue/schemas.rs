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
        example("Update an extension", rust!(|op| op.update_extension("hstore", "1.8")))
            .before(rust!(|op| {
                op.create_extension("hstore").version("1.8");
            }))
            .about("The downgrade goes back to the version that the chain said last, if the extension has a way back."),
        example(
            "Move what is no table to another schema",
            rust!(|op| {
                op.move_enum("currency", "archive");
                op.move_sequence("numbers", "archive");
                op.move_view("won", "archive");
                op.move_function("twice", "integer", "archive");
            }),
        )
        .before(rust!(|op| {
            op.create_schema("archive");
            op.create_sequence("numbers");
            op.create_view("won", "SELECT code FROM deals WHERE stage = 'won'");
            op.create_function("twice", [("n", "integer")], "RETURNS integer LANGUAGE sql AS $$ SELECT n * 2 $$");
        })),
    ];
    Group { title: "Schemas and extensions", examples }
}
