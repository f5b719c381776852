//! Whole runs as one transaction.

use migrate_core::execute::DatabaseState;
use migrate_core::run::Transactions;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind, dump};

/// The third revision fails where a table `orders` is there.
mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.insert("deals", ["id"], [[1], [2]]);
            op.data_step("count", async |connection: &mut Connection| {
                connection.execute("INSERT INTO deals VALUES (3)").await?;
                Ok::<_, DataError>(())
            })
            .reverse(async |connection: &mut Connection| {
                connection.execute("DELETE FROM deals WHERE id = 3").await?;
                Ok::<_, DataError>(())
            });
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// Each revision from the second on cannot be together with those before it, on one database or another.
mod apart {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("stage", ["new"]);
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("stage", Enum("stage"));
            });
            op.create_table("offers", |t| {
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_enum_value("stage", "won");
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.insert("deals", ["id", "stage"], [(1, "won")]);
        }
    }
    mod r4 {
        use migrate_core::prelude::*;

        #[revision(id = "r4", down = "r3")]
        fn upgrade(op: &mut Operations) {
            op.create_index("deals", "stage").concurrently();
        }
    }
    migrate_core::chain!(pub(super) Apart = "apart");
}

use apart::Apart;
use shop::Shop;

fn everything(database: &Database) -> String {
    dump(database, migrate_tests::Ledger::Included)
}

#[test]
fn a_run_that_fails_leaves_nothing_of_any_revision() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        let run = || Shop.upgrade_url(&database.url()).transactions(Transactions::All);
        database.sql("CREATE TABLE orders (id INT);");
        let before = everything(&database);
        let error = run().blocking().unwrap_err();
        assert_eq!(error.state(), Some(&DatabaseState::Unchanged), "{kind}: {error}");
        assert!(
            error.message().contains("applying revision `r3`, cannot create table `orders`"),
            "{kind}: {error}"
        );
        assert!(error.report().expect("a run had begun").is_empty(), "{kind}");
        assert_eq!(everything(&database), before, "{kind}");

        database.sql("DROP TABLE orders;");
        let report = run().blocking().unwrap();
        assert_eq!(
            (report.steps.len(), report.after.as_slice()),
            (3, ["r3".to_owned()].as_slice()),
            "{kind}"
        );
        assert_eq!(crate::ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n", "{kind}");
        assert_eq!(database.sql("SELECT count(*) FROM deals;"), "3\n", "{kind}");

        let down = || {
            let run = Shop.downgrade_url(&database.url(), "base").consent(Consent::Destructive);
            run.transactions(Transactions::All).blocking()
        };
        database.sql("CREATE VIEW few AS SELECT id FROM deals;");
        if kind == Kind::Postgres {
            assert_eq!(down().unwrap_err().state(), Some(&DatabaseState::Unchanged), "{kind}");
            assert_eq!(crate::ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n", "{kind}");
        }
        database.sql("DROP VIEW few;");
        down().unwrap();
        assert_eq!(crate::ledger(&database), "", "{kind}");
    }
}

#[test]
fn what_cannot_be_in_one_transaction_is_refused_before_anything_runs() {
    for (kind, to, why) in [
        (Kind::MySql, "r1", "every change of the schema commits by itself there"),
        (Kind::Postgres, "r3", "lets nothing use the value `won` in the transaction that adds it"),
        (Kind::Postgres, "r4", "lets nothing use the value `won` in the transaction that adds it"),
        (Kind::Sqlite, "r3", "a table is made anew with foreign keys off"),
    ] {
        let database = Database::create(kind);
        let before = everything(&database);
        let run = Apart.upgrade_url(&database.url()).transactions(Transactions::All);
        let error = run.to(to).blocking().unwrap_err();
        assert_eq!(error.code().text, "unsupported", "{kind}: {error}");
        assert!(error.message().contains(why), "{kind}: {error}");
        assert!(error.help().unwrap().contains("leave `--transaction all` out"), "{kind}: {error}");
        assert_eq!(everything(&database), before, "{kind}");
    }
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    Apart.upgrade_url(&url).to("r3").blocking().unwrap();
    let error = Apart.upgrade_url(&url).transactions(Transactions::All).blocking().unwrap_err();
    assert!(error.message().contains("`CONCURRENTLY` runs in no transaction"), "{error}");
}

#[test]
fn a_run_of_rebuilds_alone_is_one_transaction_that_keeps_the_rows_that_reference() {
    let database = Database::create(Kind::Sqlite);
    let url = database.url();
    Apart.upgrade_url(&url).to("r1").blocking().unwrap();
    database.sql("INSERT INTO deals VALUES (7, 'new'); INSERT INTO offers VALUES (7);");
    Apart.upgrade_url(&url).to("r2").transactions(Transactions::All).blocking().unwrap();
    assert_eq!(database.sql("SELECT deal_id FROM offers;"), "7\n");
    database.sql("UPDATE deals SET stage = 'won';");
    Apart.upgrade_url(&url).blocking().unwrap();
    assert_eq!(crate::ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\nr4\tdone\n");
}
