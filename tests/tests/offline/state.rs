//! What is in a database, and a script that is run on it.

use migrate_core::Chain;
use migrate_core::dialect::Shell;
use migrate_core::run::Offline;
use migrate_core::script::Consent;
use migrate_tests::shell::{self, Behind, Told};
use migrate_tests::{Database, Kind, Ledger, described, dump, mysql_shell};

/// The schema and the ledger, but for times.
pub(crate) fn state(database: &Database) -> String {
    let ledger = database.try_sql("SELECT count(*) FROM migrate_ledger;").map(|_| database.ledger_rows());
    format!("{}\n--\n{}", schema(database), ledger.unwrap_or_else(|_| "no ledger".to_owned()))
}

/// The schema.
pub(crate) fn schema(database: &Database) -> String {
    match database.kind() {
        Kind::Postgres => described(database),
        Kind::MySql | Kind::Sqlite => dump(database, Ledger::LeftOut),
    }
}

/// The shell of the test servers.
pub(crate) fn shell_of(kind: Kind) -> Shell {
    match kind {
        Kind::MySql => mysql_shell(),
        Kind::Postgres => Shell::Psql,
        Kind::Sqlite => Shell::Sqlite3,
    }
}

/// The script that applies a range.
pub(crate) fn up<C: Chain>(chain: C, kind: Kind, range: &str) -> String {
    Offline::new(chain, shell_of(kind)).upgrade(&range.parse().unwrap()).unwrap().unwrap()
}

/// The script that undoes a range.
pub(crate) fn down<C: Chain>(chain: C, kind: Kind, range: &str) -> String {
    let offline = Offline::new(chain, shell_of(kind)).consent(Consent::Destructive);
    offline.downgrade(&range.parse().unwrap()).unwrap().unwrap()
}

/// Runs a script that must end well and complain about nothing.
pub(crate) fn run(database: &Database, script: &str) {
    let Told { success, stdout, stderr } = shell::run(database, script, Behind::Stops);
    assert!(success && stderr.is_empty(), "{stdout}\n{stderr}\n{script}");
}

/// Runs a script that must fail, and returns what is said.
pub(crate) fn fails(database: &Database, script: &str, behind: Behind) -> String {
    let Told { success, stdout: _, stderr } = shell::run(database, script, behind);
    let stops = matches!(behind, Behind::Stops | Behind::StopsInOne);
    assert!(!success || !stops, "{stderr}\n{script}");
    stderr
}
