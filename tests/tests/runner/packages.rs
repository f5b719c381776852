//! Several chains in one database and one ledger, by the library: what comes along, what is refused, and what is left alone.

use accounts::Accounts;
use helpdesk::Helpdesk;
use migrate_core::dialect::Shell;
use migrate_core::run::{ChainSet, Look, Offline, Stamp, Transactions};
use migrate_core::script::Consent;
use migrate_core::{Error, Run};
use migrate_tests::{Database, Kind};

use crate::{ledger, schema};

/// It makes a table that the accounts have too.
mod twin {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "a10c5e2f7b1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("twins", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "a10c5e2f7b1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("users", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Twin = "twin");
}

/// Its second revision fails on every database.
mod failing {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "a10c5e2f7b1", depends_on = [accounts::Accounts("a10c5e2f7b1")])]
        fn upgrade(op: &mut Operations) {
            op.create_table("badges", |t| {
                t.column("user_id", BigInt).primary_key().references("users", "id");
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "a10c5e2f7b1", depends_on = [accounts::Accounts("e82f6a40b57")])]
        fn upgrade(op: &mut Operations) {
            op.create_table("medals", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.sql("UPDATE nowhere SET a = 1").reverse("SELECT 1");
        }
    }
    migrate_core::chain!(pub(super) Failing = "failing");
}

/// The rows of the ledger, each behind its chain.
fn rows(database: &Database) -> String {
    database.sql("SELECT chain, revision, depends_on FROM migrate_ledger ORDER BY chain, revision;")
}

fn refused(result: Result<migrate_core::Report, Error>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_chain_pulls_what_it_depends_on_and_no_further() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        database.sql("CREATE TABLE strangers (id INT PRIMARY KEY); INSERT INTO strangers VALUES (7);");
        let before = schema(&database);
        let report = Helpdesk.upgrade_url(&database.url()).blocking().unwrap();
        let steps = report.steps.iter().map(|step| format!("{}:{}", step.chain, step.revision));
        assert_eq!(
            steps.collect::<Vec<_>>(),
            ["accounts:a10c5e2f7b1", "accounts:c47b90d1e36", "helpdesk:5d21c0f8a94", "helpdesk:7b3e94d2c60"],
            "{kind:?}"
        );
        assert_eq!(
            (report.chain.as_str(), report.after.as_slice()),
            ("helpdesk", &["7b3e94d2c60".to_owned()][..])
        );
        assert_eq!(report.others[0].after, ["c47b90d1e36"]);
        let rows = rows(&database);
        assert!(rows.contains("accounts:a10c5e2f7b1") && rows.contains("accounts:c47b90d1e36"), "{rows}");

        // What stands on the users goes before them, what is nobody's stays.
        let down = Accounts.downgrade_url(&database.url(), "base").consent(Consent::Destructive).blocking();
        let down = down.unwrap();
        assert_eq!(down.steps.first().unwrap().chain, "helpdesk");
        assert_eq!(down.steps.len(), 4, "{kind:?}");
        assert_eq!(schema(&database), before, "{kind:?}");
        assert_eq!(database.sql("SELECT id FROM strangers;").trim(), "7");
        assert_eq!(ledger(&database).trim(), "");
    }
}

#[test]
fn all_chains_go_in_one_run_and_where_it_can_be_in_one_transaction() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let both = ChainSet::from(Helpdesk).and(Accounts);
        let one = match kind {
            Kind::MySql => Transactions::PerRevision,
            Kind::Postgres | Kind::Sqlite => Transactions::All,
        };
        let report = Run::upgrade_url(both.clone(), &database.url()).transactions(one).blocking().unwrap();
        assert_eq!(report.steps.len(), 5, "{kind:?}");
        let view = Look::url(both.clone(), &database.url()).blocking().unwrap();
        let heads = view.each().iter().map(|view| view.heads().join(" ")).collect::<Vec<_>>();
        assert_eq!(heads, ["e82f6a40b57", "7b3e94d2c60"]);
        let stamped = Stamp::url(Accounts, &database.url(), "c47b90d1e36").blocking().unwrap();
        assert_eq!((stamped.deleted.len(), stamped.others.len()), (1, 0));
        let stamped = Stamp::url(Accounts, &database.url(), "base").blocking().unwrap();
        assert_eq!(stamped.others[0].deleted, ["7b3e94d2c60", "5d21c0f8a94"], "{kind:?}");
    }
}

