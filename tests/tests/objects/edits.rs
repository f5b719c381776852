//! Databases of SQLite and MariaDB beside what a chain made of them: nothing differs, and each single edit is seen.

use migrate_core::diff::{Comparison, Guessing};
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::run::Drift;
use migrate_tests::{Database, Kind};

use crate::chain::{self, Objects};
use crate::rig::up;

fn shop(op: &mut Operations) {
    op.create_enum("currency", ["EUR", "it's"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(80)).comment("in full");
        t.column("email", Varchar(80))
            .nullable()
            .collate_on(Sqlite, "NOCASE")
            .collate_on(MySql, "utf8mb4_general_ci");
        t.column("notes", Json).nullable();
        t.comment("who pays");
    });
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
        t.column("currency", Enum("currency")).default("EUR");
        t.column("stage", Varchar(20)).default("it's new").unique();
        t.column("open", Boolean).default(true);
        t.column("rate", Double).default(1.5);
        t.column("opened", Timestamp).default(now());
        t.column("day", Date).default("2026-01-31");
        t.column("twice", BigInt).nullable().generated("id * 2");
        t.check("rate >= 0 AND rate BETWEEN 0 AND 1000").name("ck_rate");
        t.index([asc("day"), desc("rate")]).name("ix_day");
    });
    op.on(Sqlite, |op| {
        op.create_index("deals", [expr("lower(stage) || 'x'")]).predicate("open = 1").name("ix_part");
    });
    op.create_view("open_deals", "SELECT id, rate FROM deals WHERE open");
    let body = expr("FOR EACH ROW BEGIN UPDATE people SET name = 'x'; END");
    op.create_trigger("stamp", "deals", "AFTER DELETE", body);
}

