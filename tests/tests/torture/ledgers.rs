//! The ledger under other names.

use migrate_core::ledger::Ledger;
use migrate_core::prelude::*;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind, Ledger as Ledgers, dump};

use crate::chain::{self, Torture};
use crate::rig::{done, revision};

/// Whether a chain goes up and down, or the name is refused before anything runs.
fn is_refused(kind: Kind, name: &str) -> bool {
    let database = Database::create(kind);
    let (url, ledger) = (database.url(), Ledger { table: name.into(), schema: None });
    chain::set(&[revision(|op| op.create_table("t", |t| done(t.column("id", Integer))))]);
    if let Err(error) = Torture.upgrade_url(&url).ledger(ledger.clone()).blocking() {
        assert!(error.message().contains("cannot have this name"), "{kind} {name:?}: {error}");
        assert_eq!(dump(&database, Ledgers::Included), "", "{kind} {name:?}");
        return true;
    }
    assert!(
        Torture.upgrade_url(&url).ledger(ledger.clone()).blocking().expect("it is at head").is_empty(),
        "{kind} {name:?}"
    );
    let down = Torture.downgrade_url(&url, "base").consent(Consent::Destructive).ledger(ledger);
    assert_eq!(down.blocking().expect("it goes down").after, [""; 0], "{kind} {name:?}");
    false
}

#[test]
fn the_ledger_may_have_any_name_that_a_table_may_have() {
    let (n64, n65) = ("n".repeat(64), "n".repeat(65));
    let names =
        ["a\"b`'c", "a b; --", "back\\slash", "order", "Größe", &n64, &n65, "a ", "", "a\0b", "sqlite_x"];
    let refused = |kind| names.into_iter().filter(|name| is_refused(kind, name)).collect::<Vec<_>>();
    assert_eq!(refused(Kind::MySql), [&n65, "a ", "", "a\0b"]);
    assert_eq!(refused(Kind::Postgres), [&n64, n65.as_str(), "", "a\0b"]);
    assert_eq!(refused(Kind::Sqlite), ["", "a\0b", "sqlite_x"]);
}
