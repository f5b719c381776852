//! The library's entry points: pools, URLs, async and blocking, what is told, and how errors of opening read.

use std::future::IntoFuture;
use std::time::{Duration, Instant};

use migrate_core::event::{Event, Observe};
use migrate_core::execute::Interrupt;
use migrate_core::ledger::Ledger;
use migrate_core::run::{Look, Stamp};
use migrate_core::{ErrorKind, Run};
use migrate_tests::{Database, Kind};
use sqlx::mysql::MySqlPoolOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqlitePoolOptions;

use crate::proxy::Proxy;
use crate::{ledger, schema};

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.insert("deals", ["id"], [(1,)]);
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// Its second revision takes a minute.
mod slow {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("offers", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.on(Postgres, |op| {
                op.sql("SELECT pg_sleep(60)");
            });
            op.on(Sqlite, |op| {
                op.sql(
                    "CREATE TABLE counted AS WITH RECURSIVE counter(n) AS \
                     (VALUES (1) UNION ALL SELECT n + 1 FROM counter WHERE n < 1000000000) SELECT max(n) FROM counter",
                );
            });
            op.on(MySql, |op| {
                op.data_step("sleep", async |_: &mut Connection| {
                    tokio::time::sleep(std::time::Duration::from_mins(1)).await;
                    Ok::<_, DataError>(())
                });
            });
        }
    }
    migrate_core::chain!(pub(super) Slow = "slow");
}

use shop::Shop;
use slow::Slow;

fn wait<F: IntoFuture>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(future.into_future())
}

fn is_send<T: Send>(value: T) -> T {
    value
}

#[test]
fn a_pool_of_one_connection_works_and_can_be_used_behind() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        wait(async {
            let one = Duration::from_secs(10);
            macro_rules! try_pool {
                ($options:ident) => {{
                    let pool =
                        $options::new().max_connections(1).acquire_timeout(one).connect(&url).await.unwrap();
                    let report = is_send(Shop.upgrade(&pool).into_future()).await.unwrap();
                    assert_eq!(report.steps.len(), 2, "{kind}");
                    let (count,): (i64,) =
                        sqlx::query_as("SELECT count(*) FROM deals").fetch_one(&pool).await.unwrap();
                    assert_eq!(count, 1, "{kind}");
                    let down =
                        Shop.downgrade(&pool, "-1").consent(migrate_core::script::Consent::Destructive);
                    assert_eq!(down.await.unwrap().after, ["r1"], "{kind}");
                    // Blocking, inside a runtime that stands still meanwhile.
                    assert_eq!(Shop.upgrade(&pool).blocking().unwrap().steps.len(), 1, "{kind}");
                    pool.close().await;
                }};
            }
            match kind {
                Kind::MySql => try_pool!(MySqlPoolOptions),
                Kind::Postgres => try_pool!(PgPoolOptions),
                Kind::Sqlite => try_pool!(SqlitePoolOptions),
            }
        });
    }
}

#[test]
fn a_database_in_memory_is_the_pools_own() {
    for url in ["sqlite::memory:", "sqlite://?mode=memory&cache=private"] {
        wait(async {
            let pool = SqlitePoolOptions::new().max_connections(1).connect(url).await.unwrap();
            assert_eq!(Shop.upgrade(&pool).await.unwrap().steps.len(), 2);
            let (count,): (i64,) =
                sqlx::query_as("SELECT count(*) FROM deals").fetch_one(&pool).await.unwrap();
            assert_eq!(count, 1, "{url}");
            assert!(Shop.upgrade(&pool).await.unwrap().is_empty());
            assert!(Shop.upgrade(&pool).blocking().unwrap().is_empty());
            // A run that is dropped in its middle gives the connection back without a transaction.
            let dropped =
                tokio::time::timeout(Duration::from_millis(300), Slow.upgrade(&pool).into_future()).await;
            assert!(dropped.is_err());
            let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM migrate_ledger WHERE chain = 'slow'")
                .fetch_one(&pool)
                .await
                .unwrap();
            assert_eq!(count, 1, "what was dropped was rolled back");
        });
    }
}

#[test]
fn the_blocking_form_works_anywhere() {
    let database = Database::create(Kind::Sqlite);
    assert_eq!(Shop.upgrade_url(&database.url()).blocking().unwrap().steps.len(), 2);
    wait(async {
        assert!(Shop.upgrade_url(&database.url()).blocking().unwrap().is_empty());
    });
}

struct Names(Vec<String>);

impl Observe for Names {
    fn event(&mut self, event: Event<'_>) {
        let text = format!("{event:?}");
        let name = text.split([' ', '{']).next().unwrap().to_owned();
        self.0.push(name);
    }
}

