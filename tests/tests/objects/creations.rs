//! What is printed of a schema makes, by the databases' own clients, what the chain makes.

use migrate_core::dialect::{self, Dialect};
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::run;
use migrate_tests::{Database, Kind, shape};

use crate::chain::{self, Objects, Record};
use crate::rig::up;

/// The script that makes the schema at the head.
fn script(dialect: Dialect, revisions: [Record; 2]) -> String {
    chain::set(revisions);
    let graph = run::graph(Objects).expect("the chain is sound");
    let creation = run::creation(&graph, &graph.heads(), dialect, &run::Options::default())
        .expect("the dialect has all of it");
    let settings = creation.settings.iter().map(|line| format!("{line}\n"));
    let statements = creation.created.iter().flat_map(|created| &created.statements);
    settings.chain(statements.map(|sql| dialect.client_statement(sql))).collect()
}

fn compare(kind: Kind, revisions: [Record; 2]) -> String {
    let (database, made) = (Database::create(kind), Database::create(kind));
    up(&database, revisions, "head").expect("the chain is taken");
    let script = script(kind.dialect(), revisions);
    made.sql(&script);
    assert_eq!(shape(&made), shape(&database), "{kind}\n{script}");
    script
}

fn nothing(_op: &mut Operations) {}

/// Three tables in a ring, and one that references itself by an index.
fn ring(op: &mut Operations) {
    for table in ["a", "b", "c"] {
        op.create_table(table, |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("next", BigInt).nullable();
            t.column("note", Varchar(20)).default("it's; \\ a -- note");
        });
    }
    op.create_table("tree", |t| {
        t.column("id", BigInt).primary_key();
        t.column("code", BigInt);
        t.column("up", BigInt).nullable();
        t.index(["code"]).unique();
    });
    op.add_foreign_key("a", ["next"], "b", ["id"]).on_delete(Cascade);
    op.add_foreign_key("b", ["next"], "c", ["id"]);
    op.add_foreign_key("c", ["next"], "a", ["id"]).on_delete(SetNull);
    op.add_foreign_key("tree", ["up"], "tree", ["code"]);
    op.create_view("notes", "SELECT a.note || ';' AS note FROM a JOIN b ON b.id = a.next");
    op.create_view("all_notes", "SELECT note FROM notes UNION SELECT note FROM c -- all");
}

#[test]
fn tables_in_a_ring_and_views_are_made_on_every_database() {
    for kind in Kind::ALL {
        let script = compare(kind, [ring, nothing]);
        // SQLite would make a table anew for a key that comes later.
        assert_eq!(script.contains("ALTER TABLE"), kind != Kind::Sqlite, "{script}");
    }
}

/// Functions that read tables, tables that call functions, and what is not valid.
fn code(op: &mut Operations) {
    op.create_schema("public").if_not_exists();
    op.create_table("a", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("price", BigInt);
    });
    op.create_function(
        "dearest",
        (),
        "RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT max(price) FROM a; $$",
    );
    op.create_function(
        "a_double",
        [("of", "bigint")],
        "RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2'",
    );
    op.create_table("b", |t| {
        t.column("id", BigInt).primary_key();
        t.column("price", BigInt).default(expr("dearest()"));
        t.column("twice", BigInt).generated(expr("a_double(price)"));
    });
    op.add_check("a", "price <= dearest() OR price > 0").name("dear").not_valid();
    op.add_check("a", "a_double(price) > 0").name("positive");
    op.create_index("a", expr("a_double(price)")).name("doubles");
    op.add_foreign_key("b", ["price"], "a", ["id"]).not_valid();
    op.create_view("dear", "SELECT a_double(price) AS price FROM b");
    op.create_function(
        "touched",
        (),
        "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.price = 1; RETURN NEW; END $$",
    );
    op.create_trigger("touch", "a", "BEFORE UPDATE", "FOR EACH ROW EXECUTE FUNCTION touched()");
}

#[test]
fn functions_come_before_what_calls_them_and_behind_what_they_read() {
    compare(Kind::Postgres, [code, nothing]);
}

/// Bodies of several statements.
fn bodies(op: &mut Operations) {
    op.create_table("a", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("price", BigInt);
    });
    op.create_table("log", |t| {
        t.column("id", BigInt).identity().primary_key();
    });
    op.on(MySql, |op| {
        op.create_function(
            "doubled",
            [("price", "BIGINT")],
            "RETURNS BIGINT DETERMINISTIC BEGIN SET @a = '$$'; RETURN price * 2; END",
        );
        op.create_trigger(
            "touch",
            "a",
            "BEFORE UPDATE",
            "FOR EACH ROW BEGIN SET NEW.price = 1; SET @a = 1; END",
        );
    });
    op.on(Sqlite, |op| {
        op.create_trigger(
            "touch",
            "a",
            "AFTER UPDATE",
            "BEGIN DELETE FROM log; DELETE FROM log WHERE id = 1; END",
        );
    });
}

#[test]
fn bodies_of_several_statements_pass_the_clients() {
    for kind in [Kind::MySql, Kind::Sqlite] {
        compare(kind, [bodies, nothing]);
    }
}

#[test]
fn what_a_dialect_has_not_is_told_where_it_is_written() {
    chain::set([code, nothing]);
    let graph = run::graph(Objects).expect("the chain is sound");
    let error = run::creation(&graph, &graph.heads(), Sqlite, &run::Options::default())
        .expect_err("SQLite has no functions");
    assert!(error.sites().iter().any(|site| site.file().ends_with("creations.rs")), "{error:?}");
    // What never was in it can be asked for by the schema alone.
    let schema = Objects.schema("head", Postgres).expect("it fits");
    let error = dialect::creation(&schema, Sqlite).expect_err("SQLite has no functions");
    assert!(error.to_string().contains("on SQLite"), "{error}");
}
