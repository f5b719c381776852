//! Every example on the live databases, over tables with rows: it runs, the database looks like one that was made from the
//! replayed schema, rows are what they should be, and the way back leads back.
//!
//! `MIGRATE_EXAMPLE="a part of a name"` runs the examples with such names alone.

use migrate_core::dialect::Dialect;
use migrate_core::diff::{Comparison, Guessing};
use migrate_core::inspect::Schemas;
use migrate_core::run::Inspect;
use migrate_core::schema::Schema;
use migrate_core::script::Consent;
use migrate_core::{Error, ErrorKind};
use migrate_tests::catalogue::lowered::{self, Back, Lowered, Refusal};
use migrate_tests::catalogue::{Example, Leaves, groups};
use migrate_tests::servers::is_of_newer_mariadb;
use migrate_tests::{Database, Kind, Product, product, remade, shape};

use crate::chain::{self, Examples};
use crate::rows::Rows;

/// How an example ended.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// The database is where it was before it, with all its rows.
    Back,
    /// The database is behind it, or is not what it was in every respect.
    OneWay,
}

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
    let examples = examples.filter(|example| example.name.contains(&wanted)).collect::<Vec<_>>();
    let mut faults = Vec::new();
    let (database, mirror) = (Database::create(kind), Database::create(kind));
    let mut base = None;
    for example in &examples {
        // Others find other tables, which the ledger would take for those that are there.
        let place = Some((example.base.file, example.base.line));
        if base.is_some() && base != place {
            database.clear();
        }
        base = place;
        let outcome = match example.postgres {
            Some(major) if kind == Kind::Postgres => newer(&database, major, example),
            Some(_) | None => check(&database, &mirror, example),
        };
        match outcome {
            Ok(Outcome::Back) => {}
            Ok(Outcome::OneWay) => database.clear(),
            Err(fault) => {
                faults.push(format!("== {} on {kind}\n{fault}", example.name));
                database.clear();
            }
        }
    }
    assert!(!examples.is_empty());
    assert!(faults.is_empty(), "{} of {} examples\n{}", faults.len(), examples.len(), faults.join("\n"));
}

/// Whether the database is inspected behind an example: always on SQLite; on a server, where that takes its time, behind one
/// in three, by the letters of its name, or behind all with `MIGRATE_INSPECT_ALL`.
fn is_inspected(dialect: Dialect, example: &Example) -> bool {
    dialect == Dialect::Sqlite
        || example.name.bytes().map(u32::from).sum::<u32>().is_multiple_of(3)
        || std::env::var_os("MIGRATE_INSPECT_ALL").is_some()
}

/// Nothing in the database differs from a schema, and nothing else is there.
fn inspected(database: &Database, schema: &Schema) -> Result<(), String> {
    let beside = Inspect::url(&database.url()).schemas(Schemas::All).beside(schema.clone());
    let compared = beside.blocking().map_err(told("inspect"))?;
    let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
    let diff = compared.mends_database(how).map_err(|error| error.to_string())?;
    let changes = diff.changes.iter().map(|change| format!("{change}\n"));
    let apart = diff.only_before.iter().map(|object| format!("{object} is there\n"));
    let beyond = compared.inspected.unmodelled.iter().map(|it| format!("{it:?}\n"));
    equal("inspected", &changes.chain(apart).chain(beyond).collect::<String>(), "")
}

/// What an older server has not is refused there, and runs on a newer one.
fn newer(old: &Database, major: u32, example: &Example) -> Result<Outcome, String> {
    chain::set(example);
    up(old, "before").map_err(told("before"))?;
    match up(old, "head") {
        Err(error) if error.kind() == ErrorKind::Unsupported => {}
        other => return Err(format!("the older server takes it: {other:?}")),
    }
    down(old, "shop").map_err(told("below"))?;
    let (database, mirror) = (Database::create_on_postgres(major), Database::create_on_postgres(major));
    check(&database, &mirror, example)?;
    Ok(Outcome::Back)
}