#[test]
fn events_come_in_order() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let mut names = Names(Vec::new());
        Shop.upgrade_url(&database.url()).observe(&mut names).blocking().unwrap();
        let locked: &[&str] = if kind == Kind::Sqlite { &[] } else { &["Locked"] };
        let steps = ["Started", "Finished", "Started", "Finished"];
        let expected = [&["Connected", "Planned"], locked, &steps].concat();
        assert_eq!(names.0, expected, "{kind}");
        let mut names = Names(Vec::new());
        Shop.upgrade_url(&database.url()).observe(&mut names).blocking().unwrap();
        assert_eq!(names.0, ["Connected"], "{kind}");
    }
}

#[test]
fn nothing_to_do_is_one_query_and_makes_no_table() {
    for kind in [Kind::MySql, Kind::Postgres] {
        let database = Database::create(kind);
        Shop.upgrade_url(&database.url()).blocking().unwrap();
        let proxy = Proxy::start(kind, &database.url());
        Shop.upgrade_url(proxy.url()).blocking().unwrap();
        let queries = proxy.queries();
        // What sqlx itself says when it opens a connection to MySQL.
        let ours = queries.iter().filter(|query| !query.starts_with("SET sql_mode=")).collect::<Vec<_>>();
        assert_eq!(ours.len(), 1, "{kind}: {queries:?}");
        assert!(ours[0].starts_with("SELECT ") && ours[0].contains("migrate_ledger"), "{kind}: {queries:?}");
    }
    for kind in Kind::ALL {
        // At base there is nothing to undo: no ledger is made to say so.
        let database = Database::create(kind);
        assert!(Shop.downgrade_url(&database.url(), "base").blocking().unwrap().is_empty(), "{kind}");
        assert!(Look::url(Shop, &database.url()).blocking().unwrap().heads().is_empty(), "{kind}");
        assert_eq!(migrate_tests::dump(&database, migrate_tests::Ledger::Included), "", "{kind}");
    }
}

#[test]
fn a_ledger_too_long_for_one_value_is_read_row_by_row() {
    // A mebibyte is the most that MariaDB puts into one value: what the chain has applied is behind that.
    let database = Database::create(Kind::MySql);
    Shop.upgrade_url(&database.url()).blocking().unwrap();
    database.sql(&format!(
        "INSERT INTO migrate_ledger
         SELECT chain, concat(lpad(i, 8, '0'), repeat('a', 112)), parents, depends_on, message, hash, state, progress,
                journal, applied_at, duration_us, tool, downgrade
         FROM ({}) AS numbers, (SELECT * FROM migrate_ledger LIMIT 1) AS one;",
        migrate_tests::mysql_numbers(9000)
    ));
    assert!(Shop.upgrade_url(&database.url()).blocking().unwrap().is_empty());
}

#[test]
fn a_look_reads_the_ledger_and_shows_a_script() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        Shop.upgrade_url(&url).to("r1").blocking().unwrap();
        let view = Look::url(Shop, &url).blocking().unwrap();
        assert_eq!(view.heads(), ["r1"], "{kind}");
        assert_eq!(view.records.len(), 1, "{kind}");
        assert!(
            view.records[0].entry.downgrade.as_deref().unwrap_or_default().contains("DROP TABLE"),
            "{kind}"
        );
        let goal = migrate_core::graph::Goal::Upgrade(migrate_core::graph::Target::HEAD);
        let script = view.script(&goal).unwrap().expect("there is something to do");
        assert_eq!(script.steps.len(), 1, "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
    }
}

#[test]
fn a_stamp_writes_the_ledger_alone() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        let stamped = Stamp::url(Shop, &url, "head").blocking().unwrap();
        assert_eq!(
            (stamped.inserted.join(" "), stamped.after.join(" ")),
            ("r1 r2".into(), "r2".into()),
            "{kind}"
        );
        assert_eq!(schema(&database), "", "{kind}");
        let stamped = Stamp::url(Shop, &url, "r1").blocking().unwrap();
        assert_eq!(
            (stamped.deleted.join(" "), stamped.before.join(" ")),
            ("r2".into(), "r2".into()),
            "{kind}"
        );
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
        Stamp::url(Shop, &url, "base").blocking().unwrap();
        assert_eq!(Shop.upgrade_url(&url).blocking().unwrap().steps.len(), 2, "{kind}");
    }
}

#[test]
fn the_ledger_can_stand_elsewhere() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let schema = (kind == Kind::Postgres).then(|| "tools".into());
        let place = Ledger { table: "our ledger".into(), schema };
        let run = || Shop.upgrade_url(&database.url()).ledger(place.clone());
        assert_eq!(run().blocking().unwrap().steps.len(), 2, "{kind}");
        assert!(run().blocking().unwrap().is_empty(), "{kind}");
        let count = match kind {
            Kind::MySql => "SELECT count(*) FROM `our ledger`;",
            Kind::Postgres => "SELECT count(*) FROM tools.\"our ledger\";",
            Kind::Sqlite => "SELECT count(*) FROM \"our ledger\";",
        };
        assert_eq!(database.sql(count), "2\n", "{kind}");
    }
}

