//! A database beside what its chain made of it: nothing differs, each single edit is seen, and what is told mends it.

use migrate_core::diff::{Comparison, Diff, Guessing};
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::run::Drift;
use migrate_core::schema::Schema;
use migrate_core::script::Statement;
use migrate_core::session::Compared;
use migrate_tests::{Database, Kind};

use crate::chain::{self, Objects};
use crate::rig::up;

fn shop(op: &mut Operations) {
    op.create_enum("currency", ["EUR", "USD"]);
    op.create_sequence("numbers").start(1000).increment(10);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(80)).comment("in full");
        t.column("email", Text).nullable().collate("C");
        t.column("address", Native([(Postgres, "INET")])).nullable();
        t.column("tags", Array(Text)).default(expr("'{}'"));
    });
    op.create_table("Deals \"Ä\"", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
        t.column("number", BigInt).default(next_value("numbers")).unique();
        t.column("amount", Numeric(12, 2)).default(0);
        t.column("rate", Double).default(1.5);
        t.column("currency", Enum("currency")).default("EUR");
        t.column("stage", Varchar(20)).default("it's new").check("stage <> ''");
        t.column("open", Boolean).default(true);
        t.column("opened", TimestampTz).default(now());
        t.column("day", Date).default(now());
        t.column("due", Timestamp).default("2026-01-31 12:00:00.5");
        t.column("closed", TimestampTz).nullable().default(expr("current_timestamp"));
        t.column("data", Jsonb).default(r#"{"b": [1, 2], "a": null}"#);
        t.column("total", Numeric(12, 2)).nullable().generated("amount*2");
        t.check("amount>=0 AND amount BETWEEN 0 AND 1e9").name("ck_amount");
        t.index(["day"]).predicate("open = TRUE");
        t.index([desc("amount"), asc(expr("lower(stage)||'x'"))]).name("ix_amount");
        t.comment("what is \"sold\"");
    });
    op.create_view("open_deals", "SELECT id, amount FROM \"Deals \"\"Ä\"\"\" WHERE open");
    op.create_function(
        "touch",
        [("a", "int"), ("b", "varchar(3) default 'x'")],
        "RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a + 1 $$",
    );
    op.create_function("stamped", (), "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$");
    op.create_trigger("stamp", "people", "BEFORE UPDATE", "FOR EACH ROW EXECUTE PROCEDURE stamped()");
}