/// Edits by hand, and what is told of each. A table of SQLite is another when its text is.
const SQLITE: &[(&str, &str)] = &[
    ("ALTER TABLE people ADD phone TEXT", "column `phone` of `people` is dropped"),
    ("ALTER TABLE people DROP notes", "column `notes` of `people` is added"),
    (
        r"UPDATE ",
        r#""name" /* in full */ VARCHAR(80) NOT NULL|"name" /* in full */ VARCHAR(81) NOT NULL|type"#,
    ),
    (r"UPDATE ", r"VARCHAR(80) NOT NULL|VARCHAR(80)|column `name` of `people` is another: nullable"),
    (r"UPDATE ", r"/* in full */|/* short */|comment"),
    (r"UPDATE ", r"/* who pays */||`people`"),
    (r"UPDATE ", r#"COLLATE "NOCASE"|COLLATE "RTRIM"|collat"#),
    (r"UPDATE ", r"DEFAULT 'it''s new'|DEFAULT 'old'|column `stage` of `deals` is another: default"),
    (r"UPDATE ", r"DEFAULT 1.5|DEFAULT 2|default"),
    (r"UPDATE ", r"DEFAULT '2026-01-31'||default"),
    (
        r"UPDATE ",
        r#"CHECK ("currency" IN ('EUR', 'it''s'))|CHECK ("currency" IN ('EUR', 'it''s', 'BTC'))|currency"#,
    ),
    (r"UPDATE ", r"rate >= 0 AND|rate > 0 AND|check `ck_rate`"),
    (r"UPDATE ", r" ON DELETE CASCADE||foreign key"),
    (r"UPDATE ", r"id * 2|id * 3|column `twice`"),
    (r"UPDATE ", r"PRIMARY KEY AUTOINCREMENT|PRIMARY KEY|column `id` of `people` is another"),
    (r"UPDATE ", r#"UNIQUE ("stage")|UNIQUE ("day")|unique constraint `uq_deals_stage`"#),
    ("DROP INDEX ix_day; CREATE INDEX ix_day ON deals (day, rate)", "index `ix_day`"),
    (
        "DROP INDEX ix_part; CREATE INDEX ix_part ON deals (lower(stage) || 'x') WHERE open = 0",
        "index `ix_part`",
    ),
    ("CREATE UNIQUE INDEX more ON people (name)", "index `more`"),
    (
        "DROP VIEW open_deals; CREATE VIEW open_deals AS SELECT id, rate FROM deals WHERE NOT open",
        "view `open_deals`",
    ),
    ("DROP TRIGGER stamp", "trigger `stamp`"),
    (
        "DROP TRIGGER stamp; CREATE TRIGGER stamp AFTER DELETE ON deals FOR EACH ROW BEGIN UPDATE people SET name = 'y'; END",
        "trigger `stamp`",
    ),
];

const MARIADB: &[(&str, &str)] = &[
    (
        "ALTER TABLE people MODIFY name varchar(81) NOT NULL COMMENT 'in full'",
        "type: Varchar(81) → Varchar(80)",
    ),
    (
        "ALTER TABLE people MODIFY name varchar(80) COMMENT 'in full'",
        "column `name` of `people` is another: nullable",
    ),
    ("ALTER TABLE people MODIFY name varchar(80) NOT NULL", "comment"),
    ("ALTER TABLE people COMMENT 'those'", "`people`"),
    ("ALTER TABLE people MODIFY email varchar(80) COLLATE latin1_bin", "collat"),
    ("ALTER TABLE people ADD phone text", "column `phone` of `people` is dropped"),
    ("ALTER TABLE people DROP notes", "column `notes` of `people` is added"),
    ("ALTER TABLE people MODIFY notes longtext", "column `notes` of `people` is another"),
    (
        "ALTER TABLE people MODIFY name varchar(80) NOT NULL INVISIBLE DEFAULT '' COMMENT 'in full'",
        "column `name`",
    ),
    ("ALTER TABLE people CONVERT TO CHARACTER SET latin1", "`people`"),
    ("ALTER TABLE deals ALTER stage SET DEFAULT 'old'", "column `stage` of `deals` is another: default"),
    ("ALTER TABLE deals ALTER open DROP DEFAULT", "default"),
    ("ALTER TABLE deals ALTER rate SET DEFAULT 1.25", "default"),
    ("ALTER TABLE deals MODIFY opened datetime(6) NOT NULL DEFAULT current_timestamp(6)", "column `opened`"),
    (
        "ALTER TABLE deals MODIFY opened datetime(6) NOT NULL DEFAULT (utc_timestamp(6)) ON UPDATE current_timestamp(6)",
        "column `opened`",
    ),
    ("ALTER TABLE deals MODIFY currency enum('EUR','it''s','BTC') NOT NULL DEFAULT 'EUR'", "currency"),
    ("ALTER TABLE deals DROP CONSTRAINT ck_rate", "check `ck_rate`"),
    (
        "ALTER TABLE deals DROP CONSTRAINT ck_rate, ADD CONSTRAINT ck_rate CHECK (rate > 0 and rate between 0 and 1000)",
        "check `ck_rate`",
    ),
    (
        "ALTER TABLE deals DROP FOREIGN KEY fk_deals_person_id; ALTER TABLE deals ADD CONSTRAINT fk_deals_person_id FOREIGN KEY (person_id) REFERENCES people (id)",
        "foreign key",
    ),
    ("ALTER TABLE deals DROP INDEX uq_deals_stage", "unique constraint"),
    ("ALTER TABLE deals DROP INDEX ix_day, ADD INDEX ix_day (day, rate)", "index `ix_day`"),
    ("CREATE FULLTEXT INDEX more ON people (name)", "index `more`"),
    ("ALTER TABLE deals DROP twice, ADD twice bigint GENERATED ALWAYS AS (id * 3) STORED", "column `twice`"),
    ("CREATE OR REPLACE VIEW open_deals AS SELECT id, rate FROM deals WHERE NOT open", "view `open_deals`"),
    ("DROP TRIGGER stamp", "trigger `stamp`"),
    (
        "DROP TRIGGER stamp; CREATE TRIGGER stamp AFTER DELETE ON deals FOR EACH ROW UPDATE people SET name = 'x'",
        "trigger `stamp`",
    ),
];

/// What differs, in words.
fn differences(database: &Database) -> String {
    chain::set([shop, |_| {}]);
    let drifted = Drift::url(Objects, &database.url()).blocking().expect("it is compared");
    let [chain] = <[_; 1]>::try_from(drifted.chains).expect("one chain was asked for");
    assert_eq!(chain.compared.inspected.unmodelled, []);
    let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
    let diff = chain.compared.mends_database(how).expect("nothing is asked");
    diff.changes.iter().map(|change| format!("{change}\n")).collect::<Vec<_>>().concat()
}

/// An edit as SQL, and what is told of it. What SQLite has no words for is done to the stored text.
fn edit(sql: &str, expected: &str) -> (String, String) {
    if sql.trim() != "UPDATE" {
        return (format!("{sql};"), expected.to_owned());
    }
    let mut parts = expected.split('|');
    let mut next = || parts.next().expect("three parts").to_owned();
    let (from, to, told) = (next(), next(), next());
    let quoted = |text: &str| text.replace('\'', "''");
    let sql = format!(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name IN ('people', 'deals');
         PRAGMA writable_schema = RESET;",
        quoted(&from),
        quoted(&to)
    );
    (sql, told)
}

fn every_edit(kind: Kind, edits: &[(&str, &str)]) {
    let database = Database::create(kind);
    let mut faults = Vec::new();
    for (sql, expected) in edits {
        database.clear();
        up(&database, [shop, |_| {}], "head").expect("the shop is taken");
        let first = differences(&database);
        assert_eq!(first, "", "before {sql}");
        let (sql, expected) = edit(sql, expected);
        database.sql(&sql);
        let found = differences(&database);
        if !found.contains(&expected) {
            faults.push(format!("{sql}\n  is told as: {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.concat());
}

#[test]
fn every_single_edit_on_sqlite_is_seen() {
    every_edit(Kind::Sqlite, SQLITE);
}

#[test]
fn every_single_edit_on_mariadb_is_seen() {
    every_edit(Kind::MySql, MARIADB);
}

#[test]
fn what_mariadb_keeps_and_shows_otherwise_is_no_difference_and_stays() {
    // A character that takes four bytes is a question mark in `SHOW CREATE TABLE`.
    let fruit = |op: &mut Operations| {
        op.create_enum("fruit", ["🍋", "it's"]);
        op.create_table("trees", |t| {
            t.column("id", Integer).primary_key();
            t.column("name", Varchar(20)).default("🍐 tree");
            t.column("kind", Varchar(20)).default("🍐");
            t.column("fruit", Enum("fruit")).default("🍋");
        });
    };
    let restated = |op: &mut Operations| {
        op.alter_column("trees", "name", |c| {
            c.nullable();
        });
        op.set_column_comment("trees", "kind", "of pear");
        op.set_column_comment("trees", "fruit", "of all");
    };
    let database = Database::create(Kind::MySql);
    let look = || {
        chain::set([fruit, restated]);
        let drifted = Drift::url(Objects, &database.url()).blocking().expect("it is compared");
        let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
        let diff = drifted.chains[0].compared.mends_database(how).expect("nothing is asked");
        diff.changes.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    up(&database, [fruit, restated], "first").expect("the first revision is taken");
    database.sql("INSERT INTO trees (id) VALUES (1);");
    assert_eq!(look(), [""; 0]);
    up(&database, [fruit, restated], "head").expect("the second revision is taken");
    database.sql("INSERT INTO trees (id) VALUES (2);");
    assert_eq!(look(), [""; 0]);
    assert_eq!(database.sql("SELECT * FROM trees ORDER BY id;"), "1\t🍐 tree\t🍐\t🍋\n2\t🍐 tree\t🍐\t🍋\n");
}
