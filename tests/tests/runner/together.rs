//! Revisions that go to PostgreSQL together: each is still a transaction of its own, and told by itself.

use std::thread;
use std::time::Duration;

use migrate_core::event::{Event, Observe};
use migrate_core::execute::{DatabaseState, Interrupt};
use migrate_tests::{Database, Kind};

use crate::proxy::Proxy;
use crate::{ledger, schema};

/// Eighteen revisions: one makes a table, each of the others makes one more and gives the first a column.
mod eighteen {
    macro_rules! tables {
        ($($module:ident $id:literal $down:literal $table:literal,)*) => {$(
            mod $module {
                use migrate_core::prelude::*;

                #[revision(id = $id, down = $down)]
                fn upgrade(op: &mut Operations) {
                    op.create_table($table, |t| {
                        t.column("id", BigInt).identity().primary_key();
                    });
                    op.add_column("t01", $id, Text).nullable();
                }
            }
        )*};
    }
    mod r01 {
        use migrate_core::prelude::*;

        #[revision(id = "r01")]
        fn upgrade(op: &mut Operations) {
            op.create_table("t01", |t| {
                t.column("id", BigInt).identity().primary_key();
            });
        }
    }
    tables! {
        r02 "r02" "r01" "t02",
        r03 "r03" "r02" "t03",
        r04 "r04" "r03" "t04",
        r05 "r05" "r04" "t05",
        r06 "r06" "r05" "t06",
        r07 "r07" "r06" "t07",
        r08 "r08" "r07" "t08",
        r09 "r09" "r08" "t09",
        r10 "r10" "r09" "t10",
        r11 "r11" "r10" "t11",
        r12 "r12" "r11" "t12",
        r13 "r13" "r12" "t13",
        r14 "r14" "r13" "t14",
        r15 "r15" "r14" "t15",
        r16 "r16" "r15" "t16",
        r17 "r17" "r16" "t17",
        r18 "r18" "r17" "t18",
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// The revisions from the first to one, as the ledger has them.
fn first(count: usize) -> String {
    (1..=count).fold(String::new(), |all, number| format!("{all}r{number:02}\tdone\n"))
}

/// What is told of revisions, a line each.
struct Told(Vec<String>);

impl Observe for Told {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Started { revision, position, total, .. } => {
                self.0.push(format!("{position}/{total} {revision}"));
            }
            Event::Finished { revision, took, .. } => {
                self.0.push(format!("{revision} done in {}", took.as_micros()));
            }
            _ => {}
        }
    }
}

#[test]
fn each_is_told_by_itself_with_its_own_time() {
    let database = Database::create(Kind::Postgres);
    let proxy = Proxy::start(Kind::Postgres, &database.url());
    let mut told = Told(Vec::new());
    let report = eighteen::Shop.upgrade_url(proxy.url()).observe(&mut told).blocking().unwrap();
    assert_eq!(report.steps.len(), 18);
    assert_eq!(ledger(&database), first(18));
    let messages = proxy.queries().into_iter().filter(|query| query.contains("CREATE TABLE \"t"));
    assert_eq!(messages.map(|query| query.matches("COMMIT").count()).collect::<Vec<_>>(), [16, 2]);
    let durations =
        database.sql("SELECT revision || ' done in ' || duration_us FROM migrate_ledger ORDER BY 1;");
    for (at, (duration, told)) in durations.lines().zip(told.0.chunks(2)).enumerate() {
        assert_eq!(told, [format!("{}/18 r{:02}", at + 1, at + 1), duration.to_owned()]);
    }
    assert!(report.steps.iter().map(|step| step.took).sum::<Duration>() <= report.took, "{report:?}");
    let above = schema(&database);

    let mut told = Told(Vec::new());
    let downgrade = eighteen::Shop.downgrade_url(&database.url(), "base");
    let downgrade = downgrade.consent(migrate_core::script::Consent::Destructive);
    assert_eq!(downgrade.observe(&mut told).blocking().unwrap().steps.len(), 18);
    assert_eq!((told.0.len(), told.0[0].as_str()), (36, "1/18 r18"));
    assert_eq!((schema(&database), ledger(&database)), (String::new(), String::new()));
    eighteen::Shop.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(schema(&database), above);
}