#[test]
fn an_interrupt_ends_the_revision_in_hand() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let interrupt = Interrupt::new();
        let start = Instant::now();
        let error = std::thread::scope(|scope| {
            let run = scope.spawn(|| Slow.upgrade_url(&database.url()).interrupt(&interrupt).blocking());
            std::thread::sleep(Duration::from_millis(800));
            interrupt.trigger();
            run.join().unwrap().unwrap_err()
        });
        assert!(start.elapsed() < Duration::from_secs(10), "{kind}");
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{kind}: {error}");
        let text = error.to_string();
        assert!(text.starts_with("the database is applied through revision `r1`\n"), "{kind}: {text}");
        assert!(text.ends_with("help: type `upgrade` again to go on"), "{kind}: {text}");
        assert_eq!(error.report().expect("a run had begun").after, ["r1"], "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
    }
}

#[test]
fn a_cancelled_future_leaves_no_lock() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        wait(async {
            let run = Slow.upgrade_url(&url).into_future();
            assert!(tokio::time::timeout(Duration::from_millis(800), run).await.is_err(), "{kind}");
            let report = Shop.upgrade_url(&url).lock_wait(Duration::from_secs(5)).to("base").await;
            assert_eq!(report.unwrap_err().kind(), ErrorKind::Target, "{kind}");
        });
        let next = Stamp::url(Slow, &url, "r2").lock_wait(Duration::from_secs(5)).blocking().unwrap();
        assert_eq!(next.after, ["r2"], "{kind}");
    }
}

#[test]
fn errors_of_opening_say_what_to_do_and_no_password() {
    let told = |url: &str| Run::upgrade_url(Shop, url).blocking().unwrap_err();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.db").display().to_string();
    let error = told(&format!("sqlite://{file}"));
    assert_eq!(
        error.to_string(),
        format!(
            "there is no SQLite database `{file}`\n\
             help: correct the path, or write `sqlite://{file}?mode=rwc` to have it created"
        )
    );
    let error = told(&format!("sqlite://{}/no/none.db?mode=rwc", folder.path().display()));
    assert_eq!(error.code().text, "connect-file", "{error}");
    assert!(error.to_string().starts_with("there is no folder `"), "{error}");
    assert_eq!(told("oracle://x").code().text, "connect-url");
    assert_eq!(told("no url").code().text, "connect-url");
    for kind in [Kind::MySql, Kind::Postgres] {
        let database = Database::create(kind);
        // PostgreSQL's own test server trusts everyone, so that its user is wrong.
        let wrong = database.url().replace("migrate:migrate@", "nobody:hunter2@");
        let error = told(&wrong);
        assert_eq!(error.kind(), ErrorKind::Connect, "{kind}: {error}");
        let text = format!("{error}\n{error:?}\n{:?}", std::error::Error::source(&error));
        assert!(text.contains("nobody:***@") && !text.contains("hunter2"), "{kind}: {text}");
    }
}

#[test]
fn a_user_who_may_only_read_can_have_nothing_to_do() {
    let database = Database::create(Kind::Postgres);
    let reader = format!("reader_{}", &database.name()[database.name().len() - 12..]);
    Shop.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(&format!("CREATE ROLE {reader} LOGIN; GRANT SELECT ON migrate_ledger TO {reader};"));
    let url = database.url().replace("migrate:migrate@", &format!("{reader}@"));
    let at_head = Shop.upgrade_url(&url).to("r1").blocking();
    let pending = Shop.upgrade_url(&url).blocking();
    database.sql(&format!("DROP OWNED BY {reader}; DROP ROLE {reader};"));
    assert!(at_head.unwrap().is_empty());
    let error = pending.unwrap_err();
    assert!(error.to_string().contains("permission denied for table deals (code 42501)"), "{error}");
    assert_eq!(ledger(&database), "r1\tdone\n");
}

#[test]
fn a_connection_that_is_lost_says_that_nobody_knows() {
    let database = Database::create(Kind::Postgres);
    let error = std::thread::scope(|scope| {
        let run = scope.spawn(|| Slow.upgrade_url(&database.url()).blocking());
        let mut kill = String::new();
        while kill.is_empty() {
            std::thread::sleep(Duration::from_millis(50));
            kill = database.sql(
                "SELECT 'SELECT pg_terminate_backend(' || pid || ');' FROM pg_stat_activity \
                 WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%';",
            );
        }
        database.sql(&kill);
        run.join().unwrap().unwrap_err()
    });
    let text = error.to_string();
    assert!(text.starts_with("the connection was lost inside revision `r2`"), "{text}");
    assert!(
        text.ends_with("help: type `current` to see whether the revision is in, then `upgrade` again"),
        "{text}"
    );
    assert_eq!(ledger(&database), "r1\tdone\n");
}
