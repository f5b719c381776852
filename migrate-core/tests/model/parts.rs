//! What a table says besides its columns.

use migrate_core::Table;
use migrate_core::prelude::*;
use migrate_core::schema::Table as SchemaTable;

use crate::{assert_same, created, table};

/// Rooms that are taken.
#[derive(Table)]
#[table(
    comment,
    unique(room, starts, name = "one_at_once", include(note), deferrable),
    unique(note, nulls_not_distinct),
    index(room, desc(starts), unique),
    index(
        asc(note).nulls_last().opclass("text_pattern_ops"),
        expr("lower(note)").on(MySql, "(lower(note))"),
        desc(expr("length(note)")).nulls_first(),
        prefix(label, 20),
        predicate = "room > 0",
        using = "gist",
        include(ends),
        name = "everything"
    ),
    check("room > 0"),
    check(expr("ends > starts").on(Sqlite, "ends > starts "), name = "in_order"),
    exclude((room, "="), (expr("tsrange(starts, ends)"), "&&"), predicate = "room > 1", using = "spgist", name = "apart"),
    exclude((asc("room").opclass("x"), "="), initially_deferred),
    mysql(engine = "Aria", charset = "latin1", collation = "latin1_bin"),
    sqlite(strict, without_rowid)
)]
#[expect(dead_code, reason = "no row is read")]
struct Booking {
    room: i32,
    #[column(type = Timestamp)]
    starts: (),
    #[column(type = Timestamp)]
    ends: (),
    note: Option<String>,
    label: String,
}

#[test]
fn a_table_has_what_its_words_say() {
    assert_same("bookings", |t| {
        t.comment("Rooms that are taken.");
        t.column("room", Integer);
        t.column("starts", Timestamp);
        t.column("ends", Timestamp);
        t.column("note", Text).nullable();
        t.column("label", Text);
        t.unique(["room", "starts"]).name("one_at_once").include("note").deferrable();
        t.unique("note").nulls_not_distinct();
        t.index([asc("room"), desc("starts")]).unique();
        t.index([
            asc("note").nulls_last().opclass("text_pattern_ops"),
            expr("lower(note)").on(MySql, "(lower(note))").into(),
            desc(expr("length(note)")).nulls_first(),
            prefix("label", 20),
        ])
        .predicate("room > 0")
        .using("gist")
        .include("ends")
        .name("everything");
        t.check("room > 0");
        t.check(expr("ends > starts").on(Sqlite, "ends > starts ")).name("in_order");
        t.exclude([(asc("room"), "="), (asc(expr("tsrange(starts, ends)")), "&&")])
            .predicate("room > 1")
            .using("spgist")
            .name("apart");
        t.exclude([(asc("room").opclass("x"), "=")]).initially_deferred();
        t.mysql().engine("Aria").charset("latin1").collation("latin1_bin");
        t.sqlite().strict().without_rowid();
    });
}

#[derive(Table)]
#[table(check("price > 0", not_valid), foreign_key(of, references("others", "id"), not_valid, on = Postgres))]
#[expect(dead_code, reason = "no row is read")]
struct Late {
    price: i64,
    of: i64,
}

#[test]
fn what_was_not_looked_at_may_stay_so() {
    use migrate_core::schema::Validation::NotValid;

    let SchemaTable { checks, foreign_keys, .. } = table("lates", Postgres);
    assert_eq!(checks.iter().map(|check| check.validation).collect::<Vec<_>>(), [NotValid]);
    assert_eq!(foreign_keys.iter().map(|key| key.validation).collect::<Vec<_>>(), [NotValid]);
    let plain = created("lates", |t| {
        t.column("price", BigInt);
        t.column("of", BigInt);
        t.check("price > 0").not_valid();
    });
    assert_eq!(table("lates", Sqlite), plain);
}
