//! What is looked at before a statement, what runs in no transaction, and the lock.

use migrate_core::dialect::Shell;
use migrate_core::run::{Offline, Options};
use migrate_core::{Chain, Run};
use migrate_tests::shell::Behind;
use migrate_tests::{Database, Kind};

use crate::chains::{Beside, Plain, Spaced, Steady, Watched};
use crate::state::{fails, run, state, up};

const ALL: [Behind; 4] = [Behind::Stops, Behind::StopsInOne, Behind::GoesOn, Behind::GoesOnInOne];

/// What a script and a run leave behind a failure is the same, and so is what a run makes of it.
fn stops_alike<C: Chain>(chain: C, kind: Kind, range: (&str, &str), plant: &str, clear: &str, says: &str) {
    let (online, offline) = (Database::create(kind), Database::create(kind));
    let (from, to) = range;
    for behind in ALL {
        if kind != Kind::Postgres && matches!(behind, Behind::StopsInOne | Behind::GoesOnInOne) {
            continue;
        }
        for database in [&online, &offline] {
            database.clear();
            Run::upgrade_url(chain, &database.url()).to(from).blocking().unwrap();
            database.sql(plant);
        }
        Run::upgrade_url(chain, &online.url()).to(to).blocking().unwrap_err();
        let told = fails(&offline, &up(chain, kind, &format!("{from}:{to}")), behind);
        assert!(told.contains(says), "{kind} {behind:?}: {told}");
        assert_eq!(state(&offline), state(&online), "{kind} {behind:?}: {told}");
        for database in [&online, &offline] {
            database.sql(clear);
            Run::upgrade_url(chain, &database.url()).to(to).blocking().unwrap();
        }
        assert_eq!(state(&offline), state(&online), "{kind} {behind:?}, gone on");
    }
}

#[test]
fn rows_with_null_stop_a_change_of_their_column() {
    for kind in Kind::ALL {
        let plant = "INSERT INTO deals (id, size) VALUES (9, NULL);";
        let says = match kind {
            Kind::MySql | Kind::Sqlite => "rows of table `deals` hold NULL in `size`",
            Kind::Postgres => "contains null values",
        };
        stops_alike(Steady, kind, ("r1", "r2"), plant, "DELETE FROM deals WHERE id = 9;", says);
    }
}

#[test]
fn rows_stop_a_column_that_they_have_no_value_for() {
    for kind in Kind::ALL {
        let says = "table `orders` holds rows, and they would have no `total`";
        stops_alike(Steady, kind, ("r2", "r3"), "SELECT 1;", "DELETE FROM orders;", says);
    }
}

#[test]
fn what_references_a_table_that_is_made_anew_keeps_its_rows() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        run(&database, &up(Steady, kind, "base:r2"));
        assert_eq!(database.sql("SELECT count(*) FROM orders;"), "2\n", "{kind}");
    }
}

#[test]
fn an_index_beside_writers_is_taken_back_where_it_fails() {
    let plant = "INSERT INTO deals VALUES (1, 'same'), (2, 'same');";
    let clear = "DELETE FROM deals WHERE id = 2;";
    stops_alike(Beside, Kind::Postgres, ("r1", "head"), plant, clear, "could not create unique index");
    let plant = "DROP INDEX ix_deals_title; INSERT INTO deals VALUES (1, 'same'), (2, 'same');
                 CREATE INDEX ix_deals_title ON deals (title);";
    stops_alike(Beside, Kind::Postgres, ("r2", "head"), plant, clear, "could not create unique index");
}

#[test]
fn parts_outside_of_transactions_are_as_by_a_run() {
    let (online, offline) = (Database::create(Kind::Postgres), Database::create(Kind::Postgres));
    for behind in ALL {
        for database in [&online, &offline] {
            database.clear();
        }
        Beside.upgrade_url(&online.url()).blocking().unwrap();
        let told = migrate_tests::shell::run(&offline, &up(Beside, Kind::Postgres, "base:head"), behind);
        assert!(told.success, "{}", told.stderr);
        assert_eq!(state(&offline), state(&online), "{behind:?}");
    }
}

