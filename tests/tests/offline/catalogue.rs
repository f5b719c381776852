//! Examples of the catalogue, by a run and by a script: the schema, the rows and the ledger are the same, up and down.
//!
//! These are all that are more than statements of ours, which stand in a script as a run sends them, and some of the others.
//! `MIGRATE_EXAMPLE="a part of a name"` runs all examples with such names.

use migrate_core::run::Offline;
use migrate_core::script::Consent;
use migrate_core::script::Statement;
use migrate_core::{Error, ErrorKind};
use migrate_tests::catalogue::lowered::{self, Back, Lowered};
use migrate_tests::catalogue::{Example, Leaves, groups};
use migrate_tests::servers::is_of_newer_mariadb;
use migrate_tests::shell::{self, Behind};
use migrate_tests::{Database, Kind, Product, described, product, shape};

use crate::chain::{self, Examples};
use crate::rows::Rows;
use crate::state::shell_of;

#[test]
fn every_example_on_mysql() {
    run(Kind::MySql);
}

#[test]
fn every_example_on_postgres() {
    run(Kind::Postgres);
}

#[test]
fn every_example_on_sqlite() {
    run(Kind::Sqlite);
}

fn run(kind: Kind) {
    let wanted = std::env::var("MIGRATE_EXAMPLE").unwrap_or_default();
    let examples = groups().into_iter().flat_map(|group| group.examples);
    let is_wanted = |(at, example): &(usize, Example)| match wanted.as_str() {
        "" => example.postgres.is_none() && (at % PLAIN == 0 || is_special(example, kind)),
        wanted => example.name.contains(wanted),
    };
    let examples = examples.enumerate().filter(is_wanted).map(|(_, example)| example).collect::<Vec<_>>();
    let pair = [Database::create(kind), Database::create(kind)];
    let (mut faults, mut scripts) = (Vec::new(), 0);
    let mut base = None;
    for example in &examples {
        let place = Some((example.base.file, example.base.line));
        if base.is_some() && base != place {
            pair.iter().for_each(Database::clear);
        }
        base = place;
        match compare(&pair, example) {
            Ok(ran) => {
                scripts += usize::from(ran);
                if example.leaves == Leaves::Something {
                    pair.iter().for_each(Database::clear);
                }
            }
            Err(fault) => {
                faults.push(format!("== {} on {kind}\n{fault}", example.name));
                pair.iter().for_each(Database::clear);
            }
        }
    }
    assert!(faults.is_empty(), "{} of {} examples\n{}", faults.len(), examples.len(), faults.join("\n"));
    assert!(!wanted.is_empty() || scripts * 2 > examples.len(), "{scripts} of {}", examples.len());
}

/// One in so many of the plain examples is run.
const PLAIN: usize = 40;

/// Whether an example is more than statements of ours.
fn is_special(example: &Example, kind: Kind) -> bool {
    let dialect = kind.dialect();
    let special = |lowered: &Lowered| match lowered {
        Lowered::Nothing | Lowered::Refused(_) => false,
        Lowered::Step(step) => {
            let mut statements = step.operations.iter().flat_map(|operation| &operation.statements);
            statements.any(|statement| !matches!(statement, Statement::Ddl(_) | Statement::Dml(_)))
        }
    };
    if !lowered::has_before(example, dialect) {
        return false;
    }
    let back = || matches!(lowered::down(example, dialect), Back::Lowered(lowered) if special(&lowered));
    special(&lowered::up(example, dialect)) || back()
}

/// Whether an error tells what the server of a run of its own has not: MySQL itself, or an old MariaDB.
fn lacks(kind: Kind, error: &Error) -> bool {
    let is_mysql = kind == Kind::MySql && product() == Product::MySql;
    error.kind() == ErrorKind::Unsupported && is_mysql || is_of_newer_mariadb(kind, error)
}