fn check(database: &Database, mirror: &Database, example: &Example) -> Result<Outcome, String> {
    let dialect = database.kind().dialect();
    chain::set(example);
    if !lowered::has_before(example, dialect) {
        return match (lowered::up(example, dialect), up(database, "head")) {
            (Lowered::Refused(_), Err(error)) if error.kind() == ErrorKind::Unsupported => {
                Ok(Outcome::OneWay)
            }
            other => Err(format!("what is not there before is taken: {other:?}")),
        };
    }
    if is_mariadbs_alone(database, example) {
        return refused_by_mysql(database);
    }
    match up(database, "before") {
        Err(error) if is_of_newer_mariadb(database.kind(), &error) => return Ok(Outcome::OneWay),
        before => before.map_err(told("before"))?,
    }
    let expect = match example.leaves {
        Leaves::Nothing => equal,
        Leaves::Something => at_least,
    };
    let (schema, behind) = (lowered::before(example, dialect), lowered::after(example, dialect));
    let (before, rows) = (shape(database), Rows::read(database, &schema));
    let outcome = match lowered::up(example, dialect) {
        Lowered::Refused(refusals) => refused(database, &refusals, &before).map(|()| Outcome::Back)?,
        Lowered::Nothing | Lowered::Step(_) => {
            match up(database, "head") {
                Err(error) if is_of_newer_mariadb(database.kind(), &error) => return Ok(Outcome::OneWay),
                head => head.map_err(told("up"))?,
            }
            expect("up", &shape(database), &made(mirror, &remade::statements(&behind, dialect)))?;
            if example.leaves == Leaves::Nothing && is_inspected(dialect, example) {
                inspected(database, &behind)?;
            }
            let after = shape(database);
            allowed("up", &rows.changes(&Rows::read(database, &behind)), example.changes)?;
            for (query, answer) in &example.finds {
                let found = database.try_sql(&format!("{query};"))?;
                if found.trim_end() != *answer {
                    return Err(format!("{query} finds\n{found}and not\n{answer}"));
                }
            }
            let back = lowered::down(example, dialect);
            if let Back::Irreversible(_) | Back::Lowered(Lowered::Refused(_)) = &back {
                match down(database, "before") {
                    Err(error) if matches!(error.kind(), ErrorKind::Chain | ErrorKind::Unsupported) => {}
                    other => return Err(format!("a way back that there is none of: {other:?}")),
                }
                equal("no way back", &shape(database), &after)?;
                return Ok(Outcome::OneWay);
            }
            down(database, "before").map_err(told("down"))?;
            // A column that went and came back stands behind the others.
            let below = shape(database);
            expect("down", &sorted(&below), &sorted(&before))?;
            allowed("down", &rows.changes(&Rows::read(database, &schema)), example.loses)?;
            let is_whole = example.loses.is_empty() && below == before;
            if is_whole {
                up(database, "head").map_err(told("up again"))?;
                match stored(database, "before") {
                    Ok(_) => {}
                    // A function of the program's cannot be kept; the code undoes it.
                    Err(error)
                        if error.code().text == "irreversible" && error.to_string().contains("function") =>
                    {
                        down(database, "before").map_err(told("down again"))?;
                    }
                    Err(error) => return Err(told("down by what the ledger keeps")(error)),
                }
                equal("down by what the ledger keeps", &shape(database), &before)?;
            }
            if is_whole { Outcome::Back } else { Outcome::OneWay }
        }
    };
    down(database, "shop").map_err(told("below"))?;
    Ok(outcome)
}

/// What MariaDB takes and MySQL itself does not, by the names of examples.
const MARIADB_ALONE: [&str; 15] = [
    "Change how a sequence goes",
    "Change what MySQL has of a column",
    "Change whose a sequence is",
    "Create a sequence",
    "Corner: rename a table in parts, and a column of it",
    "Corner: tables with options",
    "Create a sequence that goes down and begins again",
    "Create a table with the options of MySQL and SQLite",
    "Create a table with what MySQL has for its columns",
    "Drop a sequence",
    "Have a sequence begin again",
    "Rename a sequence",
    "Replace a function",
    "Replace a trigger",
    "Take a sequence's limits away",
];