/// An edit by hand, and what is told of it.
const EDITS: &[(&str, &str)] = &[
    ("ALTER TABLE people ALTER name DROP NOT NULL", "column `name` of `people` is another: nullable"),
    ("ALTER TABLE people ALTER name TYPE varchar(81)", "type: Varchar(81) → Varchar(80)"),
    ("ALTER TABLE people ALTER address TYPE cidr", "column `address` of `people` is another: type"),
    (
        "ALTER TABLE people ALTER email TYPE text COLLATE \"default\"",
        "column `email` of `people` is another: coll",
    ),
    ("ALTER TABLE people ADD phone text", "column `phone` of `people` is dropped"),
    ("ALTER TABLE people DROP email", "column `email` of `people` is added"),
    ("ALTER TABLE people ALTER tags SET DEFAULT '{a}'", "column `tags` of `people` is another: default"),
    ("ALTER TABLE people ALTER tags DROP DEFAULT", "column `tags` of `people` is another: default"),
    ("ALTER TABLE people ALTER id DROP IDENTITY", "column `id` of `people` is another: identity"),
    ("ALTER TABLE people ALTER id SET GENERATED ALWAYS", "column `id` of `people` is another: identity"),
    ("COMMENT ON COLUMN people.name IS 'short'", "column `name` of `people` is another: comment"),
    ("COMMENT ON TABLE people IS 'those'", "`people`"),
    ("ALTER TABLE \"Deals \"\"Ä\"\"\" ALTER amount SET DEFAULT 1", "default: 1 → 0"),
    ("ALTER TABLE \"Deals \"\"Ä\"\"\" ALTER closed SET DEFAULT now() + '1 day'", "column `closed`"),
    ("ALTER TABLE \"Deals \"\"Ä\"\"\" ALTER due SET DEFAULT '2026-01-31 12:00:01'", "column `due`"),
    ("ALTER TABLE \"Deals \"\"Ä\"\"\" ALTER number DROP DEFAULT", "column `number`"),
    ("ALTER TABLE \"Deals \"\"Ä\"\"\" DROP CONSTRAINT ck_amount", "check `ck_amount`"),
    (
        "ALTER TABLE \"Deals \"\"Ä\"\"\" DROP CONSTRAINT ck_amount, ADD CONSTRAINT ck_amount CHECK (amount > 0)",
        "check `ck_amount`",
    ),
    ("ALTER TABLE \"Deals \"\"Ä\"\"\" DROP CONSTRAINT \"uq_Deals \"\"Ä\"\"_number\"", "unique constraint"),
    (
        "ALTER TABLE \"Deals \"\"Ä\"\"\" DROP CONSTRAINT \"fk_Deals \"\"Ä\"\"_person_id\", \
         ADD CONSTRAINT \"fk_Deals \"\"Ä\"\"_person_id\" FOREIGN KEY (person_id) REFERENCES people (id)",
        "foreign key",
    ),
    ("DROP INDEX ix_amount", "index `ix_amount`"),
    (
        "DROP INDEX ix_amount; CREATE INDEX ix_amount ON \"Deals \"\"Ä\"\"\" (amount, (lower(stage) || 'x'))",
        "index `ix_amount`",
    ),
    (
        "DROP INDEX \"ix_Deals \"\"Ä\"\"_day\"; CREATE INDEX \"ix_Deals \"\"Ä\"\"_day\" ON \"Deals \"\"Ä\"\"\" (day) WHERE NOT open",
        "index",
    ),
    ("CREATE INDEX more ON people (name)", "index `more`"),
    ("ALTER TYPE currency ADD VALUE 'GBP'", "enum `currency`"),
    ("ALTER SEQUENCE numbers INCREMENT BY 11", "sequence `numbers`"),
    (
        "CREATE OR REPLACE VIEW open_deals AS SELECT id, amount FROM \"Deals \"\"Ä\"\"\" WHERE NOT open",
        "view `open_deals`",
    ),
    (
        "CREATE OR REPLACE FUNCTION touch(a int, b varchar DEFAULT 'y') RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a + 1 $$",
        "function",
    ),
    (
        "CREATE OR REPLACE FUNCTION touch(a int, b varchar DEFAULT 'x') RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$",
        "function",
    ),
    ("DROP TRIGGER stamp ON people", "trigger `stamp`"),
    (
        "DROP TRIGGER stamp ON people; CREATE TRIGGER stamp AFTER UPDATE ON people FOR EACH ROW EXECUTE FUNCTION stamped()",
        "trigger `stamp`",
    ),
];

/// Edits that change nothing that means something.
const NOTHING: &[&str] = &[
    "ALTER TABLE \"Deals \"\"Ä\"\"\" ALTER amount SET DEFAULT 0::numeric",
    "ALTER TABLE \"Deals \"\"Ä\"\"\" ALTER closed SET DEFAULT now()",
    "ALTER TABLE \"Deals \"\"Ä\"\"\" DROP CONSTRAINT ck_amount, \
     ADD CONSTRAINT ck_amount CHECK ((amount >= (0)::numeric) AND (amount >= 0 AND amount <= 1e9))",
    "CREATE OR REPLACE VIEW open_deals AS SELECT \"Deals \"\"Ä\"\"\".id, amount FROM public.\"Deals \"\"Ä\"\"\" WHERE (open)",
    "ALTER TABLE people RENAME TO p; ALTER TABLE p RENAME TO people",
];

fn look(database: &Database) -> Compared {
    chain::set([shop, |_| {}]);
    let drifted = Drift::url(Objects, &database.url()).blocking().expect("it is compared");
    let [chain] = <[_; 1]>::try_from(drifted.chains).expect("one chain was asked for");
    assert_eq!(chain.applied, ["first", "second"]);
    chain.compared
}

fn how() -> Comparison {
    Comparison { guessing: Guessing::Never, ..Comparison::default() }
}

