//! Backfills: every row is changed once, whatever stops them, and they go on where they were.

mod back;
mod keys;
mod others;

use migrate_core::event::{BackfillProgress, Event, Observe};
use migrate_core::execute::{DatabaseState, Interrupt, Recorded};
use migrate_core::{Chain, ErrorKind, Run};
use migrate_tests::{Database, Kind, mysql_numbers};

use crate::concurrent::Process;
use crate::{ledger, schema};

/// The chain of `runner-process counted` with its second revision's operations, and what comes behind.
macro_rules! chain {
    ($name:ident, |$op:ident| { $($body:tt)* }) => {
        mod $name {
            mod r1 {
                use migrate_core::prelude::*;

                #[revision(id = "r1")]
                fn upgrade(op: &mut Operations) {
                    op.create_table("items", |t| {
                        t.column("shop", Integer).primary_key();
                        t.column("code", Varchar(40)).primary_key();
                        t.column("n", Integer);
                    });
                }
            }
            mod r2 {
                use migrate_core::prelude::*;

                #[revision(id = "r2", down = "r1")]
                fn upgrade($op: &mut Operations) { $($body)* }
            }
            migrate_core::chain!(pub(super) Items = "items");
        }
    };
}

chain!(plain, |op| {
    op.add_column("items", "note", Text).nullable();
    op.backfill("items")
        .set("n", expr("n + 1"))
        .set("note", expr("upper(code)"))
        .predicate("n >= 0")
        .batch_size(7)
        .at_most(7)
        .leave_rows();
    op.create_index("items", ["n"]);
});

chain!(edited, |op| {
    op.add_column("items", "note", Text).nullable();
    op.backfill("items").set("n", expr("n + 2")).predicate("n >= 0").leave_rows();
    op.create_index("items", ["n"]);
});

// The same rows at another pace.
chain!(faster, |op| {
    op.add_column("items", "note", Text).nullable();
    op.backfill("items")
        .set("n", expr("n + 1"))
        .set("note", expr("upper(code)"))
        .predicate("n >= 0")
        .batch_size(1_000)
        .leave_rows();
    op.create_index("items", ["n"]);
});

// One row after the other.
chain!(single, |op| {
    op.backfill("items").set("n", expr("n + 1")).all_rows().batch_size(1).at_most(1).leave_rows();
});

// Seven rows in a transaction, and nothing else.
chain!(alone, |op| {
    op.backfill("items").set("n", expr("n + 1")).all_rows().batch_size(7).at_most(7).leave_rows();
});

use plain::Items;

/// So many rows in ten shops, every hundredth of which is not to be changed.
fn fill(database: &Database, rows: u32) {
    let numbers = match database.kind() {
        Kind::MySql => mysql_numbers(rows),
        Kind::Postgres => format!("SELECT i FROM generate_series(1, {rows}) AS numbers(i)"),
        Kind::Sqlite => format!(
            "WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {rows}) \
             SELECT i FROM numbers"
        ),
    };
    let code = match database.kind() {
        Kind::MySql => "CONCAT('c', i)",
        Kind::Postgres | Kind::Sqlite => "'c' || i",
    };
    database.sql(&format!(
        "INSERT INTO items (shop, code, n) \
         SELECT i % 10, {code}, CASE WHEN i % 100 = 0 THEN -1 ELSE 0 END FROM ({numbers}) AS numbered;"
    ));
}

/// How many rows have which number and whether they have a note.
fn counts(database: &Database) -> String {
    database.sql(
        "SELECT n, count(*), sum(CASE WHEN note IS NULL THEN 1 ELSE 0 END) FROM items GROUP BY n ORDER BY n;",
    )
}

/// Keeps what is told of batches, and may stop the run.
#[derive(Default)]
struct Told {
    batches: Vec<BackfillProgress>,
    /// After how many batches it stops.
    stop: Option<(usize, Interrupt)>,
}

impl Observe for Told {
    fn event(&mut self, event: Event<'_>) {
        if let Event::Batch { progress, .. } = event {
            self.batches.push(progress);
            if let Some((_, interrupt)) = self.stop.as_ref().filter(|(after, _)| self.batches.len() > *after)
            {
                interrupt.trigger();
            }
        }
    }
}

/// A database with so many rows at `r1`.
fn filled(kind: Kind, rows: u32) -> Database {
    let database = Database::create(kind);
    Items.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    fill(&database, rows);
    database
}

/// Stops an upgrade after so many batches.
fn stop_after(database: &Database, batches: usize) -> migrate_core::Error {
    let interrupt = Interrupt::new();
    let mut told = Told { stop: Some((batches, interrupt.clone())), ..Told::default() };
    let run = Items.upgrade_url(&database.url()).observe(&mut told).interrupt(&interrupt);
    run.blocking().unwrap_err()
}

