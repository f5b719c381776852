//! Runs that are killed inside a rebuild: the old table or the new one, whole.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use migrate_tests::{Database, Kind};

use crate::{assert_clean, master};

const ROWS: u32 = 20_000;

fn start(database: &Database) -> Child {
    let mut process = Command::new(env!("CARGO_BIN_EXE_runner-process"));
    process.args(["rebuilt", &database.url(), "10"]).stdout(Stdio::piped()).spawn().unwrap()
}

/// A database of the first revision, with rows.
fn filled() -> Database {
    let database = Database::create(Kind::Sqlite);
    let first = start(&database).wait_with_output().unwrap();
    assert!(first.status.success(), "{first:?}");
    // As the first revision left it, which the chain's second is undone for.
    database.sql(
        "DELETE FROM migrate_ledger WHERE revision = 'r2'; DROP TABLE lines; DROP TABLE deals;
         CREATE TABLE deals (id INTEGER NOT NULL CONSTRAINT pk_deals PRIMARY KEY AUTOINCREMENT,
           code VARCHAR(20) NOT NULL, size TEXT NOT NULL, CONSTRAINT uq_deals_code UNIQUE (code));
         CREATE INDEX ix_deals_size ON deals (size);
         CREATE TABLE lines (deal_id BIGINT NOT NULL CONSTRAINT fk REFERENCES deals (id) ON DELETE CASCADE);
         CREATE VIEW sizes AS SELECT sum(size) AS total FROM deals;
         CREATE TRIGGER more AFTER INSERT ON deals BEGIN INSERT INTO lines VALUES (new.id); END;",
    );
    database.sql(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
         INSERT INTO deals (code, size) SELECT 'code ' || i, i FROM n;"
    ));
    database
}

/// Whether the table is the new one. It is the old one else, with all that stood around it.
fn is_new(database: &Database, old: &str) -> bool {
    let now = master(database);
    let new = old
        .replace(", CONSTRAINT uq_deals_code UNIQUE (code)", "")
        .replace("size TEXT NOT NULL", "size INT NOT NULL")
        .replace("index sqlite_autoindex_deals_1 of deals\nby itself\n\n", "");
    assert_ne!(new, old);
    assert!(now == old || now == new, "{now}");
    let (new, kind) = if now == new { (true, "integer") } else { (false, "text") };
    assert_eq!(
        database.sql(
            "SELECT count(*), count(DISTINCT id), min(typeof(size)), max(typeof(size)) FROM deals; SELECT count(*) FROM lines;
             SELECT total FROM sizes; SELECT seq FROM sqlite_sequence;"
        ),
        format!("{ROWS}\t{ROWS}\t{kind}\t{kind}\n{ROWS}\n{}\n{ROWS}\n", u64::from(ROWS) * (u64::from(ROWS) + 1) / 2)
    );
    let applied =
        database.sql("SELECT count(*) FROM migrate_ledger WHERE revision = 'r2' AND state = 'done';");
    assert_eq!(applied, if new { "1\n" } else { "0\n" });
    assert_clean(database);
    new
}

#[test]
fn a_killed_rebuild_leaves_the_old_table_or_the_new_one() {
    let begin = Instant::now();
    let first = filled();
    let setup = begin.elapsed();
    let old = master(&first);
    let begin = Instant::now();
    assert!(start(&first).wait().unwrap().success());
    let took = begin.elapsed();
    assert!(is_new(&first, &old));

    let mut left_old = 0;
    let database = filled();
    let kills = 25_u32;
    for kill in 0..kills {
        let mut child = start(&database);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let announced = lines.find(|line| line.as_ref().is_ok_and(|line| line == "started r2"));
        assert!(announced.is_some(), "the revision was begun");
        // Each is killed a little later than the one before.
        thread::sleep(took * kill / kills);
        child.kill().unwrap();
        child.wait().unwrap();
        if is_new(&database, &old) {
            break;
        }
        left_old += 1;
    }
    assert!(left_old > 3, "{left_old} runs of {took:?} were killed in their middle; a table took {setup:?}");
    let last = start(&database).wait_with_output().unwrap();
    assert!(last.status.success(), "{last:?}");
    assert!(is_new(&database, &old));
}

/// `VACUUM INTO` is a reader that writes down all it sees.
#[test]
fn another_process_sees_the_old_table_or_the_new_one_at_any_moment() {
    let database = filled();
    let old = master(&database);
    let mut child = start(&database);
    let mut seen = [0_u32; 2];
    loop {
        let ended = child.try_wait().unwrap().is_some();
        let copy = Database::create(Kind::Sqlite);
        let file = copy.url();
        let file = file.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc");
        database.sql(&format!("PRAGMA busy_timeout = 10000; VACUUM INTO '{file}';"));
        seen[usize::from(is_new(&copy, &old))] += 1;
        if ended {
            break;
        }
    }
    assert!(child.wait().unwrap().success());
    assert!(seen[1] > 0, "{seen:?}");
    assert!(is_new(&database, &old));
}

#[test]
fn an_interrupted_rebuild_leaves_the_old_table() {
    use migrate_core::ErrorKind;
    use migrate_core::event::{Event, Observe};
    use migrate_core::execute::Interrupt;

    struct Stopper(Interrupt);
    impl Observe for Stopper {
        fn event(&mut self, event: Event<'_>) {
            if let Event::Operation { position: 2, .. } = event {
                let interrupt = self.0.clone();
                thread::spawn(move || {
                    thread::sleep(Duration::from_millis(15));
                    interrupt.trigger();
                });
            }
        }
    }

    let database = filled();
    database.sql(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
         INSERT INTO deals (code, size) SELECT 'more ' || i, i FROM n;",
    );
    let before = (master(&database), database.sql("SELECT count(*), sum(size) FROM deals;"));
    let interrupt = Interrupt::new();
    let run =
        shop::Rebuilt.upgrade_url(&database.url()).interrupt(&interrupt).observe(Stopper(interrupt.clone()));
    let error = run.blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}");
    assert_eq!((master(&database), database.sql("SELECT count(*), sum(size) FROM deals;")), before);
    assert_clean(&database);
    shop::Rebuilt.upgrade_url(&database.url()).blocking().unwrap();
}

/// The same chain as that of the process.
mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("code", Varchar(20)).unique();
                t.column("size", Text);
                t.index(["size"]);
            });
            op.create_table("lines", |t| {
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_constraint("deals", "uq_deals_code");
            op.alter_column("deals", "size", |c| {
                c.set_type(Integer);
            });
        }
    }
    migrate_core::chain!(pub(super) Rebuilt = "rebuilt");
}