fn words(diff: &Diff) -> String {
    diff.changes.iter().map(|change| format!("{change}\n")).collect::<Vec<_>>().concat()
}

/// What differs, in words.
fn differences(database: &Database) -> String {
    words(&look(database).mends_database(how()).expect("nothing is asked"))
}

/// Does to the database what is said to mend it.
fn mend(database: &Database) {
    let compared = look(database);
    let diff = compared.mends_database(how()).expect("nothing is asked");
    let mut schema: Schema = compared.inspected.schema;
    let mut statements = Vec::new();
    for operation in diff.operations() {
        for statement in Postgres.lower(operation, &schema).expect("it can be done") {
            match statement {
                Statement::Ddl(sql) | Statement::Dml(sql) => statements.push(sql + ";\n"),
                // No row is in it.
                Statement::Guard { .. } => {}
                other => panic!("{operation}: {other:?}"),
            }
        }
        operation.apply(&mut schema).expect("it fits");
    }
    database.sql(&statements.concat());
}

fn every_edit(database: &Database, edits: impl Iterator<Item = &'static (&'static str, &'static str)>) {
    up(database, [shop, |_| {}], "head").expect("the shop is taken");
    let at_first = look(database);
    assert_eq!(words(&at_first.mends_database(how()).expect("nothing is asked")), "");
    assert_eq!(words(&at_first.mends_schema(how()).expect("nothing is asked")), "");
    assert_eq!(at_first.inspected.unmodelled, []);
    let mut faults = Vec::new();
    for (edit, expected) in edits {
        database.sql(&format!("{edit};"));
        let found = differences(database);
        if !found.contains(expected) || found.lines().count() != 1 {
            faults.push(format!("{edit}\n  is told as: {found}"));
        }
        mend(database);
        let left = differences(database);
        if !left.is_empty() {
            faults.push(format!("{edit}\n  is not mended: {left}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.concat());
    for edit in NOTHING {
        database.sql(&format!("{edit};"));
        assert_eq!(differences(database), "", "{edit}");
    }
}

#[test]
fn every_single_edit_on_postgres_is_seen_and_mended() {
    every_edit(&Database::create(Kind::Postgres), EDITS.iter());
}

#[test]
fn single_edits_on_the_oldest_and_the_newest_postgres_are_seen_and_mended() {
    // Every other one on each.
    for (major, first) in [(13, 0), (18, 1)] {
        every_edit(&Database::create_on_postgres(major), EDITS.iter().skip(first).step_by(2));
    }
}

#[test]
fn what_the_chain_never_made_is_told_apart_and_what_has_no_words_is_named() {
    let database = Database::create(Kind::Postgres);
    up(&database, [shop, |_| {}], "head").expect("the shop is taken");
    database.sql(
        "CREATE TABLE notes (id serial PRIMARY KEY, note text);
         CREATE DOMAIN amount AS numeric(12, 2) CHECK (VALUE > 0);
         CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.unseen (id int);
         ALTER TABLE people ENABLE ROW LEVEL SECURITY;
         CREATE POLICY own ON people USING (id = 1);",
    );
    let compared = look(&database);
    let diff = compared.mends_database(how()).expect("nothing is asked");
    assert_eq!(words(&diff), "");
    let mut apart = diff.only_before.iter().map(ToString::to_string).collect::<Vec<_>>();
    apart.sort();
    assert_eq!(apart, ["sequence `notes_id_seq`", "table `notes`"]);
    let unmodelled = compared.inspected.unmodelled.iter();
    let unmodelled =
        unmodelled.map(|it| format!("{} {}: {}", it.kind, it.name, it.definition.as_deref().unwrap_or("")));
    assert_eq!(
        unmodelled.collect::<Vec<_>>(),
        [
            "domain amount: CREATE DOMAIN amount AS numeric(12,2) CONSTRAINT amount_check CHECK ((VALUE > (0)::numeric))",
            "row security people: ALTER TABLE people ENABLE ROW LEVEL SECURITY",
            "policy own: CREATE POLICY own ON people USING ((id = 1))",
        ]
    );
}
