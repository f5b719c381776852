//! A column that is altered is what was asked for, and everything else of it is what it was, in tables with rows.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::chain::Record;
use crate::rig::{down, revision, schema, shape, up};

const SERVERS: [Kind; 2] = [Kind::Postgres, Kind::MySql];

/// Goes from one schema to another and back, with rows, and compares each with a database that was made so directly.
fn there_and_back(
    kind: Kind,
    before: fn(&mut Operations),
    rows: &str,
    change: fn(&mut Operations),
    after: fn(&mut Operations),
) -> (Database, [Record; 2]) {
    let revisions = [revision(before), revision(change)];
    let database = Database::create(kind);
    up(&database, &revisions[..1], "r1").expect("the tables are made");
    database.sql(rows);
    let start = shape(&database);
    up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    let direct = Database::create(kind);
    up(&direct, &[revision(after)], "r1").expect("the tables are made");
    assert_eq!(lines(&database), lines(&direct), "{kind}: up");
    down(&database, &revisions, "r1").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    assert_eq!(shape(&database), start, "{kind}: down");
    up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    assert_eq!(lines(&database), lines(&direct), "{kind}: up again");
    (database, revisions)
}

/// The schema without the order of keys and indexes, which are made again.
fn lines(database: &Database) -> Vec<String> {
    let text = schema(database);
    // Columns keep their order; keys stand behind them, on lines of their own.
    let mut columns = Vec::new();
    let mut keys = Vec::new();
    for line in text.replace("\\n", "\n").lines() {
        let line = line.trim().trim_end_matches(',').to_owned();
        let is_column = line.starts_with('`') || line.starts_with('"');
        if is_column { columns.push(line) } else { keys.push(line) }
    }
    keys.sort();
    columns.extend(keys);
    columns
}

fn deals(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("closed_at", Double).nullable();
        t.column("note", Varchar(20)).nullable().default("none");
        t.index(["closed_at"]);
    });
}

#[test]
fn a_number_becomes_a_time() {
    for kind in SERVERS {
        let (database, revisions) = there_and_back(
            kind,
            deals,
            "INSERT INTO deals (id, closed_at) VALUES (1, 1700000000), (2, NULL), (3, 0.5);",
            |op| {
                op.alter_column("deals", "closed_at", |c| {
                    c.set_type(Timestamp)
                        .using(
                            expr("to_timestamp(closed_at) AT TIME ZONE 'UTC'")
                                .on(MySql, "from_unixtime(closed_at)"),
                        )
                        .reverse_using(
                            expr("extract(epoch FROM closed_at)").on(MySql, "unix_timestamp(closed_at)"),
                        );
                });
            },
            |op| {
                op.create_table("deals", |t| {
                    t.column("id", Integer).primary_key();
                    t.column("closed_at", Timestamp).nullable();
                    t.column("note", Varchar(20)).nullable().default("none");
                    t.index(["closed_at"]);
                });
            },
        );
        let times = database.sql("SELECT closed_at FROM deals ORDER BY id;");
        assert!(times.starts_with("2023-11-14 22:13:20"), "{kind}: {times}");
        assert!(times.contains("1970-01-01 00:00:00.5"), "{kind}: {times}");
        down(&database, &revisions, "r1").unwrap();
        let numbers =
            database.sql("SELECT id FROM deals WHERE closed_at = 1700000000 OR closed_at = 0.5 ORDER BY id;");
        assert_eq!(numbers, "1\n3\n", "{kind}");
    }
}

/// The tables of `SHOW CREATE TABLE` or `pg_dump`, for what a test made by hand.
fn show(database: &Database, table: &str) -> String {
    match database.kind() {
        Kind::MySql => database.sql(&format!("SHOW CREATE TABLE {table};")),
        Kind::Postgres | Kind::Sqlite => schema(database),
    }
}

