//! An error in the middle: a script leaves what a run leaves, and a run goes on from there.

use migrate_tests::shell::Behind;
use migrate_tests::{Database, Kind, Product, product};

use crate::chains::Plain;
use crate::state::{fails, run, schema, state, up};

const ALL: [Behind; 4] = [Behind::Stops, Behind::StopsInOne, Behind::GoesOn, Behind::GoesOnInOne];

/// A table that is in the way.
fn table(kind: Kind, name: &str) -> String {
    let quote = if kind == Kind::MySql { '`' } else { '"' };
    format!("{quote}{name}{quote}")
}

/// Runs the chain with something in its way, by a run and by a script, and again without it.
fn stopped_at(kind: Kind, until: &str, plant: &str, clear: &str, says: &str) {
    let (online, offline) = (Database::create(kind), Database::create(kind));
    for behind in ALL {
        if kind != Kind::Postgres && matches!(behind, Behind::StopsInOne | Behind::GoesOnInOne) {
            continue;
        }
        for database in [&online, &offline] {
            database.clear();
            Plain.upgrade_url(&database.url()).to(until).blocking().unwrap();
            database.sql(plant);
        }
        Plain.upgrade_url(&online.url()).blocking().unwrap_err();
        let script = up(Plain, kind, &format!("{until}:head"));
        let told = fails(&offline, &script, behind);
        assert!(told.contains(says), "{kind} {behind:?}: {told}");
        // A script for MySQL cannot take back that a revision is begun: it has no handlers of errors.
        let of = if kind == Kind::MySql && product() == Product::MySql { schema } else { state };
        assert_eq!(of(&offline), of(&online), "{kind} {behind:?}: {told}");
        for database in [&online, &offline] {
            database.sql(clear);
            Plain.upgrade_url(&database.url()).blocking().unwrap();
        }
        assert_eq!(state(&offline), state(&online), "{kind} {behind:?}, gone on");
    }
}

#[test]
fn behind_its_first_operation() {
    for kind in Kind::ALL {
        let plant = format!("CREATE TABLE {} (x INTEGER);", table(kind, "blocker"));
        stopped_at(kind, "r2", &plant, "DROP TABLE blocker;", "blocker");
        stopped_at(kind, "r1", &plant, "DROP TABLE blocker;", "blocker");
    }
}

#[test]
fn at_its_first_operation() {
    for kind in Kind::ALL {
        let first = table(kind, "first");
        stopped_at(
            kind,
            "r3",
            &format!("CREATE TABLE {first} (x INTEGER);"),
            &format!("DROP TABLE {first};"),
            "first",
        );
    }
}

#[test]
fn in_the_authors_sql() {
    for kind in Kind::ALL {
        let first = table(kind, "first");
        for row in [3, 4] {
            // On MySQL and MariaDB nobody knows what the first of the two statements did, and behind a script for MySQL of
            // none of them.
            if kind == Kind::MySql && (row == 4 || product() == Product::MySql) {
                continue;
            }
            let plant = format!("INSERT INTO {first} (id) VALUES ({row});");
            let clear = format!("DELETE FROM {first} WHERE id = {row};");
            stopped_at(kind, "r4", &plant, &clear, "");
        }
    }
}

#[test]
fn a_script_after_the_cause_is_gone_does_the_rest() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let (online, offline) = (Database::create(kind), Database::create(kind));
        Plain.upgrade_url(&online.url()).blocking().unwrap();
        offline.sql(&format!("CREATE TABLE {} (x INTEGER);", table(kind, "blocker")));
        fails(&offline, &up(Plain, kind, "base:head"), Behind::Stops);
        offline.sql("DROP TABLE blocker;");
        run(&offline, &up(Plain, kind, "r2:head"));
        assert_eq!(state(&offline), state(&online), "{kind}");
    }
}
