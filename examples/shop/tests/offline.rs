//! The whole chain by scripts that the databases' own shells run.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use migrate_core::dialect::Shell;
use migrate_core::run::Offline;
use migrate_core::script::Consent;
use migrate_tests::shell::{self, Behind};
use migrate_tests::{Database, Kind, Ledger, Product, described, dump, product, shape};
use shop::Shop;

/// The schema. SQLite keeps the text of definitions, where a script has blanks and line breaks in other places.
fn schema(database: &Database) -> String {
    match database.kind() {
        Kind::MySql => dump(database, Ledger::LeftOut),
        Kind::Postgres => described(database),
        Kind::Sqlite => shape(database),
    }
}

fn run(database: &Database, script: &str) {
    let told = shell::run(database, script, Behind::Stops);
    assert!(told.success && told.stderr.is_empty(), "{}\n{script}", told.stderr);
}

/// Up and down by a script and by a run; the names of two people go along.
fn is_as_by_a_run(kind: Kind, writer: Shell) {
    let (online, offline) = (Database::create(kind), Database::create(kind));
    let writer = Offline::new(Shop, writer).consent(Consent::Destructive);
    let up = |range: &str| writer.upgrade(&range.parse().unwrap()).unwrap().unwrap();
    let rows = "INSERT INTO accounts (name) VALUES ('Analytical Engines');
         INSERT INTO contacts (account_id, full_name) SELECT id, 'Ada King Lovelace' FROM accounts;
         INSERT INTO contacts (account_id, full_name) SELECT id, 'O''Brien' FROM accounts;";
    Shop.upgrade_url(&online.url()).to("5c7720d9e1fa").blocking().unwrap();
    run(&offline, &up("base:5c7720d9e1fa"));
    for database in [&online, &offline] {
        database.sql(rows);
    }
    Shop.upgrade_url(&online.url()).blocking().unwrap();
    run(&offline, &up("5c7720d9e1fa:head"));
    assert_eq!(schema(&offline), schema(&online), "{kind}");
    assert_eq!(offline.ledger_rows(), online.ledger_rows(), "{kind}");
    let names = "SELECT first_name, last_name FROM contacts ORDER BY first_name;";
    assert_eq!(offline.sql(names), online.sql(names), "{kind}");

    Shop.downgrade_url(&online.url(), "base").consent(Consent::Destructive).blocking().unwrap();
    run(&offline, &writer.downgrade(&"head:base".parse().unwrap()).unwrap().unwrap());
    assert_eq!(schema(&offline), schema(&online), "{kind}, down");
    assert_eq!(offline.ledger_rows(), "", "{kind}");
    run(&offline, &writer.stamp(&"base:head".parse().unwrap()).unwrap().unwrap());
    migrate_core::run::Stamp::url(Shop, &online.url(), "head").blocking().unwrap();
    assert_eq!(offline.ledger_rows(), online.ledger_rows(), "{kind}, stamped");
}

#[test]
fn on_mariadb() {
    // MySQL itself does not read what is written for MariaDB.
    if product() == Product::MariaDb {
        is_as_by_a_run(Kind::MySql, Shell::MariaDb);
    }
}

#[test]
fn on_mariadb_by_a_script_for_mysql() {
    is_as_by_a_run(Kind::MySql, Shell::MySql);
}

#[test]
fn on_postgres() {
    is_as_by_a_run(Kind::Postgres, Shell::Psql);
}

#[test]
fn on_sqlite() {
    is_as_by_a_run(Kind::Sqlite, Shell::Sqlite3);
}
