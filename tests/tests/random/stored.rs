//! Tables put together at random from what hand-written ones have: all of it stays but the column that goes.

use std::fmt::Write as _;

use migrate_tests::sqlite::{assert_clean, master};
use migrate_tests::{Database, Kind};

use crate::dice::Dice;

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.sql("SELECT 1").reverse("SELECT 1").effect(|op| {
                op.create_table("t", |t| {
                    t.column("a", Text);
                    t.column("gone", Text).nullable().unique();
                });
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_column("t", "gone").cascade();
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

const SPACE: [&str; 5] = [" ", "\n    ", " /* it's, ( */ ", " -- why, \"not\" )\n  ", "\t"];
const TYPES: [&str; 7] =
    ["", "INT", "VARCHAR(10)", "\"odd type\" (1, 2)", "TEXT COLLATE NOCASE", "DECIMAL(10,2)", "BLOB"];
const CONSTRAINTS: [&str; 11] = [
    "",
    "DEFAULT 'x--y, '' ('",
    "DEFAULT (1 + (2))",
    "DEFAULT -1",
    "CHECK (length(a) < 99)",
    "CONSTRAINT \"n m\" CHECK (t.a <> ')')",
    "REFERENCES other ON DELETE SET NULL",
    "REFERENCES other (id) ON DELETE CASCADE NOT DEFERRABLE",
    "REFERENCES t (a) DEFERRABLE INITIALLY DEFERRED",
    "COLLATE RTRIM NULL",
    "UNIQUE ON CONFLICT REPLACE",
];
const BEHIND: [&str; 5] = [
    "",
    ", UNIQUE (b, c) ON CONFLICT IGNORE",
    ", CONSTRAINT z CHECK (a <> 'no, never') CHECK (1)",
    ", FOREIGN KEY (c) REFERENCES other ON UPDATE CASCADE",
    ", CHECK (a IS NOT 'it''s') -- last",
];
const AROUND: [&str; 8] = [
    "",
    "CREATE INDEX i1 ON t (lower(a), b DESC) WHERE c IS NOT NULL;",
    "CREATE UNIQUE INDEX i2 ON t (t.a || 'x', c COLLATE NOCASE);",
    "CREATE VIEW v AS SELECT a AS \"gone\", b FROM t WHERE c > 0 -- gone\n;",
    "CREATE TRIGGER g1 AFTER UPDATE OF a, b ON t WHEN old.a <> new.a BEGIN INSERT INTO log VALUES (new.a); END;",
    "CREATE TRIGGER g2 BEFORE DELETE ON other BEGIN DELETE FROM t WHERE b = old.id; END;",
    "CREATE VIEW w AS WITH x AS (SELECT * FROM t) SELECT count(*) FROM x;",
    "CREATE TABLE kids (t TEXT REFERENCES t (a) ON DELETE CASCADE); INSERT INTO kids SELECT a FROM t;",
];

/// A table with a column `gone`, and the same without.
fn table(dice: &mut Dice) -> [String; 2] {
    let key = dice.of([
        "a TEXT PRIMARY KEY",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT UNIQUE",
        "a NOT NULL UNIQUE",
    ]);
    let options = if key == "a TEXT PRIMARY KEY" { dice.of(["", " WITHOUT ROWID"]) } else { "" };
    let mut head = format!("CREATE TABLE t{}({key}", dice.of(SPACE));
    for column in ["b", "[c]"] {
        let _ = write!(head, ",{}{column} {} {}", dice.of(SPACE), dice.of(TYPES), dice.of(CONSTRAINTS));
    }
    let generated = dice.of(["", ", d AS (b || c) VIRTUAL", ", d GENERATED ALWAYS AS (a) STORED UNIQUE"]);
    let gone = dice.of([
        ", gone TEXT UNIQUE",
        ", `gone` CHECK (gone <> 'a, b') UNIQUE",
        ", \"gone\" TEXT DEFAULT (0) CONSTRAINT u UNIQUE",
    ]);
    let tail = format!("{generated}{}\n){options}", dice.of(BEHIND));
    [format!("{head}{gone}{tail}"), format!("{head}{tail}")]
}

#[test]
fn tables_of_any_kind_stay_as_they_are_but_for_the_column() {
    let mut dice = Dice::new(0x5EED_0F0D_D1CE);
    let mut rebuilt = 0;
    for round in 0..60 {
        let database = Database::create(Kind::Sqlite);
        shop::Shop.upgrade_url(&database.url()).to("r1").blocking().unwrap();
        let [with, without] = table(&mut dice);
        let around = [(); 3].map(|()| dice.of(AROUND));
        let around = around
            .into_iter()
            .enumerate()
            .filter(|(at, sql)| !around[..*at].contains(sql))
            .map(|(_, sql)| sql);
        let made = database.try_sql(&format!(
            "CREATE TABLE other (id INTEGER PRIMARY KEY); CREATE TABLE log (a); INSERT INTO other VALUES (1), (2);
             {with}\n;
             INSERT INTO t (a, b, c, gone) VALUES ('one', 1, 2, 'g1'), ('two', NULL, 1, NULL), ('3', 2, NULL, 'g3');
             {}",
            around.collect::<String>()
        ));
        if let Err(error) = &made {
            // What SQLite itself would not have, or not with these rows, shows nothing.
            assert!(!error.contains("syntax error"), "{with}: {error}");
            continue;
        }
        if !database.sql("PRAGMA foreign_key_check;").is_empty() {
            continue;
        }
        let before = master(&database);
        let rows = "SELECT * FROM t ORDER BY a; SELECT id FROM other; SELECT * FROM sqlite_master WHERE name = 'kids';";
        let select = rows.replace("SELECT * FROM t", "SELECT a, b, c FROM t");
        let rows_before = database.sql(&select);
        shop::Shop
            .upgrade_url(&database.url())
            .blocking()
            .unwrap_or_else(|error| panic!("{round}: {with}: {error}"));
        let after = master(&database);
        let wanted = before.replace(&with, &without);
        let lines = |text: &str| {
            let lines = text
                .lines()
                .filter(|line| !line.contains("autoindex") && *line != "by itself" && !line.is_empty());
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(&after), lines(&wanted), "{round}: {with}");
        assert_ne!(before, after);
        assert_eq!(database.sql(&select), rows_before, "{round}: {with}");
        assert_clean(&database);
        rebuilt += 1;
    }
    assert!(rebuilt > 15, "{rebuilt} of the tables were such as SQLite has");
}
