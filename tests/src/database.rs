//! A database of a test's own.

use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

use crate::client_session::ClientSession;
use crate::kind::Kind;
use crate::{client, servers};

/// A new, empty database that goes away with this value.
///
/// When the value is dropped by a panic, which is how a test fails, the database is kept and its URL printed.
/// A test that returns `Err` does not panic: unwrap inside it, or its database is gone.
#[derive(Debug)]
pub struct Database {
    name: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    MySql { server: String },
    Postgres { server: String },
    Sqlite { folder: Option<TempDir>, file: PathBuf },
}

impl Database {
    /// Creates an empty database whose name holds that of the calling thread, which is that of the test.
    ///
    /// # Panics
    /// When a server is missing or refuses.
    pub fn create(kind: Kind) -> Database {
        let name = make_name();
        let place = match kind {
            Kind::MySql => {
                let server = servers::mysql_url();
                client::run(client::mariadb(&server), &format!("CREATE DATABASE {name};"));
                Place::MySql { server }
            }
            Kind::Postgres => {
                let server = servers::postgres_url();
                client::run(client::psql(&server), &format!("CREATE DATABASE {name};"));
                Place::Postgres { server }
            }
            Kind::Sqlite => {
                let folder = TempDir::with_prefix("migrate-test-")
                    .unwrap_or_else(|error| panic!("cannot make a folder for the SQLite file: {error}"));
                let file = folder.path().join(format!("{name}.db"));
                Place::Sqlite { folder: Some(folder), file }
            }
        };
        Database { name, place }
    }

    /// The same on the PostgreSQL server of a major version, 13 or 18.
    ///
    /// # Panics
    /// When the server is missing or refuses.
    pub fn create_on_postgres(major: u32) -> Database {
        let (name, server) = (make_name(), servers::postgres_url_of(major));
        client::run(client::psql(&server), &format!("CREATE DATABASE {name};"));
        Database { name, place: Place::Postgres { server } }
    }

    /// Makes it empty again, which is quicker than to create another.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn clear(&self) {
        let name = &self.name;
        match &self.place {
            Place::MySql { server } => {
                client::run(
                    client::mariadb(server),
                    &format!("DROP DATABASE {name}; CREATE DATABASE {name};"),
                );
            }
            Place::Postgres { .. } => {
                let ours = "nspname !~ '^pg_' AND nspname <> 'information_schema'";
                self.sql(&format!(
                    "DO $$ DECLARE name text; BEGIN
                     FOR name IN SELECT nspname FROM pg_namespace WHERE {ours} LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
                     CREATE SCHEMA public; END $$;"
                ));
            }
            Place::Sqlite { file, .. } => {
                for ending in ["", "-wal", "-shm"] {
                    let mut path = file.clone().into_os_string();
                    path.push(ending);
                    drop(std::fs::remove_file(path));
                }
            }
        }
    }

    /// Whether it is on the server that the installed `pg_dump` is for, where it is one of PostgreSQL.
    pub fn has_tools(&self) -> bool {
        match &self.place {
            Place::MySql { .. } | Place::Sqlite { .. } => true,
            Place::Postgres { server } => *server == servers::postgres_url(),
        }
    }

    /// What kind of database this is.
    pub fn kind(&self) -> Kind {
        match &self.place {
            Place::MySql { .. } => Kind::MySql,
            Place::Postgres { .. } => Kind::Postgres,
            Place::Sqlite { .. } => Kind::Sqlite,
        }
    }

    /// The database's name; of a SQLite file, the name without its ending.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The URL a driver opens it by, in SQLx's form; a SQLite file is created when it is opened.
    pub fn url(&self) -> String {
        match &self.place {
            Place::MySql { server } | Place::Postgres { server } => {
                servers::with_database(server, &self.name)
            }
            Place::Sqlite { file, .. } => format!("sqlite://{}?mode=rwc", file.display()),
        }
    }

    /// The file of a SQLite database.
    ///
    /// # Panics
    /// When it is none.
    pub fn file(&self) -> &Path {
        match &self.place {
            Place::Sqlite { file, .. } => file,
            Place::MySql { .. } | Place::Postgres { .. } => {
                panic!("a database of {} is no file", self.kind())
            }
        }
    }

    /// What the ledger says, row by row, but for times.
    ///
    /// # Panics
    /// When there is no ledger.
    pub fn ledger_rows(&self) -> String {
        self.sql(
            "SELECT chain, revision, parents, depends_on, message, hash, state, progress, journal, downgrade, tool
             FROM migrate_ledger ORDER BY chain, revision;",
        )
    }

    /// Runs SQL with the database's own client, and returns the rows: one a line, tabs between the values.
    ///
    /// # Panics
    /// When a statement fails, with the client's message.
    pub fn sql(&self, statements: &str) -> String {
        client::run(self.client(), statements)
    }

    /// Runs SQL with the database's own client, and returns the rows as [`sql`](Self::sql) does, or what the client says
    /// when a statement fails.
    ///
    /// # Errors
    /// When a statement fails, with the client's message.
    pub fn try_sql(&self, statements: &str) -> Result<String, String> {
        client::try_run(self.client(), statements)
    }

    /// Starts the database's own client and keeps it running.
    ///
    /// # Panics
    /// When the client cannot be started.
    pub fn session(&self) -> ClientSession {
        let mut command = self.client();
        match &self.place {
            // It prints each row as it comes, and not all at its end.
            Place::MySql { .. } => {
                command.arg("--unbuffered");
            }
            Place::Postgres { .. } | Place::Sqlite { .. } => {}
        }
        ClientSession::start(command)
    }

    fn client(&self) -> Command {
        match &self.place {
            Place::MySql { .. } => client::mariadb(&self.url()),
            Place::Postgres { .. } => client::psql(&self.url()),
            Place::Sqlite { file, .. } => client::sqlite3(file),
        }
    }
}