/// Whether the server is MySQL itself, which has not what the example shows.
pub(crate) fn is_mariadbs_alone(database: &Database, example: &Example) -> bool {
    database.kind() == Kind::MySql && MARIADB_ALONE.contains(&example.name) && product() == Product::MySql
}

/// MySQL is told to lack it before anything of it runs, or of what is there before it.
fn refused_by_mysql(database: &Database) -> Result<Outcome, String> {
    let mut before = shape(database);
    let mut ran = up(database, "before");
    if ran.is_ok() {
        before = shape(database);
        ran = up(database, "head");
    }
    match ran {
        Err(error) if error.kind() == ErrorKind::Unsupported => {}
        other => return Err(format!("MySQL takes it: {other:?}")),
    }
    equal("refused", &shape(database), &before)?;
    Ok(Outcome::OneWay)
}

fn sorted(text: &str) -> String {
    let mut lines = text.lines().collect::<Vec<_>>();
    lines.sort_unstable();
    lines.join("\n")
}

/// Nothing of it ran, for the reason that was told.
fn refused(database: &Database, refusals: &[Refusal], before: &str) -> Result<(), String> {
    let Err(error) = up(database, "head") else { return Err("it is taken".to_owned()) };
    let is_told = refusals.first().is_some_and(|refusal| error.message().contains(&refusal.reason));
    if error.kind() != ErrorKind::Unsupported || !is_told {
        return Err(format!("refused otherwise: {error:?}"));
    }
    equal("refused", &shape(database), before)
}

fn up(database: &Database, target: &str) -> Result<(), Error> {
    Examples.upgrade_url(&database.url()).to(target).blocking().map(|_| ())
}

fn stored(database: &Database, target: &str) -> Result<migrate_core::report::Report, Error> {
    let run = migrate_core::Run::undo_stored_url(Examples, &database.url(), [target]);
    run.consent(Consent::Destructive).blocking()
}

fn down(database: &Database, target: &str) -> Result<(), Error> {
    Examples.downgrade_url(&database.url(), target).consent(Consent::Destructive).blocking().map(|_| ())
}

fn told(what: &str) -> impl Fn(Error) -> String {
    move |error| format!("{what}: {error:?}")
}

/// What an empty database looks like in which statements ran.
fn made(database: &Database, statements: &[String]) -> String {
    run_all(database, statements);
    let shape = shape(database);
    database.clear();
    shape
}

/// Runs statements with the database's own client.
pub(crate) fn run_all(database: &Database, statements: &[String]) {
    let dialect = database.kind().dialect();
    let settings = dialect.client_settings().iter().map(|line| format!("{line}\n"));
    let statements = statements.iter().map(|sql| dialect.client_statement(sql));
    database.sql(&settings.chain(statements).collect::<String>());
}

fn equal(what: &str, found: &str, expected: &str) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let lines = |text: &str, other: &str, mark| {
        let only = text.lines().filter(|line| !other.lines().any(|it| it == *line));
        only.map(|line| format!("{mark} {line}\n")).collect::<Vec<_>>().concat()
    };
    let difference = lines(found, expected, "is") + &lines(expected, found, "should be");
    Err(if difference.is_empty() {
        format!("{what}: in another order:\n{found}")
    } else {
        format!("{what}:\n{difference}")
    })
}

/// What is expected is there; other things may be.
fn at_least(what: &str, found: &str, expected: &str) -> Result<(), String> {
    let missing = expected.lines().filter(|line| !found.lines().any(|it| it == *line)).collect::<Vec<_>>();
    if missing.is_empty() { Ok(()) } else { Err(format!("{what}: without {missing:?}")) }
}

/// Nothing changed but what may: a column, or anything of a table.
fn allowed(what: &str, changes: &[String], allowed: &[&str]) -> Result<(), String> {
    let is_allowed = |change: &&String| {
        allowed
            .iter()
            .any(|it| it == *change || change.split_once('.').is_some_and(|(table, _)| table == *it))
    };
    let faults = changes.iter().filter(|change| !is_allowed(change)).collect::<Vec<_>>();
    if faults.is_empty() { Ok(()) } else { Err(format!("{what}: rows differ in {faults:?}")) }
}
