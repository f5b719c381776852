//! Many processes at once, and processes that are killed.

use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use migrate_tests::{Database, Kind, Product, product};

use crate::ledger;

pub(crate) struct Process {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Process {
    pub(crate) fn start(chain: &str, database: &Database, wait: u32) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_runner-process"))
            .args([chain, &database.url(), &wait.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Reads on to a line.
    pub(crate) fn wait_for(&mut self, wanted: &str) {
        let found = self.lines.by_ref().map(Result::unwrap).find(|line| line == wanted);
        assert_eq!(found.as_deref(), Some(wanted));
    }

    /// Waits for its end, and returns whether it was well and what it said.
    pub(crate) fn end(mut self) -> (bool, String) {
        let text = self.lines.map(|line| line.unwrap() + "\n").collect::<String>();
        (self.child.wait().unwrap().success(), text)
    }

    /// Kills it so many milliseconds behind so many batches; returns whether it was still there.
    pub(crate) fn kill_behind(mut self, batches: u64, millis: u64) -> bool {
        let batch = |line: &String| line.starts_with("rows ");
        for _ in 0..batches {
            if self.lines.by_ref().map(Result::unwrap).find(batch).is_none() {
                return !self.child.wait().unwrap().success();
            }
        }
        thread::sleep(Duration::from_millis(millis));
        self.child.kill().unwrap();
        !self.child.wait().unwrap().success()
    }

    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Starts 16 at once; every one must end well, and each revision must have run once.
fn sixteen(chain: &str, kind: Kind, runs: &str, revisions: &str) {
    let database = Database::create(kind);
    let processes = (0..16).map(|_| Process::start(chain, &database, 60)).collect::<Vec<_>>();
    let ends = processes.into_iter().map(Process::end).collect::<Vec<_>>();
    for (well, text) in &ends {
        assert!(well, "{kind}: {text}");
    }
    let all = ends.iter().map(|(_, text)| text.as_str()).collect::<String>();
    for revision in ["r1", "r2", "r3"] {
        assert_eq!(all.matches(&format!("finished {revision}\n")).count(), 1, "{kind}: {revision} in\n{all}");
    }
    assert_eq!(database.sql("SELECT revision FROM runs ORDER BY revision;"), runs, "{kind}");
    assert_eq!(ledger(&database), revisions, "{kind}");
}

#[test]
fn sixteen_processes_run_each_revision_once() {
    for kind in Kind::ALL {
        sixteen("quick", kind, "r2\nr3\nr4\n", "r1\tdone\nr2\tdone\nr3\tdone\nr4\tdone\n");
    }
}

#[test]
fn sixteen_processes_wait_for_a_revision_of_ten_seconds() {
    thread::scope(|scope| {
        for kind in Kind::ALL {
            scope.spawn(move || sixteen("slow", kind, "r2\nr3\n", "r1\tdone\nr2\tdone\nr3\tdone\n"));
        }
    });
}

#[test]
fn a_lock_that_is_not_had_names_its_holder() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let mut holder = Process::start("slow", &database, 60);
        holder.wait_for("started r2");
        let start = Instant::now();
        let (well, text) = Process::start("slow", &database, 1).end();
        assert!(!well && start.elapsed() < Duration::from_secs(4), "{kind}: {text}");
        assert!(
            text.starts_with("waiting\nthe database is unchanged\nanother run holds the lock"),
            "{kind}: {text}"
        );
        let holder_is = match kind {
            Kind::MySql => "(connection ",
            Kind::Postgres => "`migrate slow`, user `migrate` from 127.0.0.1, connected since ",
            Kind::Sqlite => "lock; gave up after 1.",
        };
        assert!(text.contains(holder_is), "{kind}: {text}");
        holder.kill();
    }
}

/// How long a killed run may hold the lock.
const SOON: u32 = 5;

#[test]
fn a_killed_process_leaves_postgres_and_sqlite_as_before_its_revision() {
    thread::scope(|scope| {
        for kind in [Kind::Postgres, Kind::Sqlite] {
            scope.spawn(move || killed_in_its_second(kind));
        }
    });
}

fn killed_in_its_second(kind: Kind) {
    let database = Database::create(kind);
    let mut killed = Process::start("slow", &database, 60);
    killed.wait_for("started r2");
    thread::sleep(Duration::from_millis(300));
    killed.kill();
    // That it gets the lock soon is the point; what it does then takes ten seconds.
    let mut next = Process::start("slow", &database, SOON);
    next.wait_for("started r2");
    assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
    let (well, text) = next.end();
    assert!(well, "{kind}: {text}");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n", "{kind}");
}

#[test]
fn a_killed_process_on_mariadb_is_gone_on_with_behind_what_is_in() {
    let database = Database::create(Kind::MySql);
    database.sql("CREATE TABLE deals_lock (id INT);");
    let mut first = Process::start("blocked", &database, 60);
    first.wait_for("finished r2");
    first.end();
    database.sql(
        "DROP TABLE orders; ALTER TABLE deals DROP COLUMN note; DROP TABLE offers;
         DELETE FROM migrate_ledger WHERE revision = 'r2';",
    );
    // A reader's transaction keeps the ALTER waiting.
    let url = database.url();
    let (told, tell) = (Instant::now(), Duration::from_secs(20));
    let reader = thread::scope(|scope| {
        let reader =
            scope.spawn(|| database.sql("START TRANSACTION; SELECT * FROM deals; DO sleep(4); COMMIT;"));
        thread::sleep(Duration::from_millis(500));
        let mut killed = Process::start("blocked", &database, 60);
        killed.wait_for("started r2");
        while !database.sql("SELECT state FROM information_schema.processlist;").contains("metadata lock") {
            assert!(told.elapsed() < tell, "the ALTER never waited on {url}");
            thread::sleep(Duration::from_millis(50));
        }
        killed.kill();
        assert_eq!(ledger(&database), "r1\tdone\nr2\tintent\n");
        reader.join().unwrap()
    });
    assert_eq!(reader, "");
    let (well, text) = Process::start("blocked", &database, 30).end();
    assert!(well, "{text}");
    // MySQL goes on to the end of the message that it has.
    let says = if product() == Product::MySql { "nothing to do" } else { "resumed r2 behind " };
    assert!(text.contains(says), "{text}");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n");
    assert_eq!(database.sql("SHOW TABLES LIKE 'o%';"), "offers\norders\n");
    assert_eq!(database.sql("SHOW COLUMNS FROM deals LIKE 'note';").lines().count(), 1);
}

#[test]
fn sql_of_the_author_that_was_killed_on_mariadb_is_never_guessed() {
    let database = Database::create(Kind::MySql);
    let mut killed = Process::start("slow", &database, 60);
    killed.wait_for("started r2");
    while !database.sql("SELECT info FROM information_schema.processlist;").contains("DO sleep(10)") {
        thread::sleep(Duration::from_millis(50));
    }
    killed.kill();
    let (well, text) = Process::start("slow", &database, 20).end();
    assert!(!well, "{text}");
    assert!(text.contains("how far SQL of the author's came cannot be known"), "{text}");
    assert!(
        text.contains("  is in: create table `deals`\n  cannot be known: run SQL `DO sleep(10)`"),
        "{text}"
    );
    assert!(text.contains("help: look into the database") && text.contains("`stamp r2`"), "{text}");
}
