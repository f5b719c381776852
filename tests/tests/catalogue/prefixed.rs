//! Every example twice in one database, without a prefix and with one: neither sees the other, and what the one looks like
//! is what the other looks like, but for the prefix in its names.

use std::collections::BTreeMap;

use migrate_core::name::Prefix;
use migrate_core::script::Consent;
use migrate_core::{Error, ErrorKind, Run};
use migrate_tests::catalogue::lowered::{self, Back, Lowered};
use migrate_tests::catalogue::{Example, Leaves, groups};
use migrate_tests::{Database, Kind, shape};

use crate::chain::{self, Examples};
use crate::live::is_mariadbs_alone;

/// No name of an example holds it.
const PREFIX: &str = "zqx_";

#[test]
fn every_example_with_a_prefix_on_mysql() {
    run(Kind::MySql);
}

#[test]
fn every_example_with_a_prefix_on_postgres() {
    run(Kind::Postgres);
}

#[test]
fn every_example_with_a_prefix_on_sqlite() {
    run(Kind::Sqlite);
}

/// What became of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// The dialect has it not, with a prefix or without.
    NotThere,
    /// Its SQL names what has a prefix, and it was told so.
    Told,
    /// It is there twice.
    Twice,
}

fn run(kind: Kind) {
    let wanted = std::env::var("MIGRATE_EXAMPLE").unwrap_or_default();
    let examples = groups().into_iter().flat_map(|group| group.examples);
    let examples = examples.filter(|example| example.name.contains(&wanted)).collect::<Vec<_>>();
    let database = Database::create(kind);
    let (mut outcomes, mut faults, mut base) = (BTreeMap::<_, usize>::new(), Vec::new(), None);
    for example in &examples {
        let place = Some((example.base.file, example.base.line));
        if base.is_some() && base != place {
            database.clear();
        }
        base = place;
        match check(&database, example) {
            Ok((outcome, is_back)) => {
                *outcomes.entry(outcome).or_default() += 1;
                if !is_back {
                    database.clear();
                }
            }
            Err(fault) => {
                faults.push(format!("== {} on {kind}\n{fault}", example.name));
                database.clear();
            }
        }
    }
    assert!(faults.is_empty(), "{} of {} examples\n{}", faults.len(), examples.len(), faults.join("\n"));
    let twice = outcomes.get(&Outcome::Twice).copied().unwrap_or_default();
    assert!(!wanted.is_empty() || twice > examples.len() / 2, "{outcomes:?} of {}", examples.len());
}

fn prefix() -> Prefix {
    PREFIX.parse().expect("it is a prefix")
}

fn up(database: &Database, target: &str, with: impl Fn(Run<'static>) -> Run<'static>) -> Result<(), Error> {
    with(Examples.upgrade_url(&database.url()).to(target)).blocking().map(|_| ())
}

fn down(database: &Database, target: &str, with: impl Fn(Run<'static>) -> Run<'static>) -> Result<(), Error> {
    let down = Examples.downgrade_url(&database.url(), target).consent(Consent::Destructive);
    with(down).blocking().map(|_| ())
}

/// What became of it, and whether the database is as it was.
fn check(database: &Database, example: &Example) -> Result<(Outcome, bool), String> {
    let told = |what: &'static str| move |error: Error| format!("{what}: {error:?}");
    let bare = |run: Run<'static>| run;
    let prefixed = |run: Run<'static>| run.prefix(prefix());
    let dialect = database.kind().dialect();
    chain::set(example);
    let is_left_out = || {
        matches!(lowered::up(example, dialect), Lowered::Refused(_))
            || (example.postgres.is_some() && database.kind() == Kind::Postgres)
            || is_mariadbs_alone(database, example)
    };
    let is_there = lowered::has_before(example, dialect) && !is_left_out();
    // An extension is there once in a database.
    let has_extension = is_there
        && [lowered::before(example, dialect), lowered::after(example, dialect)]
            .iter()
            .any(|schema| schema.extensions().next().is_some());
    if !is_there || has_extension {
        return Ok((Outcome::NotThere, true));
    }
    if let Err(error) = up(database, "head", prefixed) {
        let is_told = error.kind() == ErrorKind::Chain && error.message().contains("in this database");
        return if is_told {
            Ok((Outcome::Told, false))
        } else {
            Err(format!("up with a prefix: {error:?}"))
        };
    }
    let once = lines(&shape(database));
    up(database, "head", bare).map_err(told("up"))?;
    let both = lines(&shape(database));
    let mut twice = once.iter().chain(&once).cloned().collect::<Vec<_>>();
    twice.sort();
    if both != twice {
        let only = |some: &[String], others: &[String]| {
            let mut others = others.to_vec();
            let mut is_there = |line: &String| {
                let at = others.iter().position(|other| other == line);
                at.map(|at| others.swap_remove(at)).is_some()
            };
            some.iter().filter(|line| !is_there(line)).cloned().collect::<Vec<_>>().join("\n")
        };
        let (more, less) = (only(&both, &twice), only(&twice, &both));
        return Err(format!("both have more:\n{more}\nand less:\n{less}"));
    }
    let can_go_back = !matches!(
        lowered::down(example, dialect),
        Back::Irreversible(_) | Back::Lowered(Lowered::Refused(_))
    );
    if !can_go_back || example.leaves == Leaves::Something {
        return Ok((Outcome::Twice, false));
    }
    down(database, "base", bare).map_err(told("down"))?;
    down(database, "shop", prefixed).map_err(told("down with a prefix"))?;
    Ok((Outcome::Twice, true))
}

/// Lines without the prefix and the quotes that a name may need without it, sorted. An extension is there once.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace(PREFIX, "").replace('"', "");
    let lines = text.lines().filter(|line| !line.contains("EXTENSION"));
    let mut lines = lines.map(str::to_owned).collect::<Vec<_>>();
    lines.sort();
    lines
}
