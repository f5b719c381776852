//! Several chains in one database and one ledger, by the library: what comes along, what is refused, and what is left alone.

use accounts::Accounts;
use helpdesk::Helpdesk;
use migrate_core::dialect::Shell;
use migrate_core::name::Prefix;
use migrate_core::run::{ChainSet, Look, Offline, Options, Stamp, Transactions};
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

/// Its texts and its data step name what the accounts have made, and what it has.
mod decorated {
    mod r1 {
        use migrate_core::prelude::*;

        async fn count(connection: &mut Connection) -> Result<(), DataError> {
            let (users, medals) = (connection.prefixed("users"), connection.prefixed("medals"));
            let add = format!("INSERT INTO {medals} (user_id, given) SELECT id, 2 FROM {users}");
            connection.execute(&add).await?;
            Ok(())
        }

        #[revision(id = "d1", depends_on = [accounts::Accounts("c47b90d1e36")])]
        fn upgrade(op: &mut Operations) {
            let (users, medals) = (op.prefixed("users"), op.prefixed("medals"));
            op.create_table("medals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("user_id", BigInt).references("users", "id").on_delete(Cascade);
                t.column("given", Integer);
                t.column("as_what", Enum("user_role")).default("member");
                t.index(["user_id"]);
            });
            op.sql(format!("INSERT INTO {medals} (user_id, given) SELECT id, 1 FROM {users}"))
                .reverse("SELECT 1");
            op.data_step("count", count).reverse(count);
            op.create_view(
                "decorated",
                format!("SELECT u.email, m.given FROM {users} AS u JOIN {medals} AS m ON m.user_id = u.id"),
            );
            op.on(Postgres, |op| {
                op.create_function(
                    "forget",
                    (),
                    format!(
                        "RETURNS trigger LANGUAGE plpgsql AS \
                         $$ BEGIN UPDATE {users} SET email = 'x' WHERE id = OLD.user_id; RETURN OLD; END $$"
                    ),
                );
            });
            op.create_trigger(
                "no_more",
                "medals",
                "AFTER DELETE",
                expr(&format!("FOR EACH ROW EXECUTE FUNCTION {}()", op.prefixed("forget")))
                    .on(MySql, &format!("FOR EACH ROW UPDATE {users} SET email = 'x' WHERE id = OLD.user_id"))
                    .on(
                        Sqlite,
                        &format!(
                            "FOR EACH ROW BEGIN UPDATE {users} SET email = 'x' WHERE id = OLD.user_id; END"
                        ),
                    ),
            );
        }
    }
    migrate_core::chain!(pub(super) Decorated = "decorated");
}

/// It forgets that the users may be called otherwise.
mod forgetful {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "f1", depends_on = [accounts::Accounts("a10c5e2f7b1")])]
        fn upgrade(op: &mut Operations) {
            op.create_view("emails", "SELECT email FROM users");
        }
    }
    migrate_core::chain!(pub(super) Forgetful = "forgetful");
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

#[test]
fn each_chain_finds_the_tables_of_the_others_by_their_prefix() {
    let prefix = |text: &str| text.parse::<Prefix>().expect("it is a prefix");
    let all = || ChainSet::from(Helpdesk).and(Accounts).and(decorated::Decorated);
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let own = |accounts: &str, helpdesk: &str, decorated: &str, rest: &str| {
            let options = Options::default().prefix(prefix(rest));
            let options = options.chain_prefix("accounts", prefix(accounts));
            options.chain_prefix("helpdesk", prefix(helpdesk)).chain_prefix("decorated", prefix(decorated))
        };
        let ways = [
            own("acc_", "", "", ""),
            own("", "hd_", "dec_", "a_"),
            own("u_", "v_", "w_", "b_"),
            own("m_", "m_", "m_", "m_"),
        ];
        let before = schema(&database);
        for options in &ways {
            let told = |error: Error| panic!("{kind}: {error:?}");
            Accounts.upgrade_url(&database.url()).options(options.clone()).blocking().unwrap_or_else(told);
            let [accounts, decorated] =
                ["accounts", "decorated"].map(|chain| options.prefix_of(chain).as_str());
            database.sql(&format!("INSERT INTO {accounts}users (email) VALUES ('a@b.c');"));
            let up = Run::upgrade_url(all(), &database.url()).options(options.clone()).blocking();
            assert_eq!(up.unwrap_or_else(told).steps.len(), 3, "{kind}");
            let seen = format!("SELECT email, given FROM {decorated}decorated ORDER BY given;");
            assert_eq!(database.sql(&seen).replace(['\t', '|'], " "), "a@b.c 1\na@b.c 2\n", "{kind}");
            database.sql(&format!("DELETE FROM {decorated}medals WHERE given = 1;"));
            let forgotten = database.sql(&seen).replace(['\t', '|'], " ");
            assert_eq!(forgotten, "x 2\n", "{kind}");
            // A script for a shell has the same names.
            let script = Offline::new(Helpdesk, Shell::Psql).options(options.clone());
            let script = script.upgrade(&"5d21c0f8a94:head".parse().unwrap()).unwrap().unwrap();
            assert!(script.contains(&format!("REFERENCES \"{accounts}teams\"")), "{script}");
        }
        for options in &ways {
            let down = Run::downgrade_url(all(), &database.url(), "base").options(options.clone());
            let down = down.consent(Consent::Destructive).blocking();
            assert_eq!(down.unwrap_or_else(|error| panic!("{kind}: {error:?}")).steps.len(), 6, "{kind}");
        }
        assert_eq!(schema(&database), before, "{kind}");
    }
    let database = Database::create(Kind::Sqlite);
    let options = Options::default().chain_prefix("accounts", prefix("acc_"));
    let error = refused(forgetful::Forgetful.upgrade_url(&database.url()).options(options).blocking());
    assert!(error.contains("its SQL names `users`, which is `acc_users` in this database"), "{error}");
    forgetful::Forgetful
        .upgrade_url(&database.url())
        .options(Options::default().chain_prefix("forgetful", prefix("f_")))
        .blocking()
        .unwrap();
}