/// What the chain knows of a table that was made with more than the chain knows.
fn known(op: &mut Operations) {
    op.create_table("t", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("c", Varchar(20)).nullable().default("zz");
        t.column("d", Timestamp).default(now());
        t.column("hidden", Integer).nullable().default(7);
        t.column("checked", Integer).nullable();
        t.column("size", Integer).nullable();
    });
    op.on(MySql, |op| {
        op.sql(
            "ALTER TABLE t
                MODIFY c varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',
                MODIFY d timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
                MODIFY hidden int INVISIBLE DEFAULT 7 COMMENT 'not seen',
                MODIFY checked int CHECK (checked > 0),
                ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) VIRTUAL AFTER c,
                COMMENT = 'all of it'",
        )
        .reverse("SELECT 1");
    });
}

/// Each line that differs, with what stands there before and after.
fn changed(before: &str, after: &str) -> Vec<(String, String)> {
    let split = |text: &str| text.replace("\\n", "\n").lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (split(before), split(after));
    assert_eq!(before.len(), after.len(), "{before:#?}\n{after:#?}");
    let pairs = before.into_iter().zip(after).filter(|(before, after)| before != after);
    pairs.map(|(before, after)| (before.trim().to_owned(), after.trim().to_owned())).collect()
}

#[test]
fn what_is_not_asked_for_stays_on_mariadb() {
    let alter: Vec<(fn(&mut Operations), &str, &str)> = vec![
        (
            |op| {
                op.alter_column("t", "c", |c| {
                    c.not_null().fill("x");
                })
            },
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'zz' COMMENT 'it''s, (hello)',",
        ),
        (
            |op| {
                op.alter_column("t", "c", |c| {
                    c.set_type(Varchar(300));
                })
            },
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(300) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
        ),
        (
            |op| op.alter_column("t", "c", |c| c.set_default("yy")),
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'yy' COMMENT 'it''s, (hello)',",
        ),
        (
            |op| op.alter_column("t", "c", |c| c.drop_default()),
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL COMMENT 'it''s, (hello)',",
        ),
        (
            |op| op.alter_column("t", "d", |c| c.nullable()),
            "`d` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),",
            "`d` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),",
        ),
        (
            |op| {
                op.alter_column("t", "id", |c| {
                    c.set_type(BigInt);
                    c.rename("number");
                })
            },
            "`id` int(11) NOT NULL AUTO_INCREMENT,",
            "`number` bigint(20) NOT NULL AUTO_INCREMENT,",
        ),
        (
            |op| {
                op.alter_column("t", "hidden", |c| {
                    c.set_type(BigInt);
                })
            },
            "`hidden` int(11) INVISIBLE DEFAULT 7 COMMENT 'not seen',",
            "`hidden` bigint(20) INVISIBLE DEFAULT 7 COMMENT 'not seen',",
        ),
        (
            |op| {
                op.alter_column("t", "checked", |c| {
                    c.set_type(Text).using("concat('n', checked)");
                })
            },
            "",
            "",
        ),
        (
            |op| {
                op.alter_column("t", "checked", |c| {
                    c.not_null().fill(9);
                })
            },
            "`checked` int(11) DEFAULT NULL CHECK (`checked` > 0),",
            "`checked` int(11) NOT NULL CHECK (`checked` > 0),",
        ),
    ];
    for (change, line_before, line_after) in alter {
        let database = Database::create(Kind::MySql);
        let revisions = [revision(known), revision(change)];
        up(&database, &revisions[..1], "r1").unwrap();
        database.sql("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; INSERT INTO t (id, c, d, size, checked) VALUES (0, 'a', '2020-01-01', 1, 3), (5, NULL, '2020-01-01', 2, NULL);");
        let before = show(&database, "t");
        let result = up(&database, &revisions, "r2");
        if line_before.is_empty() {
            // The check of the column compares it with a number.
            assert!(result.is_err());
            assert_eq!(changed(&before, &show(&database, "t")), []);
            continue;
        }
        result.unwrap();
        let changed = changed(&before, &show(&database, "t"));
        let primary = (String::from("PRIMARY KEY (`id`)"), String::from("PRIMARY KEY (`number`)"));
        let mut others = changed.iter().filter(|pair| **pair != primary);
        assert_eq!(others.next(), Some(&(line_before.to_owned(), line_after.to_owned())));
        assert_eq!(others.next(), None);
        assert_eq!(database.sql("SELECT DISTINCT d FROM t;"), "2020-01-01 00:00:00\n", "{line_after}");
        let key = if line_after.starts_with("`number`") { "number" } else { "id" };
        assert_eq!(database.sql(&format!("SELECT {key} FROM t ORDER BY 1;")), "0\n5\n");
    }
}

