//! The whole chain on real databases: up, down to base, and up again.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::process::Command;

use migrate_core::Report;
use migrate_core::diff::{Comparison, Guessing};
use migrate_core::name::Prefix;
use migrate_core::run::Drift;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind, Ledger, described, dump, shape};
use shop::Shop;

/// The revision before names were split and accounts became companies.
const BEFORE_THE_SPLIT: &str = "5c7720d9e1fa";

/// How many revisions the chain has.
const REVISIONS: usize = 22;

/// Where the branches begin, what is in them, and the end of one, which depends on that of the other.
const FORK: &str = "e2b85d06f413";
const IN_BRANCHES: [&str; 4] = ["0a4d5e7c918", "74c2ae901b6", "c18fb3329de", "d5310fe8a72"];
const BOTH_BRANCHES: &str = "6be19d47c03";

/// Runs a program that must do what it is told, and returns what it printed.
fn run(database: &Database, program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    let output = command.args(arguments).env("DATABASE_URL", database.url()).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {}\n{errors}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

fn up_to(database: &Database, target: &str) -> Report {
    Shop.upgrade_url(&database.url()).to(target).blocking().unwrap()
}

fn down_to(database: &Database, target: &str) -> Report {
    Shop.downgrade_url(&database.url(), target).consent(Consent::Destructive).blocking().unwrap()
}

/// What the database holds is what the applied revisions make, and nothing else, as far as the databases are compared.
fn is_as_the_chain_has_it(database: &Database) {
    match database.kind() {
        Kind::Postgres => {}
        Kind::MySql | Kind::Sqlite => return,
    }
    let drifted = Drift::url(Shop, &database.url()).blocking().unwrap();
    assert_eq!(drifted.inspected.unmodelled, []);
    for chain in drifted.chains {
        let how = || Comparison { guessing: Guessing::Never, ..Comparison::default() };
        let diff = chain.compared.mends_database(how()).unwrap();
        let changes = diff.changes.iter().map(ToString::to_string).collect::<Vec<_>>();
        let apart = diff.only_before.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!((changes, apart), (Vec::new(), Vec::new()), "behind {:?}", chain.applied.last());
        assert!(chain.compared.mends_schema(how()).unwrap().is_empty());
    }
}

fn climbs_again_as_at_first(kind: Kind) {
    let database = Database::create(kind);
    assert_eq!(up_to(&database, "head").steps.len(), REVISIONS);
    let first = dump(&database, Ledger::LeftOut);
    for table in ["companies", "order_items", "order_totals", "deal_tags"] {
        assert!(first.contains(table), "there is no {table} in\n{first}");
    }
    down_to(&database, "base");
    assert_eq!(dump(&database, Ledger::LeftOut).trim(), "", "something is left at base");
    up_to(&database, "head");
    assert_eq!(dump(&database, Ledger::LeftOut), first, "the second climb ends elsewhere");
}

fn every_step_can_be_taken_back_and_again(kind: Kind) {
    let database = Database::create(kind);
    let steps = up_to(&database, "head").steps;
    down_to(&database, "base");
    let (mut taken, mut empty) = (0, 0);
    for revision in steps.iter().map(|step| step.revision.as_str()) {
        // Between fork and merge a number of steps is not one way: the branches are taken back together.
        let back = if revision == BOTH_BRANCHES { FORK } else { "-1" };
        if IN_BRANCHES.contains(&revision) {
            continue;
        }
        taken += up_to(&database, revision).steps.len();
        let there = dump(&database, Ledger::LeftOut);
        is_as_the_chain_has_it(&database);
        let report = down_to(&database, back);
        empty += usize::from(dump(&database, Ledger::LeftOut) == there);
        assert_eq!(up_to(&database, revision).steps.len(), report.steps.len());
        assert_eq!(dump(&database, Ledger::LeftOut), there, "{revision}");
    }
    assert_eq!(taken, REVISIONS);
    // The merge changes nothing, and of the constraints that come later some are for SQLite and some for the others.
    assert_eq!(empty, 2);
}

/// What `schema` prints makes, by the database's own client, what the chain makes.
fn the_schema_that_is_printed_is_that_of_the_chain(kind: Kind) {
    let (database, made) = (Database::create(kind), Database::create(kind));
    for target in [BEFORE_THE_SPLIT, FORK, BOTH_BRANCHES, "head"] {
        up_to(&database, target);
        // No database is asked.
        let mut command = Command::new(env!("CARGO_BIN_EXE_shop"));
        let typed =
            ["schema", target, "--dialect", kind.dialect().name(), "--database-url", "postgres://nowhere/x"];
        let output = command.args(typed).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        made.sql(&String::from_utf8(output.stdout).unwrap());
        assert_eq!(shape(&made), shape(&database), "{target}");
        made.clear();
    }
}

/// Two shops in one database: neither sees the other, and the one with a prefix is as the other, but for its names.
fn a_second_shop_stands_beside_the_first(kind: Kind) {
    let lines = |text: &str| {
        let mut lines = text.replace("zqx_", "").lines().map(str::to_owned).collect::<Vec<_>>();
        lines.sort();
        lines
    };
    let prefix = || "zqx_".parse::<Prefix>().unwrap();
    let database = Database::create(kind);
    let second_to = |target| {
        let report = Shop.upgrade_url(&database.url()).to(target).prefix(prefix()).blocking().unwrap();
        report.steps.len()
    };
    assert_eq!(up_to(&database, "head").steps.len(), REVISIONS);
    let first = shape(&database);
    let before = second_to(BEFORE_THE_SPLIT);
    database.sql(
        "INSERT INTO zqx_accounts (name) VALUES ('Analytical Engines');
         INSERT INTO zqx_contacts (account_id, full_name) SELECT id, 'Ada King Lovelace' FROM zqx_accounts;",
    );
    assert_eq!(before + second_to("head"), REVISIONS);
    assert_eq!(database.sql("SELECT first_name, last_name FROM zqx_contacts"), "Ada King\tLovelace\n");
    assert_eq!(database.sql("SELECT count(*) FROM contacts"), "0\n");
    let mut twice = [lines(&first), lines(&first)].concat();
    twice.sort();
    assert_eq!(lines(&shape(&database)), twice);
    // The hashes are the same.
    let hashes = |ledger: &str| {
        database.sql(&format!("SELECT revision, hash, journal FROM {ledger} ORDER BY revision"))
    };
    assert_eq!(hashes("zqx_migrate_ledger"), hashes("migrate_ledger"));
    let down = Shop.downgrade_url(&database.url(), "base").consent(Consent::Destructive);
    assert_eq!(down.prefix(prefix()).blocking().unwrap().steps.len(), REVISIONS);
    assert_eq!(shape(&database), first);
    // Another way back, by what the program prints, would name the same tables.
    let printed = run(&database, env!("CARGO_BIN_EXE_shop"), &["schema", "--prefix", "zqx_"]);
    assert!(printed.contains("zqx_order_totals") && printed.contains("ix_zqx_"), "{printed}");
}

fn people_keep_their_names(kind: Kind) {
    let names = "SELECT full_name FROM contacts ORDER BY full_name";
    let database = Database::create(kind);
    up_to(&database, BEFORE_THE_SPLIT);
    database.sql(
        "INSERT INTO accounts (name) VALUES ('Analytical Engines');
         INSERT INTO contacts (account_id, full_name) SELECT id, 'Ada King Lovelace' FROM accounts;
         INSERT INTO contacts (account_id, full_name) SELECT id, 'O''Brien' FROM accounts;",
    );
    up_to(&database, "head");
    let split =
        "SELECT p.first_name, p.last_name, c.name FROM contacts p JOIN companies c ON c.id = p.company_id
                 ORDER BY p.first_name";
    let rows = "Ada King\tLovelace\tAnalytical Engines\nO'Brien\t\tAnalytical Engines\n";
    assert_eq!(database.sql(split), rows);

    down_to(&database, BEFORE_THE_SPLIT);
    assert_eq!(database.sql(names), "Ada King Lovelace\nO'Brien\n");
    up_to(&database, "head");
    assert_eq!(database.sql(split), rows);
}

fn an_own_downgrade_fills_what_it_brings_back(kind: Kind) {
    let database = Database::create(kind);
    up_to(&database, "head");
    let insert =
        "INSERT INTO products (sku, name, price, currency_code) VALUES ('TEA-100', 'Tea', '4.90', 'EUR')";
    database.sql(insert);
    down_to(&database, "a90b34de71c");
    assert_eq!(database.sql("SELECT legacy_code FROM products"), "TEA-100\n");
}

fn the_application_sells(kind: Kind) {
    let database = Database::create(kind);
    let application = env!("CARGO_BIN_EXE_shop-app");
    run(&database, application, &[]);
    assert_eq!(
        run(&database, application, &[]),
        "took the orders S-00003 (paid) and S-00004\n\n\
         company                  orders          EUR       unpaid\n\
         Fischer & Söhne               2       195.60         0.00\n\
         Tea Time Ltd                  2       294.00       294.00\n"
    );
}

macro_rules! on_every_database {
    ($($claim:ident),* $(,)?) => {
        mod mysql {
            $(#[test] fn $claim() { super::$claim(migrate_tests::Kind::MySql); })*
        }
        mod postgres {
            $(#[test] fn $claim() { super::$claim(migrate_tests::Kind::Postgres); })*
        }
        mod sqlite {
            $(#[test] fn $claim() { super::$claim(migrate_tests::Kind::Sqlite); })*
        }
    };
}

on_every_database! {
    a_second_shop_stands_beside_the_first,
    an_own_downgrade_fills_what_it_brings_back,
    climbs_again_as_at_first,
    people_keep_their_names,
    every_step_can_be_taken_back_and_again,
    the_schema_that_is_printed_is_that_of_the_chain,
    the_application_sells,
}

/// The catalogue of each version of PostgreSQL says the same of the same revisions.
#[test]
fn versions_of_postgres_come_to_the_same() {
    let usual = Database::create(Kind::Postgres);
    up_to(&usual, "head");
    let head = described(&usual);
    for major in [13, 18] {
        let database = Database::create_on_postgres(major);
        up_to(&database, "head");
        assert_eq!(described(&database), head, "PostgreSQL {major}");
        is_as_the_chain_has_it(&database);
        down_to(&database, "base");
        assert_eq!(described(&database), "", "PostgreSQL {major}");
        up_to(&database, "head");
        assert_eq!(described(&database), head, "PostgreSQL {major}");
    }
}