/// Does an example by a run and by a script. Returns whether there was a script.
fn compare(pair: &[Database; 2], example: &Example) -> Result<bool, String> {
    let [online, offline] = pair;
    let (kind, dialect) = (online.kind(), online.kind().dialect());
    chain::set(example);
    if !lowered::has_before(example, dialect) {
        return Ok(false);
    }
    for database in pair {
        match up(database, "before") {
            // What MySQL itself or an old MariaDB has not.
            Err(error) if lacks(kind, &error) => return Ok(false),
            before => before.map_err(|error| format!("before: {error}"))?,
        }
    }
    let writer = Offline::new(Examples, shell_of(online.kind())).consent(Consent::Destructive);
    let script = writer.upgrade(&"before:head".parse().map_err(|error| format!("{error}"))?);
    let ran = match (up(online, "head"), script) {
        (Ok(()), Ok(script)) => {
            run_script(offline, script)?;
            alike(pair, &lowered::after(example, dialect), "up")?;
            true
        }
        (Ok(()), Err(error)) if error.code().text == "offline" => {
            up(offline, "head").map_err(|error| format!("up: {error}"))?;
            false
        }
        (Err(one), Err(other)) if one.kind() == ErrorKind::Unsupported && other.kind() == one.kind() => false,
        (one, other) => return Err(format!("a run {one:?}, a script {other:?}")),
    };
    let script = writer.downgrade(&"head:before".parse().map_err(|error| format!("{error}"))?);
    if ran {
        match (down(online, "before"), script) {
            (Ok(()), Ok(script)) => {
                run_script(offline, script)?;
                alike(pair, &lowered::before(example, dialect), "down")?;
            }
            (Err(one), Err(other)) if one.kind() == other.kind() => {
                pair.iter().for_each(Database::clear);
                return Ok(true);
            }
            (one, other) => return Err(format!("down, a run {one:?}, a script {other:?}")),
        }
    }
    for database in pair {
        if down(database, "shop").is_err() {
            pair.iter().for_each(Database::clear);
            break;
        }
    }
    Ok(ran)
}

fn run_script(database: &Database, script: Option<String>) -> Result<(), String> {
    let Some(script) = script else { return Ok(()) };
    let told = shell::run(database, &script, Behind::Stops);
    if told.success && told.stderr.is_empty() { Ok(()) } else { Err(format!("{}\n{script}", told.stderr)) }
}

fn alike(pair: &[Database; 2], schema: &migrate_core::schema::Schema, when: &str) -> Result<(), String> {
    let [one, other] = pair.each_ref().map(looks);
    let [online, offline] = pair;
    let mut differing = Rows::read(online, schema).changes(&Rows::read(offline, schema));
    // When a row came.
    differing.retain(|column| !column.ends_with(".created_at"));
    if !differing.is_empty() {
        return Err(format!("{when}: rows differ in {differing:?}"));
    }
    let ledgers = pair.each_ref().map(Database::ledger_rows);
    for (one, other) in [(one, other), ledgers.into()] {
        if one != other {
            let only = |text: &str, than: &str, mark| {
                let lines = text.lines().filter(|line| !than.lines().any(|it| it == *line));
                lines.map(|line| format!("{mark} {line}\n")).collect::<Vec<_>>().concat()
            };
            if only(&one, &other, "").is_empty() && only(&other, &one, "").is_empty() {
                return Err(format!("{when}, in another order:\n{one}\n{other}"));
            }
            let (run, script) = (only(&one, &other, "run   "), only(&other, &one, "script"));
            return Err(format!("{when}: \n{run}{script}"));
        }
    }
    Ok(())
}

fn looks(database: &Database) -> String {
    match database.kind() {
        Kind::Postgres => described(database),
        Kind::MySql | Kind::Sqlite => shape(database),
    }
}

fn up(database: &Database, target: &str) -> Result<(), Error> {
    Examples.upgrade_url(&database.url()).to(target).blocking().map(|_| ())
}

fn down(database: &Database, target: &str) -> Result<(), Error> {
    Examples.downgrade_url(&database.url(), target).consent(Consent::Destructive).blocking().map(|_| ())
}
