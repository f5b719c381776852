//! The runner on the three databases: what it does, what it leaves when it stops, and what it tells.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod adopting;
mod backfill;
mod bounded;
mod concurrent;
#[expect(clippy::allow_attributes, reason = "what the bodies of its chains use of the prelude varies")]
mod data;
mod failing;
mod in_one;
mod isolated;
mod killed;
mod library;
mod limits;
mod packages;
mod parts;
mod proxy;
mod search_path;
mod stall;
mod stored;
mod team;
mod together;
mod whole_way;

use migrate_tests::{Database, Ledger, dump};

/// The schema without the ledger.
fn schema(database: &Database) -> String {
    dump(database, Ledger::LeftOut)
}

/// The revisions in the ledger, in the order of ids, each with its state.
fn ledger(database: &Database) -> String {
    database.sql("SELECT revision, state FROM migrate_ledger ORDER BY revision;")
}
