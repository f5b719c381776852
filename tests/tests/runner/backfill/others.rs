//! Backfills while others write, several runs of one at once, and runs that are dropped.

use std::future::IntoFuture as _;
use std::process::{Command, Stdio};
use std::task::Poll;
use std::time::{Duration, Instant};

use migrate_core::Run;
use migrate_core::batches::KeyValue;
use migrate_core::dialect::Dialect;
use migrate_core::event::{Event, Observe};
use migrate_core::operation::Operations;
use migrate_core::script::Statement;
use migrate_tests::{Database, Kind};
use sqlx::sqlite::SqlitePoolOptions;

use super::{Items, counts, fill, filled};
use crate::concurrent::Process;
use crate::ledger;

/// Writes between two batches.
struct Writer<'a> {
    database: &'a Database,
    batches: usize,
    sql: &'static str,
}

impl Observe for Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        if let Event::Batch { .. } = event {
            self.batches += 1;
            if self.batches == 4 {
                self.database.sql(self.sql);
            }
        }
    }
}

#[test]
fn rows_that_come_ahead_are_changed_and_those_behind_are_not() {
    for kind in Kind::ALL {
        let database = filled(kind, 300);
        // Three batches are in: the first rows of shop 0.
        let sql = "INSERT INTO items (shop, code, n) VALUES (-1, 'behind', 0), (99, 'ahead', 0), (5, 'between', 0); \
                   DELETE FROM items WHERE shop = 7; UPDATE items SET n = 5 WHERE shop = 8;";
        let writer = Writer { database: &database, batches: 0, sql };
        Items.upgrade_url(&database.url()).observe(writer).blocking().unwrap();
        let found = database
            .sql("SELECT code, n FROM items WHERE code IN ('behind', 'ahead', 'between') ORDER BY code;");
        assert_eq!(found, "ahead\t1\nbehind\t0\nbetween\t1\n", "{kind}");
        assert_eq!(database.sql("SELECT DISTINCT n FROM items WHERE shop = 8;"), "6\n", "{kind}");
        let twice = "SELECT count(*) FROM items WHERE n NOT IN (1, -1) AND shop <> 8 AND shop >= 0;";
        assert_eq!(database.sql(twice), "0\n", "{kind}");
    }
}

#[test]
fn several_processes_do_one_backfill_once() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let mut first = Process::start("counted to r1", &database, 60);
        first.wait_for("finished r1");
        assert!(first.end().0, "{kind}");
        fill(&database, 1_000);
        let processes = (0..4).map(|_| Process::start("counted", &database, 60)).collect::<Vec<_>>();
        let ends = processes.into_iter().map(Process::end).collect::<Vec<_>>();
        for (well, text) in &ends {
            assert!(well, "{kind}: {text}");
        }
        let all = ends.iter().map(|(_, text)| text.as_str()).collect::<String>();
        assert_eq!(all.matches("finished r2\n").count(), 1, "{kind}: {all}");
        assert_eq!(counts(&database), "-1\t10\t10\n1\t990\t0\n", "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
    }
}

/// The whole chain in one run: the ledger comes with it, and the table has no rows.
#[test]
fn a_backfill_of_no_rows_is_done_at_once() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let report = Items.upgrade_url(&database.url()).blocking().unwrap();
        assert_eq!(report.steps[1].backfilled, 0, "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
    }
}