/// A table with a sequence, keys, indexes and foreign keys, called `name`.
fn files(name: &'static str) -> impl Fn(&mut Operations) {
    move |op: &mut Operations| {
        op.create_table("owners", |t| {
            t.column("id", BigInt).identity().primary_key();
        });
        op.create_table(name, |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("owner_id", BigInt).references("owners", "id").on_delete(Cascade);
            t.column("parent_id", BigInt).nullable().references(name, "id");
            t.column("path", Varchar(100)).unique().check("path <> ''");
            t.column("a_column_with_a_name_so_long_that_nobody_would_have_it", Integer).nullable();
            t.check("owner_id > 0 or parent_id is null");
            t.index(["owner_id", "path"]);
            t.index(["a_column_with_a_name_so_long_that_nobody_would_have_it"]).unique();
        });
        op.create_table("pages", |t| {
            t.column("id", BigInt).primary_key();
            t.column("file_id", BigInt).references(name, "id").on_delete(Cascade);
        });
    }
}

#[test]
fn a_table_is_renamed_with_its_sequence_keys_indexes_and_foreign_keys() {
    for kind in Kind::ALL {
        let rename: Record = revision(|op| {
            op.rename_table("files", "irma_files").with_names();
        });
        let revisions = [revision(files("files")), rename];
        let database = Database::create(kind);
        up(&database, &revisions[..1], "r1").unwrap();
        let rows = "INSERT INTO owners (id) VALUES (7); INSERT INTO FILES (owner_id, path) VALUES (7, 'a'), (7, 'b');
                    INSERT INTO pages (id, file_id) VALUES (1, 1), (2, 2);";
        database.sql(&rows.replace("FILES", "files"));
        let start = schema(&database);
        up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        let direct = Database::create(kind);
        up(&direct, &[revision(files("irma_files"))], "r1").unwrap();
        let unquoted = |database: &Database| {
            let mut lines = lines(database);
            // SQLite puts quotes around what it renames, and remembers indexes in the order they came.
            lines.sort();
            lines
        };
        assert_eq!(unquoted(&database), unquoted(&direct), "{kind}: up");
        let keys = if kind == Kind::Sqlite { "PRAGMA foreign_keys = ON;" } else { "" };
        database.sql("INSERT INTO irma_files (owner_id, path) VALUES (7, 'c');");
        assert_eq!(database.sql("SELECT max(id) FROM irma_files;"), "3\n", "{kind}");
        database.sql(&format!("{keys} DELETE FROM irma_files WHERE id = 1;"));
        assert_eq!(database.sql("SELECT id FROM pages;"), "2\n", "{kind}: the foreign key acts");
        down(&database, &revisions, "r1").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        if kind == Kind::Postgres {
            assert_eq!(schema(&database), start, "{kind}: down");
        }
        assert_eq!(
            shape(&database),
            {
                let again = Database::create(kind);
                up(&again, &revisions[..1], "r1").unwrap();
                shape(&again)
            },
            "{kind}: down"
        );
        assert_eq!(database.sql("SELECT id, path FROM files ORDER BY id;"), "2\tb\n3\tc\n", "{kind}");
    }
}
