//! A column that is altered is what was asked for, and everything else of it is what it was, in tables with rows.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

mod conversions;
mod cut;
mod mariadb;
mod refused;
mod renamed;

use migrate_core::operation::{AlterColumnBuilder, Operations};
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::chain::Record;
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
            "INSERT INTO deals (id, closed_at) VALUES (1, 1700000000), (2, NULL), (3, 1.5);",
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
        assert!(times.contains("1970-01-01 00:00:01.5"), "{kind}: {times}");
        down(&database, &revisions, "r1").unwrap();
        let numbers =
            database.sql("SELECT id FROM deals WHERE closed_at = 1700000000 OR closed_at = 1.5 ORDER BY id;");
        assert_eq!(numbers, "1\n3\n", "{kind}");
    }
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
