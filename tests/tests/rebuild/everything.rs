//! A table with everything that a rebuild could lose, and one unrelated column dropped from it.

use migrate_tests::{Database, Kind};

use crate::{assert_clean, master};

/// All that a neighbour loses is in here (see each line), written by hand, so that only the stored text knows it.
const SCHEMA: &str = r#"
CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE offers /* what (we, offer */ (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- numbered, and never again
  "name" TEXT COLLATE NOCASE NOT NULL ON CONFLICT REPLACE DEFAULT 'it''s -- none',
  legacy TEXT UNIQUE, -- goes, with this
  [size of] strange type(3, 4) DEFAULT (abs(-1)),
  `price` DECIMAL(10,2) CHECK (price > 0 AND offers.price < 1e9),
  -- by whom
  parent INTEGER REFERENCES parents(id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
  above INT REFERENCES offers ON DELETE SET NULL,
  total GENERATED ALWAYS AS (price * 2) STORED,
  half AS (price / 2) VIRTUAL,
  code TEXT UNIQUE ON CONFLICT IGNORE,
  CONSTRAINT named CHECK (length("name") > 0),
  CHECK (code <> 'x)'), -- nameless
  CONSTRAINT uq_pair UNIQUE ("name", code) ON CONFLICT ABORT
);
CREATE TABLE children (id INTEGER PRIMARY KEY, offer INT NOT NULL REFERENCES offers(id) ON DELETE CASCADE);
CREATE TABLE log (what TEXT, legacy TEXT);
CREATE INDEX ix_expression ON offers (lower("name"), price DESC);
CREATE UNIQUE INDEX ix_partial ON offers (price) WHERE price > 100 AND code IS NOT NULL;
CREATE INDEX ix_collated ON offers (code COLLATE RTRIM ASC);
CREATE VIEW cheap AS SELECT o.id, o.name, 'legacy' AS "legacy" FROM offers AS o WHERE price < 10 -- cheap
;
CREATE VIEW of_view AS SELECT count(*) AS n FROM cheap;
CREATE TRIGGER of_table AFTER UPDATE OF price ON offers WHEN new.price > 5
BEGIN
  INSERT INTO log (what, legacy) VALUES ('price; of ' || new.name, 'none');
END;
CREATE TRIGGER of_other AFTER INSERT ON children BEGIN UPDATE offers SET price = price + 1 WHERE id = new.offer; END;
CREATE TRIGGER of_view_too INSTEAD OF INSERT ON cheap BEGIN INSERT INTO offers (name, price) VALUES (new.name, 1); END;
"#;

const ROWS: &str = "
INSERT INTO parents VALUES (7, 'Ada');
INSERT INTO offers (id, name, legacy, \"size of\", price, parent, above, code) VALUES
  (1, 'One', 'l1', 'd1', 1, 7, NULL, 'a'), (3, 'three', 'l3', 4.5, 3, NULL, 1, 'b'), (9, 'nine', NULL, x'00', 9, 7, 3, NULL);
DELETE FROM offers WHERE id = 9;
INSERT INTO children VALUES (1, 1), (2, 3);
DELETE FROM log;
ANALYZE;
";

mod strange {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.sql(expr(super::super::SCHEMA)).reverse("SELECT 1").effect(|op| {
                op.create_table("offers", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("name", Text);
                    t.column("legacy", Text).nullable().unique();
                    t.column("code", Text).nullable().unique();
                });
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_column("offers", "legacy").cascade();
        }
    }
    migrate_core::chain!(pub(super) Strange = "strange");
}

fn dropped(schema: &str) -> String {
    schema.replace("  legacy TEXT UNIQUE, -- goes, with this\n", "")
}

#[test]
fn nothing_differs_but_the_column_that_was_dropped() {
    let database = Database::create(Kind::Sqlite);
    strange::Strange.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(ROWS);
    let rows = "SELECT id, name, \"size of\", typeof(\"size of\"), price, parent, above, total, half, code FROM offers ORDER BY id;
         SELECT * FROM children ORDER BY id; SELECT * FROM sqlite_sequence ORDER BY name; SELECT * FROM cheap; SELECT * FROM log;";
    let (before, rows_before) = (master(&database), database.sql(rows));

    strange::Strange.upgrade_url(&database.url()).blocking().unwrap();
    // SQLite numbers the indexes that constraints have, and there is one less.
    let last = "index sqlite_autoindex_offers_3 of offers\nby itself\n\n";
    assert!(before.contains(last), "{before}");
    assert_eq!(master(&database), dropped(&before).replace(last, ""));
    assert_eq!(database.sql(rows), rows_before);
    assert_clean(&database);
}

#[test]
fn what_was_kept_does_what_it_did() {
    // Numbers behind the largest that ever was, triggers, conflict clauses, collations, generated columns.
    let writes = "INSERT INTO offers (name, price, code) VALUES ('Ten', 4, 'c');
         INSERT INTO offers (name, code) VALUES ('eleven', 'c');
         INSERT INTO offers (name, price) VALUES (NULL, 2);
         UPDATE offers SET price = 8 WHERE name = 'THREE'; SELECT what FROM log;
         SELECT id, name, total, half FROM offers ORDER BY id;
         INSERT INTO cheap (name) VALUES ('seen'); SELECT n FROM of_view; SELECT legacy FROM cheap LIMIT 1;";
    // Both foreign keys, and that of the other table.
    let deletes = "PRAGMA foreign_keys = ON; DELETE FROM parents; SELECT id, above FROM offers; SELECT * FROM children;";
    let [before, after] = ["r1", "r2"].map(|revision| {
        let database = Database::create(Kind::Sqlite);
        strange::Strange.upgrade_url(&database.url()).to("r1").blocking().unwrap();
        database.sql(ROWS);
        strange::Strange.upgrade_url(&database.url()).to(revision).blocking().unwrap();
        database.sql(writes) + &database.sql(deletes)
    });
    assert_eq!(after, before);
    assert!(after.starts_with("price; of three\n1\tOne\t4\t1\n3\tthree\t16\t4\n10\tTen\t8\t2\n"), "{after}");
    assert!(after.ends_with("3\t\n10\t\n12\t\n13\t\n2\t3\n"), "{after}");
}

/// The same, dropped by SQLite itself where it can: the column has nothing on it.
mod plain {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            let schema = super::super::SCHEMA.replace("legacy TEXT UNIQUE", "legacy TEXT");
            op.sql(expr(&schema)).reverse("SELECT 1").effect(|op| {
                op.create_table("offers", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("legacy", Text).nullable();
                });
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_column("offers", "legacy");
        }
    }
    migrate_core::chain!(pub(super) Plain = "plain");
}

