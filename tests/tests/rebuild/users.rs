//! Views, triggers and indexes that the chain did not make and that a change would break.

use migrate_core::ErrorKind;
use migrate_tests::{Database, Kind};

use crate::master;

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("note", Text).nullable().unique();
                t.column("size", Integer).default(1);
            });
            op.create_table("log", |t| {
                t.column("note", Text).nullable();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_column("deals", "note").cascade();
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// Something of somebody else's is refused, told, and left as it is.
fn refused(made: &str, told: &str) {
    let database = Database::create(Kind::Sqlite);
    shop::Shop.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql("INSERT INTO deals (id, note) VALUES (1, 'a');");
    database.sql(made);
    let before = master(&database);
    let error = shop::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
    assert_eq!((error.kind(), error.code().text), (ErrorKind::Execute, "rebuild"), "{made}: {error}");
    assert!(error.to_string().contains(told), "{made}: {error}");
    assert_eq!(master(&database), before, "{made}");
    assert_eq!(database.sql("SELECT id, note FROM deals;"), "1\ta\n", "{made}");
}

fn taken(made: &str) {
    let database = Database::create(Kind::Sqlite);
    shop::Shop.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(made);
    let before = master(&database);
    shop::Shop.upgrade_url(&database.url()).blocking().unwrap();
    let kept = before.lines().filter(|line| line.starts_with("view") || line.starts_with("trigger"));
    let after = master(&database);
    for line in kept {
        assert!(after.contains(line), "{made}: {line}");
    }
}

#[test]
fn what_uses_a_column_keeps_it() {
    for (made, told) in [
        ("CREATE VIEW v AS SELECT note FROM deals;", "view `v` uses column `note`"),
        // In double quotes SQLite would read a text where there is no such column any more.
        ("CREATE VIEW v AS SELECT \"note\" FROM deals;", "view `v` uses column `note`"),
        ("CREATE VIEW v AS SELECT * FROM (SELECT d.note AS n FROM deals d);", "view `v` uses column `note`"),
        ("CREATE INDEX i ON deals (size, \"note\");", "index `i` uses column `note`"),
        ("CREATE INDEX i ON deals (size) WHERE note IS NULL;", "index `i` uses column `note`"),
        (
            "CREATE TRIGGER t AFTER INSERT ON deals BEGIN INSERT INTO log VALUES (new.note); END;",
            "trigger `t` uses column `note`",
        ),
        (
            "CREATE TRIGGER t AFTER INSERT ON log BEGIN UPDATE deals SET note = 'x'; END;",
            "trigger `t` uses column `note`",
        ),
        (
            "CREATE TRIGGER t AFTER UPDATE OF note ON deals BEGIN SELECT 1; END;",
            "trigger `t` uses column `note`",
        ),
        ("CREATE TABLE kids (n TEXT REFERENCES deals (note));", "table `kids` uses column `note`"),
        // Broken already, so that SQLite cannot tell what uses what.
        (
            "CREATE VIEW broken AS SELECT 1 FROM nowhere; CREATE VIEW v AS SELECT note FROM deals;",
            "view `v` uses column `note`",
        ),
    ] {
        refused(made, told);
    }
}

#[test]
fn what_has_the_same_word_for_something_else_is_no_hindrance() {
    for made in [
        "CREATE VIEW v AS SELECT note FROM log;",
        "CREATE VIEW v AS SELECT 'note' AS note, d.size FROM deals d;",
        "CREATE VIEW v AS SELECT \"a text\" FROM deals;",
        "CREATE TRIGGER t AFTER INSERT ON deals BEGIN INSERT INTO log (note) VALUES (new.size); END;",
        "CREATE VIEW broken AS SELECT 1 FROM nowhere;",
        "CREATE VIEW v AS SELECT * FROM deals;",
        "CREATE TABLE x (note); CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT new.note; END;",
    ] {
        taken(made);
    }
}

/// A view that joins two tables is broken by a column that both have then.
mod second {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("a", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("b", |t| {
                t.column("a_id", BigInt);
                t.column("name", Text);
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("a", "name", Varchar(10)).nullable().unique();
        }
    }
    migrate_core::chain!(pub(super) Second = "second");
}

#[test]
fn a_view_that_would_not_work_any_more_is_told() {
    let database = Database::create(Kind::Sqlite);
    second::Second.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql("CREATE VIEW both AS SELECT id, name FROM a JOIN b ON b.a_id = a.id;");
    let before = master(&database);
    let error = second::Second.upgrade_url(&database.url()).blocking().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("view `both` would not work any more: "), "{text}");
    assert!(text.contains("ambiguous column name: name"), "{text}");
    assert_eq!(master(&database), before);
}
