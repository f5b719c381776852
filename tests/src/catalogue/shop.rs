//! What the examples find: tables that use each other, with rows.

use migrate_core::prelude::*;

use super::{Code, rust};

/// The tables that every example finds, and their rows.
pub fn shop() -> Code {
    rust!(|op| {
        op.create_enum("currency", ["EUR", "USD", "GBP"]);
        op.create_table("people", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("name", Varchar(80));
            t.column("email", Varchar(120)).nullable();
        });
        op.create_table("deals", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
            t.column("code", Varchar(20)).unique();
            t.column("stage", Varchar(20)).default("new").check("stage <> ''");
            t.column("amount", Integer).default(0);
            t.column("currency", Enum("currency")).default("EUR");
            t.column("note", Text).nullable();
            t.column("opened", Date);
            t.column("closed", Date).nullable();
            t.check("closed IS NULL OR closed >= opened").name("ck_deals_closed");
            t.index(["opened"]);
        });
        op.create_table("visits", |t| {
            t.column("person_id", BigInt);
            t.column("day", Date);
            t.column("minutes", Integer);
        });
        op.insert(
            "people",
            ["id", "name", "email"],
            [(1, "Ada", Some("ada@example.org")), (2, "Bob", None), (3, "Eve", Some("EVE@example.org"))],
        );
        op.insert(
            "deals",
            ["id", "person_id", "code", "stage", "amount", "currency", "note", "opened", "closed"],
            [
                (1, 1, "A-1", "won", 1200, "EUR", Some("first"), "2026-01-05", Some("2026-02-01")),
                (2, 1, "A-2", "new", 80, "USD", None, "2026-02-11", None),
                (3, 2, "B-1", "lost", 10, "GBP", Some("it's late"), "2026-03-01", Some("2026-03-01")),
                (4, 3, "C-1", "new", 0, "EUR", None, "2026-03-05", None),
            ],
        );
        let visits = op.prefixed("visits");
        op.sql(format!(
            "INSERT INTO {visits} (person_id, day, minutes) \
             VALUES (1, '2026-01-01', 30), (1, '2026-01-02', 60), (2, '2026-01-01', 90)",
        ))
        .reverse(format!("DELETE FROM {visits}"));
    })
}
