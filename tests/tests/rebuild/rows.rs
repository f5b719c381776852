//! Rows that the new table could not hold, and rows that are converted.

use migrate_core::run::Transactions;
use migrate_core::{Error, ErrorKind};
use migrate_tests::{Database, Kind};

use crate::{assert_clean, master};

macro_rules! base {
    () => {
        mod r1 {
            use migrate_core::prelude::*;

            #[revision(id = "r1")]
            fn upgrade(op: &mut Operations) {
                op.create_table("people", |t| {
                    t.column("id", BigInt).primary_key();
                });
                op.create_table("deals", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("person_id", BigInt).nullable();
                    t.column("size", Text);
                    t.column("note", Text).nullable();
                    t.column("closed_at", Real).nullable();
                    t.column("day", Timestamp).nullable();
                });
            }
        }
    };
}

macro_rules! change {
    ($module:ident, $chain:ident, |$op:ident| { $($body:tt)* }) => {
        mod $module {
            base!();
            mod r2 {
                use migrate_core::prelude::*;

                #[revision(id = "r2", down = "r1")]
                fn upgrade($op: &mut Operations) { $($body)* }
            }
            migrate_core::chain!(pub(super) $chain = "shop");
        }
    };
}

change!(to_integer, ToInteger, |op| {
    op.alter_column("deals", "size", |c| {
        c.set_type(Integer);
    });
});
change!(using, Using, |op| {
    op.alter_column("deals", "size", |c| {
        c.set_type(Integer).using(expr("CAST(ltrim(deals.size, 'd') AS INTEGER)"));
    });
    op.alter_column("deals", "closed_at", |c| {
        c.set_type(Timestamp)
            .using(expr("datetime(closed_at, 'unixepoch')"))
            .reverse_using(expr("unixepoch(closed_at)"));
    });
});
change!(not_null, NotNull, |op| {
    op.alter_column("deals", "note", |c| {
        c.not_null();
    });
});
change!(filled, Filled, |op| {
    op.alter_column("deals", "note", |c| {
        c.not_null().fill("none, it's");
        c.set_default("new");
    });
    op.alter_column("deals", "day", |c| {
        c.set_type(Date);
    });
});
change!(key, Key, |op| {
    op.add_foreign_key("deals", "person_id", "people", "id").on_delete(Cascade);
});
change!(check, Check, |op| {
    op.add_check("deals", "length(size) < 3").name("short");
});

change!(unique, Unique, |op| {
    op.add_unique("deals", ["size", "note"]).name("once");
    op.add_unique("deals", ["person_id"]);
});
change!(unique_index, UniqueIndex, |op| {
    op.create_index("deals", [asc("size").collate_on(Sqlite, "NOCASE")]).unique();
});
change!(rebuilt_index, RebuiltIndex, |op| {
    op.create_index("deals", ["size"]).unique();
    op.add_check("deals", "length(size) < 30").name("short");
});

const ROWS: &str = "INSERT INTO people VALUES (1);
INSERT INTO deals (id, person_id, size, note, closed_at, day) VALUES
  (1, 1, '7', 'a', 1700000000, '2026-01-31 23:59:59.5'), (2, 1, 'd1', NULL, 1700000001.5, NULL),
  (3, 2, '8.0', 'c', NULL, '2026-02-01 00:00:00'), (4, NULL, '2147483648', NULL, NULL, NULL);";

fn with_rows() -> Database {
    let database = Database::create(Kind::Sqlite);
    to_integer::ToInteger.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(ROWS);
    database
}

/// The error, of a database that is as it was.
fn refused(database: &Database, run: impl FnOnce(&str) -> Result<migrate_core::Report, Error>) -> Error {
    let rows = "SELECT * FROM deals; SELECT revision FROM migrate_ledger; SELECT * FROM sqlite_sequence;";
    let before = (master(database), database.sql(rows));
    let error = run(&database.url()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Execute, "{error}");
    assert_eq!((master(database), database.sql(rows)), before);
    assert_clean_but_for_what_was(database);
    error
}

fn assert_clean_but_for_what_was(database: &Database) {
    assert_eq!(database.sql("SELECT name FROM sqlite_master WHERE name LIKE 'migrate_old%';"), "");
}

#[test]
fn values_that_would_not_convert_are_shown() {
    let database = with_rows();
    let error = refused(&database, |url| to_integer::ToInteger.upgrade_url(url).blocking());
    assert_eq!(error.code().text, "rebuild");
    let text = error.to_string();
    assert!(
        text.contains("2 rows have a `size` that is no Integer: 'd1' in row 2, '2147483648' in row 4"),
        "{text}"
    );
    database.sql("UPDATE deals SET size = '1' WHERE id IN (2, 4);");
    to_integer::ToInteger.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(
        database.sql("SELECT size, typeof(size) FROM deals ORDER BY id;"),
        "7\tinteger\n1\tinteger\n8\tinteger\n1\tinteger\n"
    );
    assert!(master(&database).contains("\"size\" INT NOT NULL"));
}

#[test]
fn the_authors_conversion_is_used_up_and_down() {
    let database = with_rows();
    database.sql("UPDATE deals SET size = '9' WHERE id = 4;");
    using::Using.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(
        database.sql("SELECT size, closed_at FROM deals ORDER BY id;"),
        "7\t2023-11-14 22:13:20\n1\t2023-11-14 22:13:21\n8\t\n9\t\n"
    );
    assert_eq!(database.sql("SELECT count(*) FROM sqlite_master WHERE name LIKE 'migrate_old%';"), "0\n");
}