impl Drop for Database {
    #[expect(clippy::print_stderr, reason = "the harness shows it below the failed test")]
    fn drop(&mut self) {
        if thread::panicking() {
            if let Place::Sqlite { folder, .. } = &mut self.place {
                folder.take().map(TempDir::keep);
            }
            eprintln!("the database of the failed test is kept: {}", self.url());
            return;
        }
        let name = &self.name;
        match &self.place {
            // A transaction left open would make the server wait a day.
            Place::MySql { server } => client::run(
                client::mariadb(server),
                &format!("SET lock_wait_timeout = 20; DROP DATABASE IF EXISTS {name};"),
            ),
            Place::Postgres { server } => {
                client::run(client::psql(server), &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE);"))
            }
            Place::Sqlite { .. } => return, // the folder drops itself
        };
    }
}

/// At most 63 bytes, PostgreSQL's limit: the test's name, and numbers that make it unique on a shared server.
fn make_name() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let thread = thread::current();
    let test = thread.name().unwrap_or("test");
    let test: String =
        test.rsplit("::").next().unwrap_or(test).chars().filter(char::is_ascii).take(30).collect();
    let test: String =
        test.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis());
    let counter = COUNTER.fetch_add(1, Ordering::Relaxed);
    format!("t_{test}_{:x}_{time:x}_{counter:x}", process::id())
}

#[cfg(test)]
mod tests {
    use std::panic;
    use std::path::Path;

    use super::*;

    fn exists(database_url: &str, kind: Kind, name: &str) -> bool {
        match kind {
            Kind::MySql => {
                let query =
                    format!("SELECT count(*) FROM information_schema.schemata WHERE schema_name = '{name}'");
                client::run(client::mariadb(&servers::mysql_url()), &query).trim() == "1"
            }
            Kind::Postgres => {
                let query = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
                client::run(client::psql(&servers::postgres_url()), &query).trim() == "1"
            }
            Kind::Sqlite => {
                let file = database_url.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc");
                Path::new(file).exists()
            }
        }
    }

    #[test]
    fn a_database_is_new_and_goes_with_its_value() {
        for kind in Kind::ALL {
            let database = Database::create(kind);
            let other = Database::create(kind);
            database.sql("CREATE TABLE deals (id BIGINT); INSERT INTO deals VALUES (1), (2);");
            assert_eq!(database.sql("SELECT id, id FROM deals ORDER BY id;"), "1\t1\n2\t2\n", "{kind}");
            other.sql("CREATE TABLE deals (id BIGINT);");
            let (name, url) = (database.name().to_owned(), database.url());
            assert!(exists(&url, kind, &name), "{kind}");
            drop(database);
            assert!(!exists(&url, kind, &name), "{kind}");
        }
    }

    #[test]
    fn a_database_is_kept_by_a_panic() {
        for kind in Kind::ALL {
            let database = Database::create(kind);
            database.sql("CREATE TABLE deals (id BIGINT);");
            let (name, url) = (database.name().to_owned(), database.url());
            let caught = panic::catch_unwind(move || {
                let database = database; // dropped as the panic unwinds
                panic!("a test that fails, with {}", database.name());
            });
            assert!(caught.is_err());
            assert!(exists(&url, kind, &name), "{kind}");
            let place = match kind {
                Kind::MySql => Place::MySql { server: servers::mysql_url() },
                Kind::Postgres => Place::Postgres { server: servers::postgres_url() },
                Kind::Sqlite => {
                    let file = url.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc");
                    let folder = Path::new(file).parent().expect("a file in a folder");
                    std::fs::remove_dir_all(folder).expect("the folder was kept");
                    continue;
                }
            };
            drop(Database { name, place });
        }
    }

    #[test]
    #[should_panic(expected = "no_such_table")]
    fn a_failing_statement_says_why() {
        Database::create(Kind::Sqlite).sql("SELECT * FROM no_such_table;");
    }

    #[test]
    fn names_are_valid_and_differ() {
        let (one, two) = (make_name(), make_name());
        assert_ne!(one, two);
        for name in [one, two] {
            assert!(name.len() <= 63, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{name}");
        }
    }
}