#[test]
fn the_one_that_fails_leaves_those_before_it_and_nothing_of_itself() {
    let database = Database::create(Kind::Postgres);
    database.sql("CREATE TABLE t07 (id INT); ");
    let mut told = Told(Vec::new());
    let upgrade = eighteen::Shop.upgrade_url(&database.url()).observe(&mut told);
    let error = upgrade.blocking().unwrap_err();
    assert!(error.to_string().contains("applying revision `r07`, cannot create table `t07`"), "{error}");
    assert_eq!(error.report().expect("a run had begun").steps.len(), 6);
    assert_eq!(told.0.last().map(String::as_str), Some("7/18 r07"));
    assert_eq!(ledger(&database), first(6));
    assert!(!schema(&database).contains("r07"), "{}", schema(&database));

    database.sql("DROP TABLE t07;");
    assert_eq!(eighteen::Shop.upgrade_url(&database.url()).blocking().unwrap().steps.len(), 12);
    assert_eq!(ledger(&database), first(18));
}

#[test]
fn a_server_that_goes_away_leaves_whole_revisions() {
    let database = Database::create(Kind::Postgres);
    eighteen::Shop.upgrade_url(&database.url()).to("r03").blocking().unwrap();
    let error = thread::scope(|scope| {
        scope.spawn(|| database.sql("BEGIN; LOCK TABLE t01; SELECT pg_sleep(2); COMMIT;"));
        thread::sleep(Duration::from_millis(500));
        let run = scope.spawn(|| eighteen::Shop.upgrade_url(&database.url()).blocking().unwrap_err());
        let waits = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%\"t04\"%';";
        while database.sql(waits).is_empty() {
            thread::sleep(Duration::from_millis(20));
        }
        run.join().unwrap()
    });
    let Some(DatabaseState::Unknown { revision, sent_with }) = error.state() else { panic!("{error}") };
    assert_eq!((revision.as_str(), sent_with.len()), ("r04", 14), "{error}");
    assert!(error.to_string().contains("or any of `r05` to `r18`, which were sent with it,"), "{error}");
    assert_eq!(ledger(&database), first(3));
    assert_eq!(eighteen::Shop.upgrade_url(&database.url()).blocking().unwrap().steps.len(), 15);
    assert_eq!(ledger(&database), first(18));
}

/// Revisions of which one inserts numbers of an identity column, which PostgreSQL answers with a row.
mod numbered {
    macro_rules! tables {
        ($($module:ident $id:literal $down:literal,)*) => {$(
            mod $module {
                use migrate_core::prelude::*;

                #[revision(id = $id, down = $down)]
                fn upgrade(op: &mut Operations) {
                    op.create_table($id, |t| {
                        t.column("id", BigInt).identity().primary_key();
                    });
                    op.insert($id, ["id"], [[77_000_000_i64]]);
                }
            }
        )*};
    }
    mod r01 {
        use migrate_core::prelude::*;

