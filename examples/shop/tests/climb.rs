//! The whole chain on real databases, by the programs that users start: up, down to base, and up again.

use std::process::{Command, Output};

use migrate_tests::{Database, Kind, Ledger, dump};

/// The revision before names were split and accounts became companies.
const BEFORE_THE_SPLIT: &str = "5c7720d9e1fa";

fn run(database: &Database, program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).env("DATABASE_URL", database.url());
    command.output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// Runs a program that must do what it is told, and returns what it printed.
fn must(database: &Database, program: &str, arguments: &[&str]) -> String {
    let output = run(database, program, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {}\n{errors}", output.status);
    String::from_utf8(output.stdout).expect("programs print UTF-8")
}

fn shop(database: &Database, arguments: &[&str]) -> String {
    must(database, env!("CARGO_BIN_EXE_shop"), arguments)
}

fn down_to(database: &Database, target: &str) {
    shop(database, &["downgrade", target, "--allow", "destructive"]);
}

fn climbs_again_as_at_first(kind: Kind) {
    let database = Database::create(kind);
    shop(&database, &["upgrade", "head"]);
    let first = dump(&database, Ledger::LeftOut);
    for table in ["companies", "order_items", "order_totals", "deal_tags"] {
        assert!(first.contains(table), "there is no {table} in\n{first}");
    }
    down_to(&database, "base");
    assert_eq!(dump(&database, Ledger::LeftOut).trim(), "", "something is left at base");
    shop(&database, &["upgrade", "head"]);
    assert_eq!(dump(&database, Ledger::LeftOut), first, "the second climb ends elsewhere");
}

fn steps_down_and_up_one_by_one(kind: Kind) {
    let database = Database::create(kind);
    shop(&database, &["upgrade", "head"]);
    let mut steps = 0;
    while !shop(&database, &["current", "--quiet"]).trim().is_empty() {
        assert!(steps < 30, "the way down does not end");
        steps += 1;
        down_to(&database, "-1");
    }
    assert_eq!(steps, 18, "one step a revision");
    assert_eq!(dump(&database, Ledger::LeftOut).trim(), "");
}

fn people_keep_their_names(kind: Kind) {
    let names = "SELECT full_name FROM contacts ORDER BY full_name";
    let database = Database::create(kind);
    shop(&database, &["upgrade", BEFORE_THE_SPLIT]);
    database.sql(
        "INSERT INTO accounts (name) VALUES ('Analytical Engines');
         INSERT INTO contacts (account_id, full_name) SELECT id, 'Ada King Lovelace' FROM accounts;
         INSERT INTO contacts (account_id, full_name) SELECT id, 'O''Brien' FROM accounts;",
    );
    shop(&database, &["upgrade", "head"]);
    let split =
        "SELECT p.first_name, p.last_name, c.name FROM contacts p JOIN companies c ON c.id = p.company_id
                 ORDER BY p.first_name";
    let separator = if kind == Kind::Sqlite { "|" } else { "\t" };
    let rows = database.sql(split).replace(separator, "/");
    assert_eq!(rows, "Ada King/Lovelace/Analytical Engines\nO'Brien//Analytical Engines\n");

    down_to(&database, BEFORE_THE_SPLIT);
    assert_eq!(database.sql(names), "Ada King Lovelace\nO'Brien\n");
    shop(&database, &["upgrade", "head"]);
    assert_eq!(database.sql(split).replace(separator, "/"), rows);
}

fn the_application_sells(kind: Kind) {
    let database = Database::create(kind);
    let application = env!("CARGO_BIN_EXE_shop-app");
    must(&database, application, &[]);
    assert_eq!(
        must(&database, application, &[]),
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
    climbs_again_as_at_first,
    people_keep_their_names,
    steps_down_and_up_one_by_one,
    the_application_sells,
}
