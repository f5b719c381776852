//! Chains that nobody thought of, with rows in their tables: after each step up and down, replay is what the database is,
//! and every row that should be there is, with its values.
//!
//! A run tries a few. `MIGRATE_TEST_CHAINS=1000 cargo test -p migrate-tests --test random` tries so many on each database,
//! and `MIGRATE_TEST_SEED=17` begins with that seed; a fault is told with its seed and with the fewest operations that show it.

#![expect(clippy::panic, clippy::print_stderr, reason = "a test fails by a panic, and says where it is")]

mod author;
mod chain;
mod dice;
mod look;
mod pairs;
mod run;
mod scratch;
mod shrink;
mod sqlite_text;
mod stored;
mod values;
mod world;

use std::collections::BTreeMap;

use migrate_tests::Kind;

use run::{Place, Tally};

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("`{variable}` is a number, not `{text}`")))
}

/// The first seed and how many there are.
fn seeds(usual: u64) -> (u64, u64) {
    (number("MIGRATE_TEST_SEED").unwrap_or(1), number("MIGRATE_TEST_CHAINS").unwrap_or(usual))
}

fn chains(kind: Kind, usual: u64) {
    let (first, count) = seeds(usual);
    let mut place = Place::new(kind);
    let mut tally = Tally::default();
    let began = std::time::Instant::now();
    let mut faults = BTreeMap::<String, Vec<u64>>::new();
    for seed in first..first + count {
        if seed > first && (seed - first).is_multiple_of(50) {
            eprintln!("{kind}: {tally:?} in {:?}", began.elapsed());
        }
        let chain = author::chain(kind, seed);
        let before = tally.chains;
        if let Err(fault) = place.run(&chain, &mut tally) {
            let seeds = faults.entry(shrink::nature(&fault)).or_default();
            seeds.push(seed);
            if seeds.len() == 1 {
                eprintln!("{kind}, seed {seed}\n{fault}\n\n{}", shrink::shrink(kind, &chain));
            }
        }
        if tally.chains == before {
            // What stopped on its way left something behind.
            place = Place::new(kind);
        }
    }
    eprintln!("{kind}: {tally:?} in {:?}", began.elapsed());
    assert!(faults.is_empty(), "{kind}: the seeds of each kind of fault: {faults:#?}");
    assert!(tally.steps > tally.chains, "{kind}: {tally:?}");
}

#[test]
fn random_chains_on_mysql() {
    chains(Kind::MySql, 10);
}

#[test]
fn random_chains_on_postgres() {
    chains(Kind::Postgres, 20);
}

#[test]
fn random_chains_on_sqlite() {
    chains(Kind::Sqlite, 20);
}

#[test]
fn what_makes_one_random_schema_of_another_on_mysql() {
    pairs::pairs(Kind::MySql, 4);
}

#[test]
fn what_makes_one_random_schema_of_another_on_postgres() {
    pairs::pairs(Kind::Postgres, 8);
}

#[test]
fn what_makes_one_random_schema_of_another_on_sqlite() {
    pairs::pairs(Kind::Sqlite, 12);
}
