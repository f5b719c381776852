//! Somebody else who writes while a test's run is under way.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::{Database, Kind};

/// Runs something while somebody has written rows and not committed them; he does as soon as a session waits for him. What
/// looks before it waits sees nothing of them, and what it waits for comes with them.
///
/// # Panics
///
/// When the rows cannot be written, or nobody can wait for a writer: on SQLite there is one at a time.
pub fn behind_a_writer<T>(database: &Database, rows: &str, run: impl FnOnce() -> T) -> T {
    let waiters = match database.kind() {
        // Who asks for what is there waits now and then for the server's own tables, where another makes a function.
        Kind::MySql => {
            "SELECT count(*) FROM information_schema.processlist WHERE db = database() AND state LIKE 'Waiting for%' \
             AND info NOT LIKE '%information_schema%' AND info NOT LIKE 'SHOW %'"
        }
        Kind::Postgres => {
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND \
             pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
        }
        Kind::Sqlite => panic!("SQLite has one writer at a time"),
    };
    let is_over = AtomicBool::new(false);
    let (mut writer, mut watcher) = (database.session(), database.session());
    thread::scope(|scope| {
        writer.sql(&format!("BEGIN; {rows}")).expect("the rows are taken");
        scope.spawn(|| {
            while !is_over.load(Ordering::SeqCst) {
                let waiters = watcher.sql(&format!("{waiters};")).expect("it can be asked");
                if waiters.trim() != "0" {
                    break;
                }
            }
            writer.sql("COMMIT;").expect("it commits");
        });
        let _over = Over(&is_over);
        run()
    })
}

/// Says that it is over, however the run ends: the writer would wait for ever behind one that panics.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}
