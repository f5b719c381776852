//! Brings a chain up, down and up again through the real runner, and judges what the database then looks like.

use std::rc::Rc;

use migrate_core::dialect::Dialect;
use migrate_core::operation::{Operation, Operations, Recorded};
use migrate_core::schema::Schema;
use migrate_core::script::Consent;
use migrate_core::{Error, ErrorKind};
use migrate_tests::{Database, Kind, Ledger, dump};

use crate::chain::{self, Record, Torture};

/// How a chain ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It went up, down and up again, and the second climb led where the first did.
    RoundTrip,
    /// It was refused before anything ran.
    Refused(String),
    /// It went up, and the way down was refused before anything ran.
    OneWay(String),
}

/// One revision of a chain.
pub(crate) fn revision(record: impl Fn(&mut Operations) + 'static) -> Record {
    Rc::new(record)
}

fn is_refusal(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Chain | ErrorKind::Unsupported)
}

/// The schema without the ledger.
pub(crate) fn schema(database: &Database) -> String {
    dump(database, Ledger::LeftOut)
}

/// Applies a chain to a database.
pub(crate) fn up(database: &Database, revisions: &[Record], target: &str) -> Result<(), Error> {
    chain::set(revisions);
    Torture.upgrade_url(&database.url()).to(target).blocking().map(|_| ())
}

/// Undoes a chain on a database.
pub(crate) fn down(database: &Database, revisions: &[Record], target: &str) -> Result<(), Error> {
    chain::set(revisions);
    let down = Torture.downgrade_url(&database.url(), target);
    down.consent(Consent::Destructive).blocking().map(|_| ())
}

/// Brings a chain up, down and up again on an empty database.
///
/// # Errors
///
/// With what the database did not take, or what was left behind: a fault of ours, whatever the chain is.
pub(crate) fn try_round(kind: Kind, revisions: &[Record]) -> Result<Outcome, String> {
    let database = Database::create(kind);
    try_round_on(&database, revisions)
}

pub(crate) fn try_round_on(database: &Database, revisions: &[Record]) -> Result<Outcome, String> {
    if let Err(error) = up(database, revisions, "head") {
        let left = schema(database);
        return match is_refusal(&error) && left.is_empty() {
            true if error.sites().is_empty() => Err(format!("a refusal without a site: {error:?}")),
            true => Ok(Outcome::Refused(error.message())),
            false => Err(format!("UP {error:?}\nleft behind:\n{left}")),
        };
    }
    let head = schema(database);
    if let Err(error) = down(database, revisions, "base") {
        let left = schema(database);
        if is_refusal(&error) && left == head {
            return Ok(Outcome::OneWay(error.message()));
        }
        return Err(format!("DOWN {error:?}\nleft behind:\n{left}"));
    }
    let left = schema(database);
    if !left.is_empty() {
        return Err(format!("base is not empty:\n{left}"));
    }
    up(database, revisions, "head").map_err(|error| format!("UP AGAIN {error:?}"))?;
    let again = schema(database);
    if again != head {
        return Err(format!("two climbs differ:\n{head}\n---\n{again}"));
    }
    Ok(Outcome::RoundTrip)
}

/// The dialect of a kind of database.
pub(crate) fn dialect(kind: Kind) -> Dialect {
    match kind {
        Kind::MySql => Dialect::MySql,
        Kind::Postgres => Dialect::Postgres,
        Kind::Sqlite => Dialect::Sqlite,
    }
}

/// Lowers one operation.
pub(crate) fn lower(kind: Kind, operation: &Operation, before: &Schema) -> Result<(), String> {
    dialect(kind).lower(operation, before).map(|_| ()).map_err(|unsupported| unsupported.to_string())
}

/// The schema without the order of columns and keys, which a column that goes and comes back changes, and without
/// quotes, which SQLite puts around what it renames.
pub(crate) fn shape(database: &Database) -> Vec<String> {
    let text = schema(database).replace('"', "");
    let parts = text.split(['\n', ',']).map(|part| part.trim_matches([' ', '(', ')', ';']).to_owned());
    // PostgreSQL names the sequence of an identity after the table as it was called when it was made.
    let is_sequence = |part: &str| part.contains("; Type: SEQUENCE;") || part.starts_with("SEQUENCE NAME ");
    let mut parts = parts.filter(|part| !part.is_empty() && !is_sequence(part)).collect::<Vec<_>>();
    parts.sort();
    parts
}

/// Why replay or lowering refuses operations, which no database is asked for.
pub(crate) fn refusal(kind: Kind, record: impl Fn(&mut Operations)) -> Option<String> {
    let mut schema = Schema::default();
    for Recorded { operation, .. } in
        Operations::record(record).into_iter().filter(|it| it.is_for(dialect(kind)))
    {
        let before = schema.clone();
        if let Err(misfit) = operation.apply(&mut schema) {
            return Some(misfit.to_string());
        }
        if let Err(unsupported) = lower(kind, &operation, &before) {
            return Some(unsupported);
        }
    }
    None
}

/// Ends the description of an operation, in a closure that returns nothing.
pub(crate) fn done<T>(_: T) {}
