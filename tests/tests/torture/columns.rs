//! A column that is altered is what was asked for, and everything else of it is what it was, in tables with rows.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

use migrate_core::operation::{AlterColumnBuilder, Operations};
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::chain::Record;
use crate::cut::{Cut, CutProxy};
use crate::rig::{down, revision, schema, shape, up};

/// What a revision does.
type Change = fn(&mut Operations);

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
    let alter: [(Change, &str, &str); 9] = [
        (
            |op| {
                op.alter_column("t", "c", |c| {
                    c.not_null().fill("x");
                });
            },
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'zz' COMMENT 'it''s, (hello)',",
        ),
        (
            |op| {
                op.alter_column("t", "c", |c| {
                    c.set_type(Varchar(300));
                });
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
            |op| op.alter_column("t", "c", AlterColumnBuilder::drop_default),
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL COMMENT 'it''s, (hello)',",
        ),
        (
            |op| op.alter_column("t", "d", AlterColumnBuilder::nullable),
            "`d` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),",
            "`d` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),",
        ),
        (
            |op| {
                op.alter_column("t", "id", |c| {
                    c.set_type(BigInt);
                    c.rename("number");
                });
            },
            "`id` int(11) NOT NULL AUTO_INCREMENT,",
            "`number` bigint(20) NOT NULL AUTO_INCREMENT,",
        ),
        (
            |op| {
                op.alter_column("t", "hidden", |c| {
                    c.set_type(BigInt);
                });
            },
            "`hidden` int(11) INVISIBLE DEFAULT 7 COMMENT 'not seen',",
            "`hidden` bigint(20) INVISIBLE DEFAULT 7 COMMENT 'not seen',",
        ),
        (
            |op| {
                op.alter_column("t", "checked", |c| {
                    c.set_type(Text).using("concat('n', checked)");
                });
            },
            "",
            "",
        ),
        (
            |op| {
                op.alter_column("t", "checked", |c| {
                    c.not_null().fill(9);
                });
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

#[test]
fn what_stops_a_change_is_told_with_what_to_type() {
    let rows = "INSERT INTO deals (id, note) VALUES (1, NULL), (2, 'd1');";
    let changes: [(Change, &str); 3] = [
        (
            |op| {
                op.alter_column("deals", "note", |c| {
                    c.not_null();
                });
            },
            "`c.not_null().fill(…)`",
        ),
        (
            |op| {
                op.alter_column("deals", "note", |c| {
                    c.set_type(Integer);
                    c.drop_default();
                });
            },
            "`.using(…)`",
        ),
        (
            |op| {
                op.alter_column("deals", "note", |c| {
                    c.set_type(Integer);
                });
            },
            "`c.set_default(…)` or `c.drop_default()` beside `set_type`",
        ),
    ];
    for kind in Kind::ALL {
        for (change, told) in changes {
            let database = Database::create(kind);
            let revisions = [revision(deals), revision(change)];
            up(&database, &revisions[..1], "r1").unwrap();
            database.sql(rows);
            let error = up(&database, &revisions, "r2").unwrap_err();
            let help = error.help().unwrap_or_default();
            assert!(help.contains(told), "{kind}: {error}\n{help}");
        }
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

fn cut_before(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("closed_at", Double).nullable();
        t.column("code", Varchar(20)).nullable().unique();
        t.column("rank", Varchar(9)).nullable().check("rank <> ''");
        t.column("note", Varchar(20)).nullable().default("none");
        t.index(["closed_at", "note"]);
    });
}

fn cut_after(op: &mut Operations) {
    op.add_column("deals", "size", Integer).default(1);
    op.alter_column("deals", "closed_at", |c| {
        c.set_type(Timestamp).using("from_unixtime(closed_at)").reverse_using("unix_timestamp(closed_at)");
    });
    op.alter_column("deals", "note", |c| c.set_default("nothing"));
    op.alter_column("deals", "note", |c| c.not_null().fill("filled"));
    // The same type before and after: only the journal can tell whether it is done.
    op.alter_column("deals", "rank", |c| {
        c.set_type(Varchar(9)).using("concat('r', rank)").reverse_using("substr(rank, 2)");
    });
    op.replace_primary_key("deals", ["id", "size"]);
    op.alter_column("deals", "code", |c| {
        c.set_type(BigInt);
        c.not_null().fill(7);
    });
    op.rename_constraint("deals", "ck_deals_rank", "ck_rank");
}

#[test]
fn a_run_that_is_cut_off_at_any_query_is_gone_on_with() {
    let rows = "INSERT INTO deals (id, closed_at, code, rank, note) VALUES (1, 1700000000, '12', 'a', NULL), (2, NULL, NULL, NULL, 'x');";
    let revisions: [Record; 2] = [revision(cut_before), revision(cut_after)];
    let outcome = |database: &Database| {
        (
            lines(database),
            database.sql("SELECT id, closed_at, code, rank, note, size FROM deals ORDER BY id;"),
        )
    };
    let whole = Database::create(Kind::MySql);
    up(&whole, &revisions[..1], "r1").unwrap();
    whole.sql(rows);
    up(&whole, &revisions, "r2").unwrap();
    let (schema, values) = outcome(&whole);
    assert_eq!(values, "1\t2023-11-14 22:13:20.000000\t12\tra\tfilled\t1\n2\tNULL\t7\tNULL\tx\t1\n");
    // Cut off behind a query is much like before the next.
    for (cut, each) in [(Cut::Before, 2), (Cut::After, 5)] {
        for at in (1..).step_by(each) {
            let database = Database::create(Kind::MySql);
            up(&database, &revisions[..1], "r1").unwrap();
            database.sql(rows);
            let proxy = CutProxy::start(&database.url(), at, cut);
            crate::chain::set(&revisions);
            let result = crate::chain::Torture.upgrade_url(proxy.url()).to("r2").blocking();
            if proxy.seen() < at {
                result.unwrap();
                assert!(at > 30, "only {at} queries");
                break;
            }
            up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{cut:?} {at}: {error:?}"));
            assert_eq!(outcome(&database), (schema.clone(), values.clone()), "{cut:?} {at}");
        }
    }
}

/// What is said when rows stand in the way, and that nothing has changed then.
fn refused(before: fn(&mut Operations), rows: &str, change: fn(&mut Operations)) -> String {
    let database = Database::create(Kind::MySql);
    let revisions = [revision(before), revision(change)];
    up(&database, &revisions[..1], "r1").unwrap();
    database.sql(rows);
    let start = lines(&database);
    let error = up(&database, &revisions, "r2").expect_err("rows stand in the way");
    assert_eq!(lines(&database), start, "{error:?}");
    error.to_string()
}

#[test]
fn rows_that_stand_in_the_way_are_named_and_nothing_is_changed_on_mariadb() {
    let rows = "INSERT INTO deals (id, closed_at, code, note) VALUES (1, -5, '12', NULL), (2, 7, 'd1', 'x'), (3, -6, '', 'y');";
    let cast = refused(cut_before, rows, |op| {
        op.alter_column("deals", "closed_at", |c| {
            c.set_type(Timestamp)
                .using("from_unixtime(closed_at)")
                .reverse_using("unix_timestamp(closed_at)");
        });
    });
    assert!(cast.contains("2 rows of the table would hold NULL in it, \"-5\", \"-6\" among them"), "{cast}");
    let meant = |op: &mut Operations| {
        op.alter_column("deals", "code", |c| {
            c.set_type(Integer).using("nullif(id, 3)").reverse_using("code");
        });
    };
    let database = Database::create(Kind::MySql);
    let revisions = [revision(cut_before), revision(meant)];
    up(&database, &revisions[..1], "r1").unwrap();
    database.sql(rows);
    up(&database, &revisions, "r2").unwrap();
    assert_eq!(database.sql("SELECT code FROM deals ORDER BY id;"), "1\n2\nNULL\n");
    let text = refused(cut_before, rows, |op| {
        op.alter_column("deals", "code", |c| {
            c.set_type(Integer);
        });
    });
    assert!(text.contains("Truncated incorrect INTEGER value: 'd1'"), "{text}");
    let nulls = refused(cut_before, rows, |op| {
        op.alter_column("deals", "note", |c| {
            c.not_null();
        });
    });
    assert!(nulls.contains("rows of the table hold NULL in it"), "{nulls}");
    let long = refused(cut_before, rows, |op| {
        op.alter_column("deals", "code", |c| {
            c.set_type(Varchar(1));
        });
    });
    assert!(long.contains("Data truncated") || long.contains("Data too long"), "{long}");
    let trigger = "CREATE TRIGGER watch BEFORE UPDATE ON deals FOR EACH ROW SET NEW.note = 'seen';";
    let watched = refused(cut_before, &format!("{rows} {trigger}"), |op| {
        op.alter_column("deals", "note", |c| c.not_null().fill(""));
    });
    assert!(watched.contains("trigger `watch` runs when rows are updated"), "{watched}");
    let computed = "ALTER TABLE deals ADD COLUMN twice DOUBLE AS (closed_at * 2) VIRTUAL;";
    let used = refused(cut_before, &format!("{rows} {computed}"), |op| {
        op.alter_column("deals", "closed_at", |c| {
            c.set_type(Integer).using("7").reverse_using("7");
        });
    });
    assert!(used.contains("column `twice` of the table is computed from it"), "{used}");
}

/// A column in most things that a column can be in, under everything that changes.
fn everything(op: &mut Operations) {
    op.create_enum("stage", ["new", "won"]);
    op.create_table("parents", |t| {
        t.column("id", Integer).primary_key();
    });
    op.create_table("t", |t| {
        t.column("id", Integer).primary_key();
        t.column("parent_id", Integer).nullable().references("parents", "id").on_delete(Cascade);
        t.column("amount", Integer).default(5).check("amount > 0");
        t.column("code", Varchar(10)).unique().nullable();
        t.column("stage", Enum("stage")).default("new");
        t.column("share", Real).nullable();
        t.column("day", Date).nullable();
        t.column("text", Varchar(20)).nullable();
        t.index(["amount", "code"]);
        t.index([desc("day")]);
    });
    op.on(Postgres, |op| {
        op.create_index("t", "amount").predicate("amount > 3").name("ix_some");
    });
}

fn everything_changed(op: &mut Operations) {
    op.create_enum("stage", ["new", "won"]);
    op.create_table("parents", |t| {
        t.column("id", Integer).primary_key();
    });
    op.create_table("t", |t| {
        t.column("id", Integer).identity();
        t.column("parent_id", Integer).references("parents", "id").on_delete(Cascade);
        t.column("amount", BigInt).default(6).check("amount > 0");
        t.column("code", Varchar(300)).unique();
        t.column("stage", Varchar(9)).default("new");
        t.column("share", Double).nullable();
        t.column("day", Timestamp).nullable();
        t.column("text", Integer).default(0);
        t.primary_key(["id", "amount"]);
        t.index(["amount", "code"]);
        t.index([desc("day")]);
    });
    op.on(Postgres, |op| {
        op.create_index("t", "amount").predicate("amount > 3").name("ix_some");
    });
}

fn changes(op: &mut Operations) {
    op.alter_column("t", "parent_id", |c| c.not_null().fill(1));
    op.alter_column("t", "amount", |c| {
        c.set_type(BigInt);
        c.set_default(6);
    });
    op.alter_column("t", "code", |c| {
        c.set_type(Varchar(300));
        c.not_null().fill(expr("'c'"));
    });
    op.alter_column("t", "stage", |c| {
        c.set_type(Varchar(9));
    });
    op.alter_column("t", "share", |c| {
        c.set_type(Double);
    });
    op.alter_column("t", "day", |c| {
        c.set_type(Timestamp);
    });
    op.alter_column("t", "text", |c| {
        c.set_type(Integer);
        c.not_null().fill(0);
        c.set_default(0);
    });
    op.alter_column("t", "id", AlterColumnBuilder::identity);
    op.replace_primary_key("t", ["id", "amount"]);
}

#[test]
fn a_column_changes_beneath_keys_indexes_checks_and_defaults() {
    let rows = "INSERT INTO parents VALUES (1), (2);
        INSERT INTO t (id, parent_id, amount, code, stage, share, day, text) VALUES
        (1, 2, 7, 'a', 'won', 0.5, '2024-02-29', ' 12 '), (41, NULL, 8, NULL, 'new', NULL, NULL, NULL);";
    for kind in SERVERS {
        let (database, _) = there_and_back(kind, everything, rows, changes, everything_changed);
        let values = "SELECT id, parent_id, amount, code, stage, share, text FROM t ORDER BY id;";
        assert_eq!(
            database.sql(values),
            "1\t2\t7\ta\twon\t0.5\t12\n41\t1\t8\tc\tnew\tNULL\t0\n"
                .replace("NULL", if kind == Kind::Postgres { "" } else { "NULL" }),
            "{kind}"
        );
        database.sql("INSERT INTO t (parent_id, code) VALUES (1, 'd');");
        assert_eq!(database.sql("SELECT id, amount, text FROM t WHERE code = 'd';"), "42\t6\t0\n", "{kind}");
    }
}

#[test]
fn constraints_are_renamed_over_rows() {
    for kind in SERVERS {
        let (database, _) = there_and_back(
            kind,
            everything,
            "INSERT INTO parents VALUES (1); INSERT INTO t (id, parent_id, code) VALUES (1, 1, 'a');",
            |op| {
                op.rename_constraint("t", "pk_t", "pk_new");
                op.rename_constraint("t", "uq_t_code", "uq_new");
                op.rename_constraint("t", "fk_t_parent_id", "fk_new");
                op.rename_constraint("t", "ck_t_amount", "ck_new");
            },
            |op| {
                everything(op);
                op.drop_table("t");
                op.create_table("t", |t| {
                    t.column("id", Integer);
                    t.column("parent_id", Integer)
                        .nullable()
                        .references("parents", "id")
                        .on_delete(Cascade)
                        .key_name("fk_new");
                    t.column("amount", Integer).default(5);
                    t.column("code", Varchar(10)).nullable();
                    t.column("stage", Enum("stage")).default("new");
                    t.column("share", Real).nullable();
                    t.column("day", Date).nullable();
                    t.column("text", Varchar(20)).nullable();
                    t.primary_key("id").name("pk_new");
                    t.unique("code").name("uq_new");
                    t.check("amount > 0").name("ck_new");
                    t.index(["amount", "code"]);
                    t.index([desc("day")]);
                });
                op.on(Postgres, |op| {
                    op.create_index("t", "amount").predicate("amount > 3").name("ix_some");
                });
            },
        );
        database.sql("DELETE FROM parents;");
        assert_eq!(database.sql("SELECT count(*) FROM t;"), "0\n", "{kind}");
    }
}

type Type = fn() -> ColumnType;

/// Types whose values become those of another without a word of the author's: values, and what they are then.
const EXACT: [(Type, Type, &[&str], &[&str]); 22] = [
    (|| SmallInt, || BigInt, &["-32768", "32767"], &["-32768", "32767"]),
    (|| BigInt, || SmallInt, &["-32768", "32767"], &["-32768", "32767"]),
    (|| Integer, || Numeric(10, 0), &["-2147483648", "2147483647"], &["-2147483648", "2147483647"]),
    (|| Numeric(18, 0), || BigInt, &["-999999999999999999"], &["-999999999999999999"]),
    (|| Numeric(10, 2), || Numeric(12, 4), &["12345678.91", "-0.01"], &["12345678.9100", "-0.0100"]),
    (|| Numeric(12, 4), || Numeric(12, 2), &["1.2351", "-1.2350"], &["1.24", "-1.24"]),
    (|| Integer, || Double, &["-2147483648", "2147483647"], &["-2147483648", "2147483647"]),
    (|| SmallInt, || Real, &["-32768", "32767"], &["-32768", "32767"]),
    (|| Real, || Double, &["0.5", "-1.25"], &["0.5", "-1.25"]),
    (|| Double, || Real, &["0.5", "0.1"], &["0.5", "0.1"]),
    (|| BigInt, || Varchar(20), &["-9223372036854775808", "0"], &["-9223372036854775808", "0"]),
    (|| Integer, || Text, &["-5"], &["-5"]),
    (|| Numeric(10, 2), || Varchar(13), &["-12345678.91", "0.10"], &["-12345678.91", "0.10"]),
    (|| Varchar(5), || Varchar(300), &["'h\u{e9}\u{e9}'", "''"], &["h\u{e9}\u{e9}", ""]),
    (|| Varchar(300), || Varchar(5), &["'h\u{e9}\u{e9}l\u{e9}'", "''"], &["h\u{e9}\u{e9}l\u{e9}", ""]),
    (|| Varchar(5), || Text, &["'a  b'"], &["a  b"]),
    (|| Text, || Varchar(4), &["'abcd'"], &["abcd"]),
    (|| Char(5), || Varchar(5), &["'ab'"], &["ab"]),
    (|| Varchar(9), || Integer, &["' 12'", "'-2147483'"], &["12", "-2147483"]),
    (|| Text, || Numeric(10, 2), &["'1.5'", "'-7'"], &["1.50", "-7.00"]),
    (
        || Date,
        || Timestamp,
        &["'0001-01-01'", "'9999-12-31'"],
        &["0001-01-01 00:00:00", "9999-12-31 00:00:00"],
    ),
    (|| Timestamp, || Date, &["'2024-02-29 23:59:59.999999'"], &["2024-02-29"]),
];

/// Values that have no place in another type.
const REFUSED: [(Type, Type, &str); 12] = [
    (|| BigInt, || SmallInt, "32768"),
    (|| BigInt, || Integer, "-2147483649"),
    (|| BigInt, || Numeric(10, 2), "123456789"),
    (|| Numeric(5, 0), || SmallInt, "32768"),
    (|| Numeric(12, 2), || Numeric(8, 2), "1234567"),
    (|| Double, || Real, "1e300"),
    (|| BigInt, || Varchar(3), "1234"),
    (|| Varchar(5), || Varchar(2), "'abc'"),
    (|| Text, || Varchar(3), "'abcd'"),
    (|| Varchar(9), || Integer, "'12a'"),
    (|| Varchar(9), || SmallInt, "''"),
    (|| Text, || Numeric(10, 2), "'x'"),
];

#[test]
fn values_at_the_ends_of_their_types_become_those_of_another_or_are_refused() {
    for kind in SERVERS {
        let database = Database::create(kind);
        let table = |at: usize| format!("t{at}");
        let create = move |op: &mut Operations| {
            for (at, (from, ..)) in EXACT.iter().enumerate() {
                op.create_table(&table(at), |t| {
                    t.column("id", Integer).primary_key();
                    t.column("v", from()).nullable();
                });
            }
        };
        let alter = move |op: &mut Operations| {
            for (at, (_, to, ..)) in EXACT.iter().enumerate() {
                op.alter_column(&table(at), "v", |c| {
                    c.set_type(to());
                });
            }
        };
        let revisions = [revision(create), revision(alter)];
        up(&database, &revisions[..1], "r1").unwrap();
        for (at, (_, _, values, _)) in EXACT.iter().enumerate() {
            for (id, value) in values.iter().enumerate() {
                database.sql(&format!("INSERT INTO t{at} VALUES ({id}, {value});"));
            }
            database.sql(&format!("INSERT INTO t{at} VALUES (99, NULL);"));
        }
        up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        for (at, (from, to, _, after)) in EXACT.iter().enumerate() {
            let rows = database.sql(&format!("SELECT v FROM t{at} WHERE v IS NOT NULL ORDER BY id;"));
            let rows = rows.lines().map(|row| row.trim_end_matches(".000000")).collect::<Vec<_>>();
            assert_eq!(rows, *after, "{kind}: {} to {}", from(), to());
            assert_eq!(database.sql(&format!("SELECT count(*) FROM t{at} WHERE v IS NULL;")), "1\n");
        }
        for (from, to, value) in REFUSED {
            let database = Database::create(kind);
            let create = move |op: &mut Operations| {
                op.create_table("t", |t| {
                    t.column("id", Integer).primary_key();
                    t.column("v", from()).nullable();
                });
            };
            let alter = move |op: &mut Operations| {
                op.alter_column("t", "v", |c| {
                    c.set_type(to());
                });
            };
            let revisions = [revision(create), revision(alter)];
            up(&database, &revisions[..1], "r1").unwrap();
            database.sql(&format!("INSERT INTO t VALUES (1, {value});"));
            let start = schema(&database);
            assert!(up(&database, &revisions, "r2").is_err(), "{kind}: {value} from {} to {}", from(), to());
            assert_eq!(schema(&database), start, "{kind}: {value}");
            database.sql("DELETE FROM t;");
            up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        }
    }
}

#[test]
fn text_that_is_no_value_of_an_enum_is_not_taken_for_its_place() {
    for kind in SERVERS {
        let database = Database::create(kind);
        let create = |op: &mut Operations| {
            op.create_enum("stage", ["new", "it's"]);
            op.create_table("t", |t| {
                t.column("v", Varchar(9)).nullable();
            });
        };
        let alter = |op: &mut Operations| {
            op.alter_column("t", "v", |c| {
                c.set_type(Enum("stage"));
            });
        };
        let revisions = [revision(create), revision(alter)];
        up(&database, &revisions[..1], "r1").unwrap();
        database.sql("INSERT INTO t VALUES ('it''s'), (NULL), ('1');");
        assert!(up(&database, &revisions, "r2").is_err(), "{kind}");
        database.sql("DELETE FROM t WHERE v = '1';");
        up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        assert_eq!(database.sql("SELECT v FROM t WHERE v IS NOT NULL;"), "it's\n", "{kind}");
        down(&database, &revisions, "r1").unwrap();
        assert_eq!(database.sql("SELECT v FROM t WHERE v IS NOT NULL;"), "it's\n", "{kind}");
    }
}

#[test]
fn postgres_keeps_collations_fills_beneath_deferred_keys_and_reads_times_in_utc() {
    let before = |op: &mut Operations| {
        op.create_table("parents", |t| {
            t.column("id", Integer).primary_key();
        });
        op.create_table("t", |t| {
            t.column("id", Integer).primary_key();
            t.column("parent_id", Integer).nullable().references("parents", "id").initially_deferred();
            t.column("code", Varchar(9)).collate("C");
            t.column("at", Timestamp);
            t.column("day", Date);
        });
    };
    let change = |op: &mut Operations| {
        op.alter_column("t", "parent_id", |c| c.not_null().fill(1));
        op.alter_column("t", "code", |c| {
            c.set_type(Text);
        });
        for column in ["at", "day"] {
            op.alter_column("t", column, |c| {
                c.set_type(TimestampTz);
            });
        }
        op.alter_column("t", "id", AlterColumnBuilder::identity);
        op.alter_column("t", "id", |c| {
            c.set_type(BigInt);
            c.set_comment("it's a number");
        });
    };
    let after = |op: &mut Operations| {
        op.create_table("parents", |t| {
            t.column("id", Integer).primary_key();
        });
        op.create_table("t", |t| {
            t.column("id", BigInt).identity().primary_key().comment("it's a number");
            t.column("parent_id", Integer).references("parents", "id").initially_deferred();
            t.column("code", Text).collate("C");
            t.column("at", TimestampTz);
            t.column("day", TimestampTz);
        });
    };
    let rows = "INSERT INTO parents VALUES (1);
        INSERT INTO t VALUES (3, NULL, 'a', '2024-02-29 12:00', '2024-02-29'), (4, 1, 'b', '2024-02-29', '2024-02-29');
        ALTER ROLE CURRENT_USER IN DATABASE DB SET timezone = 'America/New_York';";
    let database = Database::create(Kind::Postgres);
    let revisions = [revision(before), revision(change)];
    up(&database, &revisions[..1], "r1").unwrap();
    database.sql(&rows.replace("DB", database.name()));
    let start = schema(&database);
    up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{error:?}"));
    let direct = Database::create(Kind::Postgres);
    up(&direct, &[revision(after)], "r1").unwrap();
    assert_eq!(lines(&database), lines(&direct));
    let times = database.sql("SELECT at AT TIME ZONE 'UTC', day AT TIME ZONE 'UTC' FROM t WHERE id = 3;");
    assert_eq!(times, "2024-02-29 12:00:00\t2024-02-29 00:00:00\n");
    down(&database, &revisions, "r1").unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(schema(&database), start);
    assert_eq!(database.sql("SELECT at, day FROM t WHERE id = 3;"), "2024-02-29 12:00:00\t2024-02-29\n");
}