        #[revision(id = "r01")]
        fn upgrade(op: &mut Operations) {
            op.create_table("r01", |t| {
                t.column("id", BigInt).identity().primary_key();
            });
        }
    }
    tables! {
        r02 "r02" "r01",
        r03 "r03" "r02",
        r04 "r04" "r03",
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn rows_of_other_statements_are_no_times() {
    let database = Database::create(Kind::Postgres);
    let mut told = Told(Vec::new());
    numbered::Shop.upgrade_url(&database.url()).observe(&mut told).blocking().unwrap();
    let durations =
        database.sql("SELECT revision || ' done in ' || duration_us FROM migrate_ledger ORDER BY 1;");
    let told = told.0.into_iter().filter(|line| line.contains("done")).collect::<Vec<_>>();
    assert_eq!(told, durations.lines().collect::<Vec<_>>());
}

/// Revisions of which the third holds what the server cannot parse.
mod unparsed {
    mod r01 {
        use migrate_core::prelude::*;

        #[revision(id = "r01")]
        fn upgrade(op: &mut Operations) {
            op.create_table("t01", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r02 {
        use migrate_core::prelude::*;

        #[revision(id = "r02", down = "r01")]
        fn upgrade(op: &mut Operations) {
            op.create_table("t02", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r03 {
        use migrate_core::prelude::*;

        #[revision(id = "r03", down = "r02")]
        fn upgrade(op: &mut Operations) {
            op.create_table("t03", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("t04", |t| {
                t.column("id", BigInt).primary_key();
                t.column("price", BigInt).check("price > 0 AND AND price < 9");
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn what_the_server_cannot_parse_is_told_of_its_own_revision() {
    let database = Database::create(Kind::Postgres);
    let mut told = Told(Vec::new());
    let error = unparsed::Shop.upgrade_url(&database.url()).observe(&mut told).blocking().unwrap_err();
    assert!(error.to_string().contains("applying revision `r03`, cannot create table `t04`"), "{error}");
    assert_eq!(error.report().expect("a run had begun").steps.len(), 2);
    let started = told.0.iter().filter(|line| line.contains('/')).collect::<Vec<_>>();
    assert_eq!(started, ["1/3 r01", "2/3 r02", "3/3 r03"]);
    assert_eq!(ledger(&database), first(2));
}

/// Runs while another session holds the name of `t07`, so that the message waits in its seventh revision.
fn while_waiting<T: Send>(database: &Database, run: impl FnOnce() -> T + Send, then: impl FnOnce(&str)) -> T {
    thread::scope(|scope| {
        scope.spawn(|| database.sql("BEGIN; CREATE TABLE t07 (); SELECT pg_sleep(2); ROLLBACK;"));
        thread::sleep(Duration::from_millis(500));
        let run = scope.spawn(run);
        let waits = "SELECT pid FROM pg_stat_activity \
                     WHERE datname = current_database() AND wait_event_type = 'Lock';";
        let mut pid = database.sql(waits);
        while pid.is_empty() && !run.is_finished() {
            thread::sleep(Duration::from_millis(20));
            pid = database.sql(waits);
        }
        then(pid.trim());
        run.join().unwrap()
    })
}

#[test]
fn what_a_server_said_before_it_went_away_is_not_counted_on() {
    let database = Database::create(Kind::Postgres);
    let mut told = Told(Vec::new());
    let upgrade = || eighteen::Shop.upgrade_url(&database.url()).observe(&mut told).blocking().unwrap_err();
    let error = while_waiting(&database, upgrade, |pid| {
        database.sql(&format!("SELECT pg_terminate_backend({pid});"));
    });
    let Some(DatabaseState::Unknown { revision, sent_with }) = error.state() else { panic!("{error}") };
    assert_eq!((revision.as_str(), sent_with.len()), ("r01", 15), "{error}");
    assert_eq!(told.0, ["1/18 r01"]);
    assert_eq!(ledger(&database), first(6));
    assert_eq!(eighteen::Shop.upgrade_url(&database.url()).blocking().unwrap().steps.len(), 12);
}

#[test]
fn an_interrupted_one_leaves_those_before_it() {
    let database = Database::create(Kind::Postgres);
    let mut told = Told(Vec::new());
    let interrupt = Interrupt::new();
    let upgrade = eighteen::Shop.upgrade_url(&database.url()).observe(&mut told);
    let upgrade = upgrade.interrupt(&interrupt);
    let error = while_waiting(&database, || upgrade.blocking().unwrap_err(), |_| interrupt.trigger());
    assert!(error.to_string().contains("applying revision `r07`"), "{error}");
    assert!(error.to_string().contains("interrupted"), "{error}");
    assert_eq!(error.report().expect("a run had begun").steps.len(), 6);
    assert_eq!(told.0.last().map(String::as_str), Some("7/18 r07"));
    assert_eq!(ledger(&database), first(6));
    assert_eq!(eighteen::Shop.upgrade_url(&database.url()).blocking().unwrap().steps.len(), 12);
}