#[test]
fn rows_without_a_value_are_shown_or_filled() {
    let database = with_rows();
    let error = refused(&database, |url| not_null::NotNull.upgrade_url(url).blocking());
    let text = error.to_string();
    assert!(text.contains("2 rows have no `note`: row 2, row 4"), "{text}");
    filled::Filled.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(
        database.sql("SELECT note, day FROM deals ORDER BY id;"),
        "a\t2026-01-31\nnone, it's\t\nc\t2026-02-01\nnone, it's\t\n"
    );
    assert!(master(&database).contains("\"note\" TEXT NOT NULL DEFAULT 'new'"), "{}", master(&database));
}

#[test]
fn rows_that_a_new_key_or_check_does_not_allow_are_refused() {
    let database = with_rows();
    let error = refused(&database, |url| key::Key.upgrade_url(url).blocking());
    assert_eq!(error.code().text, "broken-references", "{error}");
    assert!(error.to_string().contains("row 3 of `deals` to `people`"), "{error}");
    let error = refused(&database, |url| check::Check.upgrade_url(url).blocking());
    let text = error.to_string();
    assert!(
        text.contains("CHECK constraint failed: short (code 275); 2 rows are in the way: '8.0' in row 3, '2147483648' in row 4"),
        "{text}"
    );
    assert!(text.contains("put the rows right in a revision before, or with `op.update(…)`"), "{text}");

    database.sql("INSERT INTO people VALUES (2); UPDATE deals SET size = '10' WHERE id > 2;");
    key::Key.upgrade_url(&database.url()).blocking().unwrap();
    assert_clean(&database);
    assert_eq!(
        database
            .sql("PRAGMA foreign_keys = ON; DELETE FROM people WHERE id = 2; SELECT count(*) FROM deals;"),
        "3\n"
    );
    key::Key.downgrade_url(&database.url(), "r1").blocking().unwrap();
    assert!(!master(&database).contains("REFERENCES"), "{}", master(&database));
    assert_eq!(database.sql("SELECT count(*) FROM deals;"), "3\n");
}

#[test]
fn values_that_are_there_more_than_once_are_shown() {
    let database = with_rows();
    database.sql(
        "INSERT INTO deals (id, size, note) VALUES (5, '7', 'a'), (6, 'D1', NULL), (7, 'D1', NULL), (8, '7', 'a');",
    );
    let error = refused(&database, |url| unique::Unique.upgrade_url(url).blocking()).to_string();
    let said = "UNIQUE constraint failed: deals.person_id (code 2067); 1 row is in the way: 1 in row 2";
    assert!(error.contains(said), "{error}");
    database.sql("UPDATE deals SET person_id = NULL WHERE id = 2;");
    let error = refused(&database, |url| unique::Unique.upgrade_url(url).blocking()).to_string();
    let said = "UNIQUE constraint failed: deals.size, deals.note (code 2067); 2 rows are in the way: \
                ('7', 'a') in row 5, ('7', 'a') in row 8";
    assert!(error.contains(said), "{error}");
    for in_one in [Transactions::All, Transactions::PerRevision] {
        let error = refused(&database, |url| {
            unique_index::UniqueIndex.upgrade_url(url).transactions(in_one).blocking()
        });
        let error = error.to_string();
        assert!(
            error.contains("2 values are there more than once: '7' in 3 rows, 'd1' in 3 rows"),
            "{error}"
        );
        assert!(error.contains("put the rows right in a revision before"), "{error}");
    }
    let error = refused(&database, |url| rebuilt_index::RebuiltIndex.upgrade_url(url).blocking()).to_string();
    assert!(error.contains("2 values are there more than once: '7' in 3 rows, 'D1' in 2 rows"), "{error}");

    database.sql("DELETE FROM deals WHERE id > 4;");
    unique::Unique.upgrade_url(&database.url()).blocking().unwrap();
    assert!(master(&database).contains("CONSTRAINT \"once\" UNIQUE (\"size\", \"note\")"));
}

/// `r2` lets a text in where a number was, and its downgrade has to make numbers of texts.
mod back {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("sizes", |t| {
                t.column("id", BigInt).primary_key();
                t.column("size", Integer);
                t.column("note", Text);
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("sizes", "size", |c| {
                c.set_type(Text);
            });
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("sizes", "note", |c| {
                c.nullable();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn rows_in_the_way_of_a_downgrade_are_told_with_what_to_write_in_it() {
    let database = Database::create(Kind::Sqlite);
    let url = database.url();
    back::Shop.upgrade_url(&url).blocking().unwrap();
    database.sql("INSERT INTO sizes VALUES (1, 'large', NULL);");
    let error = back::Shop.downgrade_url(&url, "r2").blocking().unwrap_err().to_string();
    assert!(error.contains("give the rows another `note` than NULL, or delete them"), "{error}");
    database.sql("UPDATE sizes SET note = '';");
    let error = back::Shop.downgrade_url(&url, "r1").blocking().unwrap_err().to_string();
    assert!(error.contains("say with `.reverse_using(…)` how a value is converted"), "{error}");
    assert!(error.contains("then type `downgrade` again"), "{error}");
    database.sql("UPDATE sizes SET size = '9';");
    back::Shop.downgrade_url(&url, "r1").blocking().unwrap();
    assert_eq!(database.sql("SELECT size, typeof(size) FROM sizes;"), "9\tinteger\n");
}
