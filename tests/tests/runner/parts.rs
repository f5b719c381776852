//! Revisions that cannot be one transaction: what is committed when they fail or are killed, and how they go on.

use std::thread;
use std::time::{Duration, Instant};

use migrate_core::execute::{DatabaseState, Recorded};
use migrate_core::run::{Look, Stamp};
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};

use crate::concurrent::Process;
use crate::{ledger, schema};

/// The base that all chains here share.
macro_rules! base {
    () => {
        mod r1 {
            use migrate_core::prelude::*;

            #[revision(id = "r1")]
            fn upgrade(op: &mut Operations) {
                op.create_table("deals", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("title", Varchar(100));
                });
                op.insert("deals", ["id", "title"], [(1, "one"), (2, "two")]);
            }
        }
    };
}

/// `r2` is three parts on PostgreSQL, `r3` is an index alone.
mod whole {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("deals", "note", Text).nullable();
            op.create_index("deals", "title").unique().concurrently();
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.drop_index("deals", "ix_deals_title").concurrently();
        }
    }
    migrate_core::chain!(pub(super) Parts = "parts");
}

/// The same with the committed part changed.
mod edited {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("deals", "remark", Text).nullable();
            op.create_index("deals", "title").unique().concurrently();
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Parts = "parts");
}

use whole::Parts;

/// Whether the index is whole, on PostgreSQL.
fn is_valid(database: &Database) -> String {
    database.sql("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('ix_deals_title');")
}

#[test]
fn a_concurrent_index_is_made_and_dropped_everywhere() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        Parts.upgrade_url(&url).to("r1").blocking().unwrap();
        let base = schema(&database);
        Parts.upgrade_url(&url).to("r2").blocking().unwrap();
        let second = schema(&database);
        assert!(second.contains("ix_deals_title"), "{kind}: {second}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
        Parts.upgrade_url(&url).blocking().unwrap();
        assert!(!schema(&database).contains("ix_deals_title"), "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n", "{kind}");
        Parts.downgrade_url(&url, "r2").blocking().unwrap();
        assert_eq!(schema(&database), second, "{kind}");
        Parts.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking().unwrap();
        assert_eq!(schema(&database), base, "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
    }
}

#[test]
fn a_failure_behind_a_committed_part_says_so_and_the_retry_goes_on() {
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    database.sql("CREATE TABLE orders (id INT);");
    let error = Parts.upgrade_url(&url).blocking().unwrap_err();
    let Some(DatabaseState::Inside { revision, done, left, recorded, .. }) = error.state() else {
        panic!("{error}")
    };
    assert_eq!((revision.as_str(), done.len(), left.len(), *recorded), ("r2", 2, 1, Recorded::Yes));
    assert!(error.to_string().contains("it goes on behind what is in"), "{error}");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tintent\n");

    let view = Look::url(Parts, &url).blocking().unwrap();
    let record = view.records.iter().find(|record| record.entry.revision == "r2").unwrap();
    assert_eq!((record.progress, record.entry.journal.len()), (2, 3));
    let refused = Parts.downgrade_url(&url, "base").blocking().unwrap_err();
    assert_eq!(refused.code().text, "unfinished", "{refused}");
    assert!(refused.to_string().contains("finish it with `upgrade r2`"), "{refused}");
    let refused = edited::Parts.upgrade_url(&url).blocking().unwrap_err();
    assert!(refused.to_string().contains("operation 1, which is in, was changed since"), "{refused}");

    database.sql("DROP TABLE orders;");
    Parts.upgrade_url(&url).blocking().unwrap();
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n");
}

#[test]
fn a_downgrade_that_stops_behind_a_committed_part_goes_on() {
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    Parts.upgrade_url(&url).to("r2").blocking().unwrap();
    let head = schema(&database);
    database.sql("CREATE VIEW notes AS SELECT note FROM deals;");
    let down = || Parts.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking();
    let error = down().unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the database is inside revision `r2`: undoing it stopped after 2 of 3 operations"),
        "{error}"
    );
    assert_eq!(ledger(&database), "r1\tdone\nr2\tundo\n");
    let refused = Parts.upgrade_url(&url).blocking().unwrap_err();
    assert!(refused.to_string().contains("finish it with the same `downgrade`"), "{refused}");
    database.sql("DROP VIEW notes;");
    down().unwrap();
    assert_eq!(ledger(&database), "r1\tdone\n");
    Parts.upgrade_url(&url).to("r2").blocking().unwrap();
    assert_eq!(schema(&database), head);
}

