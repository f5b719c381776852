//! Rows in the way of a change: what is told of them, and that nothing is changed.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind, behind_a_writer};

use super::cut::before;
use super::{Change, deals, lines};
use crate::rig::{down, revision, up};

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

/// What is said when rows stand in the way, and that nothing has changed then.
fn refused(made: fn(&mut Operations), rows: &str, change: fn(&mut Operations)) -> String {
    let database = Database::create(Kind::MySql);
    let revisions = [revision(made), revision(change)];
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
    let cast = refused(before, rows, |op| {
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
    let revisions = [revision(before), revision(meant)];
    up(&database, &revisions[..1], "r1").unwrap();
    database.sql(rows);
    up(&database, &revisions, "r2").unwrap();
    assert_eq!(database.sql("SELECT code FROM deals ORDER BY id;"), "1\n2\nNULL\n");
    let text = refused(before, rows, |op| {
        op.alter_column("deals", "code", |c| {
            c.set_type(Integer);
        });
    });
    assert!(text.contains("Truncated incorrect INTEGER value: 'd1'"), "{text}");
    let nulls = refused(before, rows, |op| {
        op.alter_column("deals", "note", |c| {
            c.not_null();
        });
    });
    assert!(nulls.contains("rows of the table hold NULL in it"), "{nulls}");
    let long = refused(before, rows, |op| {
        op.alter_column("deals", "code", |c| {
            c.set_type(Varchar(1));
        });
    });
    assert!(long.contains("Data truncated") || long.contains("Data too long"), "{long}");
    let trigger = "CREATE TRIGGER watch BEFORE UPDATE ON deals FOR EACH ROW SET NEW.note = 'seen';";
    let watched = refused(before, &format!("{rows} {trigger}"), |op| {
        op.alter_column("deals", "note", |c| c.not_null().fill(""));
    });
    assert!(watched.contains("trigger `watch` runs when rows are updated"), "{watched}");
    let computed = "ALTER TABLE deals ADD COLUMN twice DOUBLE AS (closed_at * 2) VIRTUAL;";
    let used = refused(before, &format!("{rows} {computed}"), |op| {
        op.alter_column("deals", "closed_at", |c| {
            c.set_type(Integer).using("7").reverse_using("7");
        });
    });
    assert!(used.contains("column `twice` of the table is computed from it"), "{used}");
}

#[test]
fn rows_that_come_meanwhile_are_looked_for_once_nobody_writes() {
    let revisions = [
        revision(before),
        revision(|op: &mut Operations| {
            op.alter_column("deals", "closed_at", |c| {
                c.set_type(Timestamp).using("from_unixtime(closed_at)");
            });
        }),
    ];
    let database = Database::create(Kind::MySql);
    up(&database, &revisions[..1], "r1").unwrap();
    let row = "INSERT INTO deals (id, closed_at) VALUES (1, -7);";
    let error = behind_a_writer(&database, row, || up(&database, &revisions, "r2")).unwrap_err();
    assert!(error.to_string().contains("-7"), "{error}");
    assert_eq!(database.sql("SELECT id, closed_at FROM deals;"), "1\t-7\n");

    // A column that comes back has no value for rows.
    let revisions = [
        revision(before),
        revision(|op: &mut Operations| {
            op.add_column("deals", "size", Integer).default(1);
            op.alter_column("deals", "size", |c| {
                c.drop_default();
            });
        }),
        revision(|op: &mut Operations| {
            op.drop_column("deals", "size");
        }),
    ];
    let database = Database::create(Kind::MySql);
    up(&database, &revisions, "r3").unwrap();
    let row = "INSERT INTO deals (id) VALUES (1);";
    let error = behind_a_writer(&database, row, || down(&database, &revisions, "r2")).unwrap_err();
    assert!(error.to_string().contains("holds rows, and they would have no `size`"), "{error}");
    assert_eq!(database.sql("SELECT count(*) FROM deals;"), "1\n");
    database.sql("DELETE FROM deals;");
    down(&database, &revisions, "base").unwrap();
}
