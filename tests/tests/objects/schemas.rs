//! Schemas.

use migrate_core::ledger::Ledger;
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};

use crate::chain::{self, Objects, Record};
use crate::rig::{down, refusal, round, schema, up};

fn shop(op: &mut Operations) {
    op.create_enum("currency", ["EUR", "USD"]);
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("code", Varchar(20)).unique();
        t.column("currency", Enum("currency")).default("EUR");
        t.index(["currency"]);
    });
    op.create_table("offers", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
    });
}

const ROWS: &str =
    "INSERT INTO deals (code) VALUES ('a'), ('b'); INSERT INTO offers (deal_id) VALUES (1), (2), (2);";

#[test]
fn tables_in_schemas_have_all_that_tables_have() {
    let billing = |op: &mut Operations| {
        op.create_schema("billing");
        op.create_schema("public").if_not_exists();
        op.create_enum(("billing", "json"), ["a", "b"]);
        op.create_table(("billing", "deals"), |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("deal_id", BigInt).references("deals", "id");
            t.column("kind", Enum(("billing", "json"))).default("a");
            t.column("kinds", Array(Enum(("billing", "json")))).nullable();
            t.column("currency", Enum("currency")).default("USD");
            t.index(["deal_id"]);
            t.unique(["kind", "id"]);
        });
        op.create_table(("billing", "offers"), |t| {
            t.column("deal_id", BigInt).references(("billing", "deals"), "id").primary_key();
        });
        op.insert(("billing", "deals"), ["id", "deal_id"], [(1, 1), (2, 1), (3, 2), (7, 1)]);
        op.add_column(("billing", "deals"), "note", Text).nullable().check("note <> ''");
        op.create_index(("billing", "deals"), ["note"]);
        op.rename_column(("billing", "deals"), "note", "remark");
        op.drop_index(("billing", "deals"), "ix_deals_deal_id");
        op.add_foreign_key("offers", ["id"], ("billing", "deals"), ["id"]).name("fk_offers_billed");
        op.drop_constraint("offers", "fk_offers_billed");
        op.drop_column(("billing", "deals"), "kind").cascade();
        op.rename_table(("billing", "deals"), "bills");
    };
    let (top, next) = round(Kind::Postgres, [shop, billing], ROWS, "SELECT count(*) FROM deals, offers;");
    assert!(top.contains("CREATE TABLE billing.bills ("), "{top}");
    assert!(top.contains("REFERENCES billing.bills(id)"), "{top}");
    assert_eq!(next, "6\n");
}

#[test]
fn a_table_moves_with_its_rows_and_all_that_is_its_own() {
    let away = |op: &mut Operations| {
        op.create_schema("billing");
        op.move_table("deals", "billing");
    };
    let numbers = "SET search_path = public, billing; SELECT max(id), count(*), \
                   (SELECT count(*) FROM offers JOIN deals ON deals.id = deal_id), pg_get_serial_sequence('deals', 'id') \
                   LIKE '%.deals_id_seq' FROM deals;";
    let (top, answer) = round(Kind::Postgres, [shop, away], ROWS, numbers);
    assert!(
        top.contains("CREATE SEQUENCE billing.deals_id_seq")
            || top.contains("SEQUENCE NAME billing.deals_id_seq"),
        "{top}"
    );
    assert!(top.contains("CREATE INDEX ix_deals_currency ON billing.deals"), "{top}");
    assert!(top.contains("REFERENCES billing.deals(id) ON DELETE CASCADE"), "{top}");
    assert!(answer.ends_with("2\t2\t3\tt\n"), "{answer}");
}

#[test]
fn a_schema_that_was_there_stays() {
    let adopt = |op: &mut Operations| {
        op.create_schema("billing").if_not_exists();
        op.create_table(("billing", "t"), |t| {
            t.column("id", BigInt).primary_key();
        });
    };
    let database = Database::create(Kind::Postgres);
    database.sql("CREATE SCHEMA billing; CREATE TABLE billing.theirs (id int);");
    let before = schema(&database);
    up(&database, [adopt, |_| {}], "head").expect("the schema is taken as it is");
    assert!(schema(&database).contains("CREATE TABLE billing.t ("));
    down(&database, [adopt, |_| {}], "base").expect("the table goes");
    assert_eq!(schema(&database), before);
}

#[test]
fn a_schema_that_holds_what_the_chain_does_not_know_is_not_dropped() {
    let create = |op: &mut Operations| {
        op.create_schema("billing");
    };
    let database = Database::create(Kind::Postgres);
    up(&database, [create, |_| {}], "head").expect("the schema is new");
    database.sql("CREATE TABLE billing.theirs (id int);");
    let before = schema(&database);
    let error = down(&database, [create, |_| {}], "base").expect_err("the schema holds something");
    assert!(error.message().contains("other objects depend on it"), "{}", error.message());
    assert_eq!(schema(&database), before);
}

#[test]
fn databases_without_schemas_say_so() {
    let tables = |op: &mut Operations| {
        op.create_table(("public", "t"), |t| {
            t.column("id", BigInt).primary_key();
        });
    };
    let refusals = [Kind::MySql, Kind::Sqlite].map(|kind| refusal(kind, [tables, |_| {}]));
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn the_schema_of_the_ledger_is_neither_made_nor_dropped() {
    let ledger = Ledger { table: "rows".into(), schema: Some("ours".into()) };
    let database = Database::create(Kind::Postgres);
    let run = |revisions: [Record; 2]| {
        chain::set(revisions);
        Objects.upgrade_url(&database.url()).ledger(ledger.clone()).blocking().map(|_| ())
    };
    let make = |op: &mut Operations| {
        op.create_schema("ours");
    };
    let adopt = |op: &mut Operations| {
        op.create_schema("ours").if_not_exists();
        op.create_table(("ours", "t"), |t| {
            t.column("id", BigInt).primary_key();
        });
    };
    let take = |op: &mut Operations| {
        op.create_table(("ours", "rows"), |t| {
            t.column("id", BigInt).primary_key();
        });
    };
    let error = run([make, |_| {}]).expect_err("the ledger has made it");
    assert!(error.message().contains("the ledger stands in schema `ours`"), "{}", error.message());
    let error = run([adopt, take]).expect_err("the ledger has that name");
    assert!(error.message().contains("`ours.rows` is the name of the ledger's table"), "{}", error.message());
    run([adopt, |_| {}]).expect("it is taken as it is");
    chain::set([adopt, |_| {}]);
    let down = Objects.downgrade_url(&database.url(), "base").ledger(ledger.clone());
    down.consent(Consent::Destructive).blocking().expect("the table goes, and the schema stays");
    assert_eq!(database.sql("SELECT count(*) FROM ours.rows;"), "0\n");
}
