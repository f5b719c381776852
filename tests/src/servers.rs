//! Where the test servers are, and what they are: `tests/run.sh` and `tests/servers.sh` say it in the environment.

use std::sync::OnceLock;

use migrate_core::dialect::Shell;
use migrate_core::{Error, ErrorKind};

use crate::Kind;
use crate::client;

/// The URL of the PostgreSQL server, with a database that is there and a user who may do everything.
///
/// # Panics
/// When `MIGRATE_TEST_POSTGRES_URL` is not set: a live test that is skipped would be a test that passes.
pub fn postgres_url() -> String {
    require("MIGRATE_TEST_POSTGRES_URL")
}

/// The URL of the PostgreSQL server of a major version, 13 or 18, with a database that is there and a user who may do
/// everything.
///
/// # Panics
/// When `MIGRATE_TEST_POSTGRES_13_URL` or the like is not set: a live test that is skipped would be a test that passes.
pub fn postgres_url_of(major: u32) -> String {
    require(&format!("MIGRATE_TEST_POSTGRES_{major}_URL"))
}

/// The URL of the MariaDB or MySQL server, with a database that is there and a user who may do everything.
///
/// # Panics
/// When `MIGRATE_TEST_MYSQL_URL` is not set: a live test that is skipped would be a test that passes.
pub fn mysql_url() -> String {
    require("MIGRATE_TEST_MYSQL_URL")
}

/// Which of the two answers at `MIGRATE_TEST_MYSQL_URL`: `tests/run.sh --mysql 8.0` has MySQL itself do so.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Product {
    /// MariaDB.
    MariaDb,
    /// MySQL.
    MySql,
}

/// What the server at `MIGRATE_TEST_MYSQL_URL` is, as it says itself.
///
/// # Panics
/// When there is none.
pub fn product() -> Product {
    static PRODUCT: OnceLock<Product> = OnceLock::new();
    *PRODUCT.get_or_init(|| {
        let version = client::run(client::mariadb(&mysql_url()), "SELECT VERSION();");
        if version.contains("MariaDB") { Product::MariaDb } else { Product::MySql }
    })
}

/// Whether an error tells that the MariaDB of a run of its own is too old.
pub fn is_of_newer_mariadb(kind: Kind, error: &Error) -> bool {
    kind == Kind::MySql
        && error.kind() == ErrorKind::Unsupported
        && error.message().contains("they came with MariaDB")
}

/// The collation of a table of `utf8mb4` in the tests' databases where nothing is said.
pub fn usual_collation() -> &'static str {
    match product() {
        Product::MariaDb => "utf8mb4_general_ci",
        Product::MySql => "utf8mb4_0900_ai_ci",
    }
}

/// A query for the numbers from one to the last, in a column `i`, of MySQL and MariaDB, whose words for it differ but for these.
pub fn mysql_numbers(last: u32) -> String {
    let array = format!("CONCAT('[1', REPEAT(',1', {last} - 1), ']')");
    format!("SELECT i FROM JSON_TABLE({array}, '$[*]' COLUMNS (i FOR ORDINALITY)) AS ordinals")
}

/// The shell that a script for that server is written for.
///
/// # Panics
/// When there is no server.
pub fn mysql_shell() -> Shell {
    match product() {
        Product::MariaDb => Shell::MariaDb,
        Product::MySql => Shell::MySql,
    }
}

fn require(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| {
        panic!(
            "this test needs a database server, and `{variable}` is not set\n\
             help: run everything with `bash tests/run.sh`, or start the servers for this shell with\n\
             help: eval \"$(bash tests/servers.sh start)\", and the same with `--postgres 13` and `--postgres 18`"
        )
    })
}

/// The parts of a server's URL, `scheme://user:password@host:port/database`, nothing in it percent-encoded.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Address<'a> {
    pub(crate) user: &'a str,
    pub(crate) password: &'a str,
    pub(crate) host: &'a str,
    pub(crate) port: &'a str,
    pub(crate) database: &'a str,
}

impl<'a> Address<'a> {
    pub(crate) fn parse(url: &'a str) -> Address<'a> {
        let parse = || {
            let (_, rest) = url.split_once("://")?;
            let (login, rest) = rest.rsplit_once('@')?;
            let (user, password) = login.split_once(':').unwrap_or((login, ""));
            let (server, database) = rest.split_once('/')?;
            let (host, port) = server.split_once(':')?;
            Some(Address { user, password, host, port, database: database.split('?').next()? })
        };
        parse().unwrap_or_else(|| {
            panic!("a test server's URL reads `scheme://user:password@host:port/database`, not `{url}`")
        })
    }
}

/// `url` with another database's name in its place.
pub(crate) fn with_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, ""), |(base, _)| (base, &url[base.len()..]));
    let server = base.rsplit_once('/').map_or(base, |(server, _)| server);
    format!("{server}/{name}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_comes_apart() {
        let address = Address::parse("mysql://migrate:secret@127.0.0.1:53406/migrate?ssl-mode=disabled");
        let expected = Address {
            user: "migrate",
            password: "secret",
            host: "127.0.0.1",
            port: "53406",
            database: "migrate",
        };
        assert_eq!(address, expected);
    }

    #[test]
    fn the_database_of_a_url_is_replaced() {
        assert_eq!(with_database("postgres://u:p@h:1/postgres", "x"), "postgres://u:p@h:1/x");
        assert_eq!(with_database("postgres://u:p@h:1/postgres?a=b/c", "x"), "postgres://u:p@h:1/x?a=b/c");
    }
}