/// What a server says of how it finds the rows of a batch.
#[test]
fn a_batch_is_found_by_the_index_of_its_key() {
    for kind in Kind::ALL {
        let database = filled(kind, 20_000);
        let (explain, dialect, wanted) = match kind {
            Kind::MySql => ("ANALYZE TABLE items; EXPLAIN ", Dialect::MySql, "\trange\tPRIMARY\t"),
            Kind::Postgres => {
                ("ANALYZE items; SET enable_seqscan = off; EXPLAIN ", Dialect::Postgres, "Index Cond: (")
            }
            Kind::Sqlite => ("EXPLAIN QUERY PLAN ", Dialect::Sqlite, "SEARCH items USING "),
        };
        let schema = migrate_core::run::schema(Items, "r1", dialect).unwrap();
        let recorded = Operations::record(|op| {
            op.backfill("items").set("n", 1).all_rows().leave_rows();
        });
        let lowered = dialect.lower(&recorded[0].operation, &schema).unwrap();
        let [Statement::Backfill(batches)] = lowered.as_slice() else { panic!("{kind}: {lowered:?}") };
        let key = |code: &str| {
            let shop = match kind {
                Kind::Postgres => KeyValue::Text("4".to_owned()),
                Kind::MySql | Kind::Sqlite => KeyValue::Number("4".to_owned()),
            };
            [shop, KeyValue::Text(code.to_owned())]
        };
        let (from, to) = (key("c5004"), key("c5104"));
        for sql in [batches.update(&from, Some(&to)), batches.end(&from, 50)] {
            let plan = database.sql(&format!("{explain}{sql};"));
            assert!(plan.contains(wanted), "{kind}: {sql}\n{plan}");
        }
    }
}

/// Drops a run when it was looked at so many times; tells whether it was done by then.
async fn is_done_after(run: Run<'_>, most: usize) -> bool {
    let mut run = run.into_future();
    let mut looks = 0;
    std::future::poll_fn(|context| {
        looks += 1;
        match run.as_mut().poll(context) {
            Poll::Ready(result) => {
                result.expect("a run that is not dropped comes to its end");
                Poll::Ready(true)
            }
            Poll::Pending if looks == most => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[test]
fn a_run_that_is_dropped_anywhere_has_done_whole_batches() {
    for kind in Kind::ALL {
        let database = filled(kind, 200);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut dropped = 0;
        for looks in (5..).step_by(11) {
            let run = super::single::Items.upgrade_url(&database.url());
            if runtime.block_on(is_done_after(run, looks)) {
                break;
            }
            dropped += 1;
        }
        // How often depends on how much each look finds done.
        assert!(dropped > 0, "{kind}");
        let counts = database.sql("SELECT n, count(*) FROM items GROUP BY n ORDER BY n;");
        assert_eq!(counts, "0\t2\n1\t198\n", "{kind}");
    }
}

#[tokio::test]
async fn a_backfill_in_memory_goes_on_where_a_dropped_run_was() {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
    Items.upgrade(&pool).to("r1").await.unwrap();
    sqlx::raw_sql(
        "WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 100) \
         INSERT INTO items SELECT i % 3, 'c' || i, 0 FROM i",
    )
    .execute(&pool)
    .await
    .unwrap();
    let mut dropped = 0;
    for looks in (5..).step_by(11) {
        if is_done_after(super::single::Items.upgrade(&pool), looks).await {
            break;
        }
        dropped += 1;
    }
    let once = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM items WHERE n = 1");
    assert_eq!((once.fetch_one(&pool).await.unwrap(), dropped > 1), (100, true), "{dropped}");
}

#[test]
fn a_batch_in_a_deadlock_lets_the_other_go_first() {
    let database = filled(Kind::Postgres, 7);
    let others = |sql: &str| {
        let url = database.url();
        let mut command = Command::new("psql");
        command.args(["--quiet", "--dbname", &url, "-c", sql]).stdout(Stdio::null()).spawn().unwrap()
    };
    // It holds the last row of the batch, and asks for the first once the batch waits for the last.
    let mut other = others(
        "BEGIN; UPDATE items SET n = n WHERE shop = 7; SELECT pg_sleep(0.7); UPDATE items SET n = n WHERE shop = 1; COMMIT;",
    );
    let asleep = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep';";
    while database.sql(asleep) != "1\n" {
        assert!(other.try_wait().unwrap().is_none(), "it ended before it slept");
    }
    super::alone::Items.upgrade_url(&database.url()).blocking().unwrap();
    other.wait().unwrap();
    assert_eq!(database.sql("SELECT n, count(*) FROM items GROUP BY n;"), "1\t7\n");
    let start = Instant::now();
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database();";
    while database.sql(deadlocks) != "1\n" {
        assert!(start.elapsed() < Duration::from_secs(20), "there was no deadlock");
    }
}
