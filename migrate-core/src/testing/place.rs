//! Where a test's database is: a server's, or a folder of files.

use std::collections::hash_map::RandomState;
use std::env;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::dialect::Dialect;
use crate::session::{DatabaseError, PoolRuntime, Source, redact, with_database};

/// A database that nobody else uses.
pub(super) struct Place {
    url: String,
    kind: Kind,
}

enum Kind {
    File { folder: PathBuf },
    Server { dialect: Dialect, server: String, name: String },
}

impl Place {
    /// Makes an empty database.
    pub(super) fn make(dialect: Dialect, test: &str) -> Result<Self, String> {
        let name = unique(test);
        if dialect == Dialect::Sqlite {
            let folder = env::temp_dir().join(&name);
            fs::create_dir(&folder)
                .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
            let url = format!("sqlite://{}?mode=rwc", folder.join("test.db").display());
            return Ok(Self { url, kind: Kind::File { folder } });
        }
        let server = server(dialect)?;
        ask(&server, &dialect.database_create(&name))?;
        Ok(Self { url: with_database(&server, &name), kind: Kind::Server { dialect, server, name } })
    }

    /// The database's URL.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Removes the database, even if somebody still has it open.
    pub(super) fn remove(self) -> Result<(), String> {
        match self.kind {
            Kind::File { folder } => fs::remove_dir_all(&folder)
                .map_err(|error| format!("cannot remove `{}`: {error}", folder.display())),
            Kind::Server { dialect: Dialect::MySql, server, name } => {
                // A transaction that is still open would have it wait for a day.
                ask(&server, &format!("SET lock_wait_timeout = 20; DROP DATABASE IF EXISTS `{name}`"))
            }
            Kind::Server { dialect: Dialect::Postgres | Dialect::Sqlite, server, name } => {
                ask(&server, &format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"))
            }
        }
    }
}

/// The URL of the server for tests.
fn server(dialect: Dialect) -> Result<String, String> {
    let (variable, schemes): (_, &[&str]) = match dialect {
        Dialect::MySql => ("MIGRATE_TEST_MYSQL_URL", &["mysql:", "mariadb:"]),
        Dialect::Postgres | Dialect::Sqlite => ("MIGRATE_TEST_POSTGRES_URL", &["postgres:", "postgresql:"]),
    };
    let fits = |url: &String| schemes.iter().any(|scheme| url.starts_with(scheme));
    let own = env::var(variable).ok().filter(|url| !url.is_empty());
    own.or_else(|| env::var("DATABASE_URL").ok().filter(fits)).ok_or_else(|| {
        let scheme = dialect.name();
        format!(
            "this test needs a {dialect} server, and `{variable}` is not set\n\
             help: set it to a user who may create databases: `export {variable}={scheme}://user:password@127.0.0.1/{scheme}`\n\
             help: `DATABASE_URL` does too, where it begins with `{scheme}:`"
        )
    })
}

/// Sends one message to a server. PostgreSQL's template may be in use for a moment by another test that starts.
fn ask(server: &str, sql: &str) -> Result<(), String> {
    let work = async {
        let mut connection = Source::Url(server.to_owned())
            .connect(PoolRuntime::Running)
            .await
            .map_err(|error| format!("{error}\nhelp: {}", error.help()))?;
        let failed = |error: DatabaseError| format!("`{sql}` on {} failed: {error}", redact(server));
        for _ in 0..50 {
            match connection.query(sql.to_owned()).await {
                Err(error) if error.code() == Some("55006") => sleep(Duration::from_millis(200)).await,
                Err(error) => return Err(failed(error)),
                Ok(_) => return connection.close().await.map_err(failed),
            }
        }
        connection.query(sql.to_owned()).await.map(|_| ()).map_err(failed)
    };
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| format!("no runtime can be made: {error}"))?.block_on(work)
}

/// At most 63 bytes, which PostgreSQL keeps of a name: the test's name, and what makes it unique on a server that other
/// checkouts, machines and containers use too.
fn unique(test: &str) -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let mut random = RandomState::new().build_hasher();
    random.write_u32(process::id());
    random.write_u32(COUNTER.fetch_add(1, Ordering::Relaxed));
    random.write_u128(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos()));
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let test = test.chars().map(plain).take(33).collect::<String>();
    format!("migrate_test_{test}_{:016x}", random.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_differ() {
        let long = "a_test_whose_name_is_much_longer_than_any_database_lets_it_be_ä";
        let (one, two) = (unique(long), unique(long));
        assert_ne!(one, two);
        assert!(one.len() <= 63, "{one}");
        assert!(
            one.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
            "{one}"
        );
    }
}
