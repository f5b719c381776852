//! Functions and triggers.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Create a function",
            rust!(|op| {
                op.create_function(
                    "with_tax",
                    [("price", "int")],
                    expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 5'")
                        .on(MySql, "RETURNS INT DETERMINISTIC RETURN price + price DIV 5"),
                );
            }),
        )
        .about("A function is known by its name and the types of its arguments."),
        example(
            "Replace a function",
            rust!(|op| {
                op.replace_function(
                    "with_tax",
                    [("price", "int")],
                    expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 4'")
                        .on(MySql, "RETURNS INT DETERMINISTIC RETURN price + price DIV 4"),
                );
            }),
        )
        .before(rust!(|op| {
            op.create_function(
                "with_tax",
                [("price", "int")],
                expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 5'")
                    .on(MySql, "RETURNS INT DETERMINISTIC RETURN price + price DIV 5"),
            );
        })),
        example("Drop a function", rust!(|op| op.drop_function("with_tax", ["int"]))).before(rust!(|op| {
            op.create_function(
                "with_tax",
                [("price", "int")],
                expr("RETURNS int LANGUAGE sql AS 'SELECT price + price / 5'")
                    .on(MySql, "RETURNS INT DETERMINISTIC RETURN price + price DIV 5"),
            );
        })),
        example(
            "Create a trigger",
            rust!(|op| {
                op.on(Postgres, |op| {
                    op.create_function(
                        "keep_note",
                        (),
                        "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := coalesce(NEW.note, OLD.note); RETURN NEW; END $$",
                    );
                });
                op.create_trigger(
                    "keep_note",
                    "deals",
                    expr("BEFORE UPDATE").on(Sqlite, "AFTER UPDATE"),
                    expr("FOR EACH ROW EXECUTE FUNCTION keep_note()")
                        .on(MySql, "FOR EACH ROW SET NEW.note = coalesce(NEW.note, OLD.note)")
                        .on(
                            Sqlite,
                            "FOR EACH ROW WHEN NEW.note IS NULL BEGIN UPDATE deals SET note = OLD.note WHERE id = NEW.id; END",
                        ),
                );
            }),
        ),
        example(
            "Replace a trigger",
            rust!(|op| {
                op.replace_trigger(
                    "touched",
                    "people",
                    expr("AFTER UPDATE"),
                    expr("FOR EACH ROW EXECUTE FUNCTION touched()")
                        .on(MySql, "FOR EACH ROW UPDATE visits SET minutes = minutes + 1")
                        .on(Sqlite, "FOR EACH ROW BEGIN UPDATE visits SET minutes = minutes + 1; END"),
                );
            }),
        )
        .before(rust!(|op| {
            op.on(Postgres, |op| {
                op.create_function(
                    "touched",
                    (),
                    "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                );
            });
            op.create_trigger(
                "touched",
                "people",
                "AFTER INSERT",
                expr("FOR EACH ROW EXECUTE FUNCTION touched()")
                    .on(MySql, "FOR EACH ROW UPDATE visits SET minutes = minutes + 1")
                    .on(Sqlite, "FOR EACH ROW BEGIN UPDATE visits SET minutes = minutes + 1; END"),
            );
        })),
        example("Drop a trigger", rust!(|op| op.drop_trigger("touched", "people"))).before(rust!(|op| {
            op.on(Postgres, |op| {
                op.create_function(
                    "touched",
                    (),
                    "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                );
            });
            op.create_trigger(
                "touched",
                "people",
                "AFTER INSERT",
                expr("FOR EACH ROW EXECUTE FUNCTION touched()")
                    .on(MySql, "FOR EACH ROW UPDATE visits SET minutes = minutes + 1")
                    .on(Sqlite, "FOR EACH ROW BEGIN UPDATE visits SET minutes = minutes + 1; END"),
            );
        })),
    ];
    Group { title: "Functions and triggers", examples }
}