#[test]
fn a_column_with_nothing_on_it_is_dropped_in_place_as_well() {
    let database = Database::create(Kind::Sqlite);
    plain::Plain.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(ROWS);
    let before = master(&database);
    let root = "SELECT rootpage FROM sqlite_master WHERE name = 'offers';";
    let page = database.sql(root);
    plain::Plain.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(master(&database), before.replace("  legacy TEXT, -- goes, with this\n", ""));
    assert_eq!(database.sql(root), page, "the table is the same one");
    assert_clean(&database);
}

/// Tables without a key of their own, without rowids, and strict ones.
mod others {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.sql(
                "CREATE TABLE loose (a TEXT, gone TEXT UNIQUE, \"rowid\" TEXT);
                 CREATE TABLE bare (b, a TEXT PRIMARY KEY, gone INT UNIQUE) WITHOUT ROWID;
                 CREATE TABLE exact (a ANY, gone INT UNIQUE, n INTEGER, b BLOB) STRICT;
                 CREATE TABLE both (id INT PRIMARY KEY, gone INT UNIQUE) STRICT, WITHOUT ROWID;",
            )
            .reverse("SELECT 1")
            .effect(|op| {
                for table in ["loose", "bare", "exact", "both"] {
                    op.create_table(table, |t| {
                        t.column("a", Text);
                        t.column("gone", Integer).unique();
                    });
                }
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            for table in ["loose", "bare", "exact", "both"] {
                op.drop_column(table, "gone").cascade();
            }
        }
    }
    migrate_core::chain!(pub(super) Others = "others");
}

#[test]
fn tables_of_other_kinds_keep_their_rows_and_rowids() {
    let database = Database::create(Kind::Sqlite);
    others::Others.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(
        "INSERT INTO loose (_rowid_, a, gone) VALUES (5, 'five', 1), (77, 'much', 2);
         INSERT INTO bare VALUES ('x', 'key', 1); INSERT INTO exact VALUES (1.5, 1, 2, x'01'), ('t', 2, NULL, NULL);
         INSERT INTO both VALUES (1, 1);",
    );
    let before = master(&database);
    others::Others.upgrade_url(&database.url()).blocking().unwrap();
    let after = master(&database);
    for (was, is) in [
        ("(a TEXT, gone TEXT UNIQUE, \"rowid\" TEXT)", "(a TEXT, \"rowid\" TEXT)"),
        ("(b, a TEXT PRIMARY KEY, gone INT UNIQUE) WITHOUT ROWID", "(b, a TEXT PRIMARY KEY) WITHOUT ROWID"),
        ("(a ANY, gone INT UNIQUE, n INTEGER, b BLOB) STRICT", "(a ANY, n INTEGER, b BLOB) STRICT"),
        (
            "(id INT PRIMARY KEY, gone INT UNIQUE) STRICT, WITHOUT ROWID",
            "(id INT PRIMARY KEY) STRICT, WITHOUT ROWID",
        ),
    ] {
        assert!(before.contains(was), "{before}");
        assert!(after.contains(is), "{after}");
    }
    assert_eq!(
        database.sql(
            "SELECT _rowid_, a FROM loose; SELECT a, b FROM bare; SELECT a, typeof(a), n, hex(b) FROM exact; SELECT id FROM both;"
        ),
        "5\tfive\n77\tmuch\nkey\tx\n1.5\treal\t2\t01\nt\ttext\t\t\n1\n"
    );
    assert_clean(&database);
}