#[test]
fn a_concurrent_build_that_fails_leaves_no_index() {
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    Parts.upgrade_url(&url).to("r1").blocking().unwrap();
    database.sql("INSERT INTO deals VALUES (3, 'two');");
    let error = Parts.upgrade_url(&url).blocking().unwrap_err();
    assert!(error.to_string().contains("create index `ix_deals_title` on `deals` concurrently"), "{error}");
    assert!(error.statement().expect("a statement failed").starts_with("CREATE UNIQUE INDEX CONCURRENTLY"));
    assert_eq!(is_valid(&database), "");
    let help = "put the rows right, by hand or with `op.update(…)` or `op.delete(…)` right before it (to give the revision \
                up, undo by hand what is in and type `stamp r1`); then type `upgrade` again: it goes on behind what is in";
    assert!(error.to_string().contains(help), "{error}");
    // Given up.
    let refused = Parts.downgrade_url(&url, "base").consent(Consent::Destructive).blocking().unwrap_err();
    assert_eq!(refused.code().text, "unfinished", "{refused}");
    database.sql("ALTER TABLE deals DROP COLUMN note;");
    Stamp::url(Parts, &url, "r1").blocking().unwrap();
    assert_eq!(ledger(&database), "r1\tdone\n");
    // Finished.
    Parts.upgrade_url(&url).blocking().unwrap_err();
    database.sql("DELETE FROM deals WHERE id = 3;");
    Parts.upgrade_url(&url).to("r2").blocking().unwrap();
    assert_eq!(is_valid(&database), "t\n");
}

#[test]
fn an_operation_alone_that_fails_leaves_the_ledger_as_it_was() {
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    Parts.upgrade_url(&url).blocking().unwrap();
    database.sql("INSERT INTO deals VALUES (3, 'two');");
    let before = database.sql("SELECT * FROM migrate_ledger ORDER BY revision;");
    let error = Parts.downgrade_url(&url, "r2").blocking().unwrap_err();
    assert_eq!(error.state(), Some(&DatabaseState::Unchanged), "{error}");
    let help = "change or delete the rows that are in the way; then type `downgrade` again";
    assert!(error.to_string().contains(help), "{error}");
    assert_eq!(database.sql("SELECT * FROM migrate_ledger ORDER BY revision;"), before);

    Parts.downgrade_url(&url, "r3").blocking().unwrap();
    database.sql("DELETE FROM deals WHERE id = 3;");
    Parts.downgrade_url(&url, "r2").blocking().unwrap();
    database.sql("DROP INDEX ix_deals_title;");
    let error = Parts.upgrade_url(&url).blocking().unwrap_err();
    assert_eq!(error.state(), Some(&DatabaseState::Unchanged), "{error}");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n");
}

/// Holds back whoever builds an index beside writers, until so many seconds are over: the build waits at its end for
/// transactions that are older.
fn hold(database: &Database, seconds: u32) -> thread::JoinHandle<()> {
    let url = database.url();
    let sql = format!("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT pg_sleep({seconds}); COMMIT;");
    let held = thread::spawn(move || {
        let output =
            std::process::Command::new("psql").args(["--quiet", "--dbname", &url, "-c", &sql]).output();
        assert!(output.expect("psql is installed").status.success());
    });
    let asleep = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep';";
    wait_until(database, asleep, "1\n");
    held
}

fn wait_until(database: &Database, query: &str, wanted: &str) {
    let start = Instant::now();
    while database.sql(query) != wanted {
        assert!(start.elapsed() < Duration::from_secs(20), "{query} is not {wanted}");
        thread::sleep(Duration::from_millis(20));
    }
}

const BUILDING: &str = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE UNIQUE INDEX CONC%' AND state = 'active' AND datname = current_database();";

#[test]
fn a_half_made_index_that_a_killed_run_left_is_made_again() {
    let database = Database::create(Kind::Postgres);
    Parts.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    let held = hold(&database, 4);
    let mut killed = Process::start("parts", &database, 60);
    killed.wait_for("operation create index `ix_deals_title` on `deals` concurrently");
    wait_until(&database, BUILDING, "1\n");
    killed.kill();
    // The server notices that the client is gone.
    wait_until(&database, BUILDING, "0\n");
    assert_eq!(is_valid(&database), "f\n");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tintent\n");
    held.join().unwrap();

    let (well, text) = Process::start("parts", &database, 5).end();
    assert!(well && text.contains("resumed r2 behind 1\n"), "{text}");
    assert_eq!(is_valid(&database), "t\n");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n");
}

#[test]
fn a_run_killed_behind_a_concurrent_build_goes_on_behind_it() {
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    Parts.upgrade_url(&url).to("r1").blocking().unwrap();
    database.sql("CREATE TABLE orders (id INT);");
    Parts.upgrade_url(&url).blocking().unwrap_err();
    // As if the client had been killed before it could record the index.
    database.sql("UPDATE migrate_ledger SET progress = 1 WHERE revision = 'r2'; DROP TABLE orders;");
    let index = database.sql("SELECT 'ix_deals_title'::regclass::oid;");
    Parts.upgrade_url(&url).to("r2").blocking().unwrap();
    assert_eq!(database.sql("SELECT 'ix_deals_title'::regclass::oid;"), index);
    // The same of one that is dropped.
    Parts.upgrade_url(&url).blocking().unwrap();
    database.sql("UPDATE migrate_ledger SET state = 'intent', progress = 0 WHERE revision = 'r3';");
    Parts.upgrade_url(&url).blocking().unwrap();
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n");
}

#[test]
fn waiting_runs_and_a_concurrent_build_do_not_wait_for_each_other() {
    let database = Database::create(Kind::Postgres);
    Parts.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    let held = hold(&database, 2);
    let runs = (0..4).map(|_| Process::start("parts", &database, 30)).collect::<Vec<_>>();
    for run in runs {
        let (well, text) = run.end();
        assert!(well, "{text}");
    }
    held.join().unwrap();
    assert_eq!(is_valid(&database), "t\n");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n");
}
