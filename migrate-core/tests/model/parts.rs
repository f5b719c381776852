//! What a table says besides its columns.

use migrate_core::Table;
use migrate_core::name::QualifiedName;
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

#[derive(Table)]
#[table(
    name = "events",
    index(kind, with = [("fillfactor", 70)], mysql(comment = "for lists"), on = [MySql, Postgres]),
    check("kind <> ''", no_inherit),
    foreign_key(of, references = Self(id), on_delete = SetNull, set_columns(of), match_full, name = "twice"),
    mysql(options = "ROW_FORMAT=DYNAMIC", partition_by = "HASH (id) PARTITIONS 8"),
    postgres(partition_by_range(id, desc("of")), with = [("autovacuum_enabled", "false")], unlogged)
)]
#[expect(dead_code, reason = "no row is read")]
struct Event {
    #[column(unique)]
    id: i64,
    #[column(references = Self::id, match_full)]
    of: Option<i64>,
    #[column(type = Varchar(20), mysql(invisible, check = "kind <> 'x'"))]
    kind: String,
    #[column(type = Timestamp, mysql(on_update_now))]
    changed: (),
}

#[derive(Table)]
#[table(name = "a_partition", index("kind"), on = Postgres)]
#[table(postgres(partition_of(Event, "FOR VALUES FROM (0) TO (9)")))]
struct APartition {}

#[derive(Table)]
#[table(name = "an_heir", postgres(inherits(Event, ("crm", "things"))), on = Postgres)]
#[expect(dead_code, reason = "no row is read")]
struct AnHeir {
    more: i64,
}

#[test]
fn a_table_has_what_single_databases_have() {
    for dialect in Dialect::ALL {
        let expected = created("events", |t| {
            t.column("id", BigInt).unique();
            t.column("of", BigInt).nullable().references("events", "id").match_full();
            t.column("kind", Varchar(20)).mysql(|c| {
                c.invisible();
                c.check("kind <> 'x'");
            });
            t.column("changed", Timestamp).mysql(|c| {
                c.on_update_now();
            });
            if dialect != Sqlite {
                t.index("kind").with([("fillfactor", 70)]).mysql(|i| i.comment("for lists"));
            }
            t.check("kind <> ''").no_inherit();
            t.foreign_key("of", "events", "id")
                .on_delete(SetNull)
                .set_columns("of")
                .match_full()
                .name("twice");
            t.mysql().options("ROW_FORMAT=DYNAMIC").partition_by("HASH (id) PARTITIONS 8");
            t.postgres()
                .partition_by_range([asc("id"), desc("of")])
                .with([("autovacuum_enabled", "false")])
                .unlogged();
        });
        assert_eq!(table("events", dialect), expected, "on {dialect}");
    }
    let partition = created("a_partition", |t| {
        t.postgres().partition_of("events", "FOR VALUES FROM (0) TO (9)");
        t.index("kind");
    });
    assert_eq!(table("a_partition", Postgres), partition);
    let heir = created("an_heir", |t| {
        t.column("more", BigInt);
        t.postgres().inherits([QualifiedName::from("events"), ("crm", "things").into()]);
    });
    assert_eq!(table("an_heir", Postgres), heir);
}
