//! The models that are written of a database's schema: they are compiled with the tests, and say what the schema says.

use std::collections::BTreeSet;

use migrate_core::adopt;
use migrate_core::autogenerate::{Wanted, autogenerate};
use migrate_core::prelude::Dialect;
use migrate_core::run;
use migrate_tests::written;

mod migrations {
    mod first {
        use migrate_core::prelude::*;

        /// Everything that a table may have.
        #[revision(id = "first")]
        fn upgrade(op: &mut Operations) {
            op.on(Postgres, everything);
        }

        fn everything(op: &mut Operations) {
            op.create_schema("crm");
            op.create_enum("pay_state", ["OPEN", "paid", "in-part"]);
            op.create_table("people", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("tenant", Integer);
                t.column("Full Name", Varchar(120)).collate_on(Postgres, "C");
                t.column("type", Char(2)).nullable();
                t.column("born", Date).nullable();
                t.column("salary", Numeric(12, 2)).default("0.00");
                t.column("seen", Timestamp).nullable().mysql(|c| c.on_update_now());
                t.column("made", TimestampTz).default(now());
                t.column("hidden", SmallInt).default(1).mysql(|c| {
                    c.invisible();
                    c.check("hidden > 0");
                });
                t.column("data", Jsonb).nullable();
                t.column("key", Uuid).unique();
                t.column("ratio", Double).default(0.5);
                t.column("photo", Bytes).nullable();
                t.column("state", Enum("pay_state")).default("OPEN");
                t.column("is_kind", Boolean).default(false).comment("what \"they\" say");
                t.column("twice", Integer).generated("tenant * 2").nullable();
                t.column("rank", Native([(Postgres, "smallint"), (MySql, "tinyint"), (Sqlite, "TINYINT")]));
                t.unique(["tenant", "id"]).name("one_of_a_tenant");
                t.unique(["tenant", "Full Name"]).nulls_not_distinct().include("rank").deferrable();
                t.check("tenant > 0");
                t.check("tenant < 1000000").name("not_too_many");
                t.index(["tenant"]);
                t.index([asc("tenant"), desc("born").nulls_last()]).name("by_age");
                t.index(["tenant", "key"]).unique().predicate("born IS NULL");
                t.index(expr("lower(\"Full Name\")")).name("by_name");
                t.index(["key"]).using("btree").with([("fillfactor", 70)]).mysql(|i| {
                    i.comment("for lists");
                });
                t.exclude([("tenant", "="), ("key", "<>")]).using("gist").predicate("rank > 1");
                t.comment("Who pays.\nAnd who does not.");
                t.mysql().engine("InnoDB").charset("utf8mb4");
            });
            op.create_table(("crm", "pay_ments"), |t| {
                t.column("person", BigInt).references("people", "id").on_delete(Cascade).deferrable();
                t.column("tenant", Integer).nullable();
                t.column("agent", BigInt).nullable();
                t.column("at", Time);
                t.primary_key(["person", "at"]);
                t.foreign_key(["tenant", "agent"], "people", ["tenant", "id"])
                    .set_columns("agent")
                    .on_delete(SetNull);
                t.foreign_key(["tenant", "person"], "people", ["tenant", "id"]).name("of_the_tenant");
                t.postgres().partition_by_range(["person"]).with([("autovacuum_enabled", "false")]);
            });
            op.create_table("tags", |t| {
                t.column("a", Text).primary_key();
                t.sqlite().strict().without_rowid();
            });
            op.create_table("pay_ments_now", |t| {
                t.postgres().partition_of(("crm", "pay_ments"), "FOR VALUES FROM (0) TO (9)");
            });
            op.create_table("heirs", |t| {
                t.column("more", Text);
                t.postgres().inherits(["tags"]);
            });
            op.create_table("nothing", |_| {});
        }
    }

    migrate_core::chain!(pub Found = "found");
}

#[expect(dead_code, unreachable_pub, reason = "no row is read, and nobody else sees it")]
#[rustfmt::skip]
mod models;

#[test]
fn models_that_are_written_of_a_schema_say_what_it_says() {
    let schema = migrations::Found.schema("head", Dialect::Postgres).unwrap();
    let written = adopt::models(&schema);
    let command = "cargo test -p migrate-tests --test models written";
    written::expect("tests/models/found/models.rs", &written.text, command);
    assert_eq!(written.left_out, ["table `nothing`, which has no column"]);
    assert_eq!(written.crates, BTreeSet::from(["chrono", "rust_decimal", "serde_json", "uuid"]));
    let graph = run::graph(migrations::Found).unwrap();
    let wanted = Wanted { dialects: BTreeSet::from([Dialect::Postgres]), ..Wanted::default() };
    let steps = autogenerate(migrations::Found, &graph, &wanted).unwrap();
    let steps = steps.iter().map(|step| step.change.to_string()).collect::<Vec<_>>();
    assert_eq!(steps, ["table `nothing` is dropped"], "all the others are as the models say");
}
