//! Corners of rows.

use migrate_core::prelude::*;

use super::corner;
use crate::catalogue::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        corner(
            "Corner: rows",
            rust!(|op| {
                op.insert("people", ["id", "name"], [(7, "it's \\ \"🦀\""), (3, "two\nlines")]);
                op.insert("people", ["name"], ["x", "y"].map(|name| [name]));
                op.insert("people", ["id", "name"], [(0, "nobody")]);
                op.insert(
                    "deals",
                    ["person_id", "code", "price", "opened", "closed"],
                    [
                        (7, "a", "12345678.90", "2026-01-31", None),
                        (3, "b", "1", "2026-02-01", Some("2026-02-02")),
                    ],
                );
                op.insert(
                    "deals",
                    ["person_id", "code", "price", "opened"],
                    [(7, "a", "0.001", "2026-01-31")],
                );
                op.insert("deals", ["person_id", "code", "opened"], [(7, "a", "tomorrow")]);
            }),
        ),
        corner(
            "Corner: rows updated",
            rust!(|op| {
                op.update("people")
                    .set("name", "it's \\ \"🦀\"")
                    .matching("id", 7)
                    .restore_with("name", "two\nlines");
                op.update("deals")
                    .set("price", expr("price * 2 -- twice").on(Sqlite, "printf('%.2f', price * 2)"))
                    .set("currency", "USD")
                    .set("closed", now())
                    .set("note", None::<&str>)
                    .matching("opened", "2026-01-31")
                    .matching("closed", None::<&str>)
                    .predicate(
                        expr("note <> ';' OR note IS NULL").on(MySql, "note <> ';' OR `note` IS NULL -- ;"),
                    )
                    .leave_rows();
                op.update("deals").set("note", "all").all_rows();
                op.create_sequence("numbers");
                op.update("deals").set("person_id", next_value("numbers")).all_rows();
                op.update("deals").set("price", "1.50").matching("price", "1.5");
                op.update("deals").set("note", "a").set("code", expr("note")).all_rows();
                op.update("deals").set("code", expr("note")).set("note", "a").all_rows();
                op.update("deals").set("note", expr("1; DROP TABLE deals")).all_rows();
                op.update("deals").set("note", "a").predicate("1) OR (1");
                op.update("deals").set("price", "0.001").all_rows();
            }),
        ),
        corner(
            "Corner: rows deleted",
            rust!(|op| {
                op.delete("people").matching("id", 7).restore_with(["id", "name"], [(7, "a")]);
                op.delete("deals").matching("currency", "EUR").matching("note", None::<&str>);
                op.delete("deals")
                    .predicate(expr("price < 1").on(Sqlite, "CAST(price AS REAL) < 1"))
                    .leave_rows();
                op.delete("deals").all_rows();
                op.delete("deals").predicate("1; 2");
            }),
        ),
        corner(
            "Corner: sql",
            rust!(|op| {
                op.sql(expr("UPDATE deals SET note = 'a;b' -- c").on(Sqlite, "UPDATE deals SET note = 'd'"));
                op.sql("COMMIT");
                op.sql(expr("ANALYZE").on(MySql, ""));
            }),
        ),
    ];
    Group { title: "Corners of rows", examples }
}