/// Runs to a target, stopped behind every batch. Returns how often it was.
fn stop_at_each_batch<C: Chain + Copy>(chain: C, database: &Database, target: &str) -> usize {
    let is_done = |_: &usize| {
        let interrupt = Interrupt::new();
        let mut told = Told { stop: Some((1, interrupt.clone())), ..Told::default() };
        let run = Run::upgrade_url(chain, &database.url()).to(target).observe(&mut told);
        let result = run.interrupt(&interrupt).blocking();
        if let Err(error) = &result {
            assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}");
        }
        result.is_ok()
    };
    (0..1_000).find(is_done).expect("it goes on")
}

#[test]
fn a_backfill_changes_every_row_once_and_tells_how_far_it_is() {
    for kind in Kind::ALL {
        let database = filled(kind, 1_000);
        let base = schema(&database);
        let mut told = Told::default();
        let report = Items.upgrade_url(&database.url()).observe(&mut told).blocking().unwrap();
        assert_eq!(counts(&database), "-1\t10\t10\n1\t990\t0\n", "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
        assert_eq!(report.steps[0].backfilled, 990, "{kind}");

        let seen = told.batches.iter().map(|progress| progress.seen).collect::<Vec<_>>();
        assert_eq!((seen[0], seen[1], seen.last()), (0, 7, Some(&1_000)), "{kind}: {seen:?}");
        // Fewer, where a batch took long.
        let grows = |pair: &[u64]| pair[0] < pair[1] && pair[1] <= pair[0] + 7;
        assert!(seen.windows(2).all(grows), "{kind}: {seen:?}");
        let last = told.batches.last().unwrap();
        assert!(last.changed == 990 && last.batch <= 7 && last.total.is_some(), "{kind}: {last:?}");

        Items
            .downgrade_url(&database.url(), "r1")
            .consent(migrate_core::script::Consent::Destructive)
            .blocking()
            .unwrap();
        assert_eq!(schema(&database), base, "{kind}");
    }
}

#[test]
fn what_is_interrupted_goes_on_behind_the_last_batch() {
    for kind in Kind::ALL {
        let database = filled(kind, 300);
        let error = stop_after(&database, 3);
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{kind}: {error}");
        let Some(DatabaseState::Inside { done, left, recorded, .. }) = error.state() else {
            panic!("{kind}: {error}")
        };
        assert_eq!((done.len(), left.len(), *recorded), (1, 2, Recorded::Yes), "{kind}");
        assert!(left[0].ends_with("; it is behind 21 rows"), "{kind}: {left:?}");
        assert!(error.to_string().contains("type `upgrade` again to go on"), "{kind}: {error}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tintent\n", "{kind}");

        // At another pace, since that is no part of what it does.
        let mut told = Told::default();
        faster::Items.upgrade_url(&database.url()).observe(&mut told).blocking().unwrap();
        let seen = told.batches.iter().map(|progress| progress.seen).collect::<Vec<_>>();
        assert_eq!(seen, [21, 300], "{kind}");
        assert_eq!(counts(&database), "-1\t3\t3\n1\t297\t0\n", "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
    }
}

#[test]
fn a_backfill_that_was_begun_and_changed_since_is_refused() {
    for kind in Kind::ALL {
        let database = filled(kind, 100);
        stop_after(&database, 2);
        let error = edited::Items.upgrade_url(&database.url()).blocking().unwrap_err();
        let text = error.to_string();
        assert!(text.contains("operation 2, a backfill that was begun, was changed since"), "{kind}: {text}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tintent\n", "{kind}");
        Items.upgrade_url(&database.url()).blocking().unwrap();
        assert_eq!(counts(&database), "-1\t1\t1\n1\t99\t0\n", "{kind}");
    }
}

#[test]
fn a_killed_backfill_goes_on_and_does_no_row_twice() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        // The chain of the process is another one of the same name.
        let mut first = Process::start("counted to r1", &database, 60);
        first.wait_for("finished r1");
        assert!(first.end().0, "{kind}: {url}");
        fill(&database, 2_000);
        let mut kills = 0;
        for at in 0.. {
            let process = Process::start("counted", &database, 60);
            // At one of the first batches, or between two, and now and then before any.
            if !process.kill_behind(at * 7 % 5, at % 3) {
                break;
            }
            kills += 1;
        }
        assert!(kills > 3, "{kind}: {kills}");
        assert_eq!(counts(&database), "-1\t20\t20\n1\t1980\t0\n", "{kind}, killed {kills} times");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
    }
}
