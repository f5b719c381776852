//! Brings two revisions up, down and up again through the runner.

use migrate_core::Error;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind, Ledger, Product, dump, product};

use crate::chain::{self, Objects, Record};

/// The kinds of database that have sequences, and put a function or a trigger in the place of another: MySQL itself does not, and
/// says so before anything runs.
pub(crate) fn but_mysql(kinds: &[Kind]) -> Vec<Kind> {
    kinds.iter().copied().filter(|kind| *kind != Kind::MySql || product() == Product::MariaDb).collect()
}

/// Upgrades a database to a revision.
pub(crate) fn up(database: &Database, revisions: [Record; 2], target: &str) -> Result<(), Error> {
    chain::set(revisions);
    Objects.upgrade_url(&database.url()).to(target).blocking().map(|_| ())
}

/// Downgrades a database to a revision.
pub(crate) fn down(database: &Database, revisions: [Record; 2], target: &str) -> Result<(), Error> {
    chain::set(revisions);
    Objects.downgrade_url(&database.url(), target).consent(Consent::Destructive).blocking().map(|_| ())
}

/// What the databases' own tools show, without the ledger.
pub(crate) fn schema(database: &Database) -> String {
    dump(database, Ledger::LeftOut)
}

/// The same without blanks, which SQLite sets otherwise where a column goes and comes back.
fn shape(database: &Database) -> String {
    schema(database).split_whitespace().collect()
}

/// Makes what the first revision says, fills it with `rows`, brings the second up, down and up again, and asks the same
/// `question` each time: it must have the same answer at the top, and at the bottom the one that it had before.
pub(crate) fn round(kind: Kind, revisions: [Record; 2], rows: &str, question: &str) -> (String, String) {
    let database = Database::create(kind);
    let ask = || if question.is_empty() { String::new() } else { database.sql(question) };
    let told = |error: Error| format!("{kind}: {error:?}");
    up(&database, revisions, "first").map_err(told).expect("the first revision is taken");
    if !rows.is_empty() {
        database.sql(rows);
    }
    let (bottom, below) = (shape(&database), ask());
    up(&database, revisions, "head").map_err(told).expect("the second revision is taken");
    let (top, above) = (schema(&database), ask());
    let head = shape(&database);
    down(&database, revisions, "first").map_err(told).expect("the second revision is undone");
    assert_eq!(shape(&database), bottom, "{kind}: what is undone was never there");
    assert_eq!(ask(), below, "{kind}: rows are as they were");
    up(&database, revisions, "head").map_err(told).expect("the second revision is taken again");
    assert_eq!(shape(&database), head, "{kind}: two climbs lead to one place");
    assert_eq!(ask(), above, "{kind}: rows are as they were");
    down(&database, revisions, "base").map_err(told).expect("all is undone");
    assert_eq!(schema(&database), "", "{kind}: nothing is left");
    (top, above)
}

/// Why the second revision is refused before anything runs: the message and the help.
pub(crate) fn refusal(kind: Kind, revisions: [Record; 2]) -> String {
    let database = Database::create(kind);
    let error = up(&database, revisions, "head").expect_err("it is refused");
    assert_eq!(schema(&database), "", "{kind}: nothing ran");
    format!("{}\n{}", error.message(), error.help().unwrap_or_default())
}