#[test]
fn two_chains_that_make_one_table_are_told_before_anything_runs() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        Accounts.upgrade_url(&database.url()).blocking().unwrap();
        let before = (schema(&database), rows(&database));
        let error = refused(twin::Twin.upgrade_url(&database.url()).blocking());
        assert!(error.contains("both make a table `users`"), "{error}");
        assert!(error.contains("`accounts`") && error.contains("`twin`"), "{error}");
        assert_eq!((schema(&database), rows(&database)), before, "{kind:?}");
        // As far as they do not, each has its way, though they have an id in common.
        twin::Twin.upgrade_url(&database.url()).to("a10c5e2f7b1").blocking().unwrap();
        let down = Accounts.downgrade_url(&database.url(), "base").consent(Consent::Destructive).blocking();
        assert_eq!(down.unwrap().steps.len(), 3);
        twin::Twin.upgrade_url(&database.url()).blocking().unwrap();
        assert_eq!(rows(&database).lines().count(), 2, "{}", rows(&database));
    }
}

#[test]
fn a_failure_leaves_what_other_chains_have_done_and_the_next_run_goes_on() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let error = failing::Failing.upgrade_url(&database.url()).blocking().unwrap_err();
        let report = error.report().unwrap();
        let done = report.steps.iter().map(|step| step.chain.as_str()).collect::<Vec<_>>();
        assert_eq!(done, ["accounts", "accounts", "accounts", "failing"], "{kind:?}");
        assert!(error.to_string().contains("nowhere"), "{error}");
        // The unfinished revision of one chain stands in nobody else's way.
        Helpdesk.upgrade_url(&database.url()).blocking().unwrap();
        let again = failing::Failing.upgrade_url(&database.url()).blocking().unwrap_err();
        assert!(again.to_string().contains("nowhere"), "{again}");
        assert_eq!(again.report().unwrap().steps.len(), 0, "{kind:?}");
    }
}

#[test]
fn a_stamp_takes_nothing_out_that_a_chain_of_another_program_stands_on() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        Accounts.upgrade_url(&database.url()).blocking().unwrap();
        database.sql(
            "INSERT INTO migrate_ledger (chain, revision, parents, depends_on, message, hash, journal, state, progress, \
             applied_at, duration_us, tool) VALUES ('billing', 'b1', '', 'accounts:c47b90d1e36', 'Invoices', '1:0', '', 'done', 0, \
             '2026-01-01 00:00:00', 0, '0.1.0');",
        );
        let before = rows(&database);
        let error = Stamp::url(Accounts, &database.url(), "base").blocking().unwrap_err().to_string();
        assert!(error.contains("`accounts:c47b90d1e36` is depended on: `billing:b1` is applied"), "{error}");
        assert_eq!(rows(&database), before, "{kind:?}");
        // What nothing stands on may go, and a purge asks nobody.
        let stamped = Stamp::url(Accounts, &database.url(), "c47b90d1e36").blocking().unwrap();
        assert_eq!(stamped.deleted, ["e82f6a40b57"], "{kind:?}");
        let purged = Stamp::url(Accounts, &database.url(), "base").purge().blocking().unwrap();
        assert_eq!(purged.deleted, ["c47b90d1e36", "a10c5e2f7b1"], "{kind:?}");
    }
}

#[test]
fn a_script_of_one_chain_says_what_it_needs_of_which_other() {
    for shell in [Shell::Psql, Shell::MariaDb, Shell::Sqlite3] {
        let script = Offline::new(Helpdesk, shell).upgrade(&"base:head".parse().unwrap()).unwrap().unwrap();
        let says = "revision `5d21c0f8a94` needs `a10c5e2f7b1` of chain `accounts`, which is not applied";
        assert!(script.contains(says), "{script}");
        assert!(
            script.contains("revision `7b3e94d2c60` needs `5d21c0f8a94`, which is not applied"),
            "{script}"
        );
        assert!(!script.contains("apply revision a10c5e2f7b1"), "{script}");
    }
}