#[test]
fn nothing_runs_while_another_holds_the_lock() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        run(&database, &up(Plain, kind, "base:r1"));
        let there = state(&database);
        let script = up(Plain, kind, "r1:head").replace(".timeout 60000", ".timeout 100");
        let call = |from: &str, to: &str| {
            let at = script.find(from).unwrap();
            let end = script[at..].find(to).unwrap();
            script[at..at + end].to_owned()
        };
        let (take, says) = match kind {
            Kind::MySql => {
                (format!("SELECT {});", call("GET_LOCK(", ", 0)") + ", 0"), "another run of migrate holds")
            }
            Kind::Postgres => {
                let call = call("pg_try_advisory_lock(", ")").replace("try_", "");
                (format!("SELECT {call});"), "another run of migrate holds")
            }
            Kind::Sqlite => ("BEGIN IMMEDIATE;".to_owned(), "database is locked"),
        };
        let mut holder = database.session();
        holder.sql(&take).unwrap();
        for behind in ALL {
            let told = fails(&database, &script, behind);
            assert!(told.contains(says), "{kind} {behind:?}: {told}");
            assert_eq!(state(&database), there, "{kind} {behind:?}: {told}");
        }
    }
}

#[test]
fn the_search_path_and_the_ledger_are_where_a_run_has_them() {
    let (online, offline) = (Database::create(Kind::Postgres), Database::create(Kind::Postgres));
    let mut options = Options::default().search_path(["shop", "public"]);
    options.ledger.schema = Some("ledgers".into());
    for database in [&online, &offline] {
        database.sql("CREATE SCHEMA shop;");
    }
    Plain.upgrade_url(&online.url()).options(options.clone()).blocking().unwrap();
    let writer = Offline::new(Plain, Shell::Psql).options(options.clone());
    let script = writer.upgrade(&"base:head".parse().unwrap()).unwrap().unwrap();
    run(&offline, &script);
    let looks = |database: &Database| {
        database.sql(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information)' ORDER BY 1, 2;
             SELECT revision, state, journal, downgrade FROM ledgers.migrate_ledger ORDER BY 1;",
        )
    };
    assert_eq!(looks(&offline), looks(&online));
    assert!(looks(&offline).starts_with("ledgers\tmigrate_ledger\nshop\tbefore\n"), "{}", looks(&offline));
    let nowhere = Offline::new(Plain, Shell::Psql).options(Options::default().search_path(["nowhere"]));
    let script = nowhere.upgrade(&"base:head".parse().unwrap()).unwrap().unwrap();
    let told = fails(&Database::create(Kind::Postgres), &script, Behind::GoesOn);
    assert!(told.contains("a schema of the search path is not there"), "{told}");
}

#[test]
fn the_same_script_is_written_again() {
    for kind in Kind::ALL {
        assert_eq!(up(Plain, kind, "base:head"), up(Plain, kind, "base:head"));
    }
}

#[test]
fn sql_of_an_author_is_read_as_by_a_run() {
    for kind in Kind::ALL {
        let (online, offline) = (Database::create(kind), Database::create(kind));
        Spaced.upgrade_url(&online.url()).blocking().unwrap();
        run(&offline, &up(Spaced, kind, "base:head"));
        assert_eq!(state(&offline), state(&online), "{kind}");
        assert_eq!(offline.sql("SELECT title FROM deals;"), "one\n", "{kind}");
    }
}

#[test]
fn a_script_does_not_lose_what_sql_of_the_authors_has_made() {
    let script = |range: &str| {
        let range = range.parse().expect("it is a range");
        Offline::new(Watched, Shell::Sqlite3).upgrade(&range)
    };
    let error = script("base:head").unwrap_err();
    let told = "revision `w3` makes table `deals` anew, and a script would lose trigger `grown`";
    assert!(error.to_string().contains(told), "{error}");
    assert_eq!(error.code().text, "offline");
    // The ways that the help names.
    let database = Database::create(Kind::Sqlite);
    run(&database, &up(Watched, Kind::Sqlite, "base:w2"));
    Watched.upgrade_url(&database.url()).to("w3").blocking().unwrap();
    run(&database, &up(Watched, Kind::Sqlite, "w3:head"));
    assert_eq!(database.sql("SELECT name FROM sqlite_master WHERE type = 'trigger';"), "shrunk\n");
}
