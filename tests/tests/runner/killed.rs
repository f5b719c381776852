//! Processes that are killed at a message of theirs: what they leave, and what the next run makes of it.

use std::process::Command;

use migrate_tests::{Database, Kind};

use crate::stall::{Ended, Stall, kill_at};
use crate::{ledger, schema};

/// Does it without being killed.
fn whole(database: &Database, doing: &str) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_runner-process"));
    let output = process.args([doing, &database.url()]).output().unwrap();
    assert!(output.status.success(), "{}: {}", database.url(), String::from_utf8_lossy(&output.stdout));
}

/// At which messages a process is killed: some of those that it sends when nobody kills it.
fn points(made: &dyn Fn() -> Database, doing: &str, kills: usize) -> Vec<usize> {
    match kill_at(&made(), doing, usize::MAX, Stall::Before) {
        Ended::Whole(status, messages) => {
            assert!(status.success() && messages > 2, "{status}: {messages}");
            (1..=messages).step_by(messages.div_ceil(kills)).collect()
        }
        Ended::Killed => unreachable!("so many messages are not sent"),
    }
}

/// Kills a process here and there, each on a database of its own, and hands over what it has left.
fn kill(made: &dyn Fn() -> Database, doing: &str, kills: usize, look: impl Fn(&Database)) {
    for at in points(made, doing, kills) {
        let stall = if at % 2 == 0 { Stall::After } else { Stall::Before };
        let database = made();
        assert!(matches!(kill_at(&database, doing, at, stall), Ended::Killed), "{doing} {at}");
        look(&database);
    }
}

const OLD: &str =
    "INSERT INTO deals VALUES (1, 'one', 1.5, NULL), (2, 'two', NULL, NULL), (3, 'three', 20, 'gone');";
const NEW: &str = "SELECT id, title, price, stage, person_id FROM deals ORDER BY id";

#[test]
fn a_push_that_is_killed_is_gone_on_with() {
    for kind in [Kind::Postgres, Kind::MySql] {
        let double = if kind == Kind::MySql { "DOUBLE" } else { "DOUBLE PRECISION" };
        let made = || {
            let database = Database::create(kind);
            database.sql(&format!(
                "CREATE TABLE deals (id BIGINT NOT NULL PRIMARY KEY, title VARCHAR(20) NOT NULL, price {double}, note TEXT);{OLD}"
            ));
            database
        };
        let (old, new) = (made(), made());
        whole(&new, "push");
        let (old_schema, new_schema, rows) = (schema(&old), schema(&new), new.sql(NEW));
        assert_eq!(rows.lines().count(), 3, "{kind}: {rows}");
        kill(&made, "push", 8, |database| {
            let left = schema(database);
            assert!(kind == Kind::MySql || left == old_schema || left == new_schema, "{kind}: {left}");
            assert_eq!(database.sql("SELECT count(*) FROM deals").trim(), "3", "{kind}");
            whole(database, "push");
            assert_eq!(
                (schema(database), database.sql(NEW)),
                (new_schema.clone(), rows.clone()),
                "{kind}: behind\n{left}"
            );
        });
    }
}

#[test]
fn a_comparison_that_is_killed_leaves_nothing_for_long() {
    for kind in [Kind::Postgres, Kind::MySql] {
        let made = || {
            let database = Database::create(kind);
            whole(&database, "kept");
            database.sql(OLD);
            database
        };
        let before = schema(&made());
        kill(&made, "drift", 6, |database| {
            whole(database, "drift");
            assert_eq!(schema(database), before, "{kind}");
            assert_eq!(database.sql("SELECT id FROM large").trim(), "3", "{kind}");
        });
    }
}

#[test]
fn a_stamp_from_another_tool_that_is_killed_is_whole_or_nothing() {
    for kind in [Kind::Postgres, Kind::MySql] {
        let made = || {
            let database = Database::create(kind);
            database.sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY \
                 (version_num)); INSERT INTO alembic_version VALUES ('1_deals');",
            );
            database
        };
        kill(&made, "adopt", 4, |database| {
            let rows = database.try_sql("SELECT revision, state FROM migrate_ledger").unwrap_or_default();
            assert!(rows.trim().is_empty() || rows.trim() == "1_deals\tdone", "{kind}: {rows}");
            whole(database, "adopt");
            assert_eq!(ledger(database).trim(), "1_deals\tdone", "{kind}");
            assert_eq!(database.sql("SELECT version_num FROM alembic_version").trim(), "1_deals", "{kind}");
        });
    }
}
