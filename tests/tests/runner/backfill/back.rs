//! The way back: batch by batch too, and gone on with where it stopped.

use migrate_core::execute::Interrupt;
use migrate_core::run::Transactions;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};

use super::Told;
use crate::ledger;

/// A backfill by itself, which takes back what it did.
mod doubled {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("items", |t| {
                t.column("id", Integer).primary_key();
                t.column("n", Integer);
            });
            op.insert("items", ["id", "n"], (1..=50).map(|id| (id, 0)).collect::<Vec<_>>());
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.backfill("items")
                .set("n", expr("n + id"))
                .predicate("id % 5 > 0")
                .restore_with("n", expr("n - id"))
                .batch_size(4)
                .at_most(4);
        }
    }
    migrate_core::chain!(pub(super) Doubled = "doubled");
}

use doubled::Doubled;

const RIGHT: &str = "SELECT count(*) FROM items WHERE n <> CASE WHEN id % 5 > 0 THEN id ELSE 0 END;";

#[test]
fn a_downgrade_goes_batch_by_batch_and_goes_on_where_it_was() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        Doubled.upgrade_url(&url).blocking().unwrap();
        assert_eq!(database.sql(RIGHT), "0\n", "{kind}");
        let applied = database.sql("SELECT journal FROM migrate_ledger ORDER BY revision;");
        let down = |told: &mut Told, interrupt: &Interrupt| {
            let run = Doubled.downgrade_url(&url, "r1").consent(Consent::Destructive);
            run.observe(told).interrupt(interrupt).blocking()
        };
        let interrupt = Interrupt::new();
        let mut told = Told { stop: Some((3, interrupt.clone())), ..Told::default() };
        let error = down(&mut told, &interrupt).unwrap_err();
        assert!(error.to_string().contains("; it is behind 12 rows"), "{kind}: {error}");
        assert!(error.to_string().contains("type `downgrade` again to go on"), "{kind}: {error}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tundo\n", "{kind}");
        let refused = Doubled.upgrade_url(&url).blocking().unwrap_err();
        assert!(refused.to_string().contains("finish it with the same `downgrade`"), "{kind}: {refused}");

        down(&mut Told::default(), &Interrupt::new()).unwrap();
        assert_eq!(database.sql("SELECT count(*) FROM items WHERE n <> 0;"), "0\n", "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
        Doubled.upgrade_url(&url).blocking().unwrap();
        assert_eq!(database.sql(RIGHT), "0\n", "{kind}");
        assert_eq!(database.sql("SELECT journal FROM migrate_ledger ORDER BY revision;"), applied, "{kind}");
    }
}

#[test]
fn one_that_stops_before_its_first_batch_leaves_the_ledger_as_it_was() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        Doubled.upgrade_url(&url).to("r1").blocking().unwrap();
        let before = database.sql("SELECT revision, state, journal FROM migrate_ledger;");
        // The sum of a row of the last batch is too large for its type, and so is that of one of the first.
        database.sql("UPDATE items SET n = 2147483647 WHERE id = 2;");
        if kind == Kind::Sqlite {
            database.sql("CREATE TRIGGER full BEFORE UPDATE ON items WHEN NEW.n > 2147483647 BEGIN SELECT RAISE(ABORT, 'out of range'); END;");
        }
        let error = Doubled.upgrade_url(&url).blocking().unwrap_err();
        assert_eq!(error.state(), Some(&migrate_core::execute::DatabaseState::Unchanged), "{kind}: {error}");
        assert!(error.to_string().to_lowercase().contains("out of range"), "{kind}: {error}");
        assert!(error.statement().is_some_and(|sql| sql.starts_with("UPDATE")), "{kind}: {error}");
        assert_eq!(database.sql("SELECT revision, state, journal FROM migrate_ledger;"), before, "{kind}");

        database.sql("UPDATE items SET n = 0 WHERE id = 2; UPDATE items SET n = 2147483647 WHERE id = 49;");
        let error = Doubled.upgrade_url(&url).blocking().unwrap_err();
        assert!(error.to_string().contains("; it is behind 48 rows"), "{kind}: {error}");
        assert!(
            error.to_string().contains("put right what failed; then type `upgrade` again"),
            "{kind}: {error}"
        );
        database.sql("UPDATE items SET n = 0 WHERE id = 49;");
        Doubled.upgrade_url(&url).blocking().unwrap();
        assert_eq!(database.sql(RIGHT), "0\n", "{kind}");
    }
}

#[test]
fn a_run_that_is_one_transaction_has_no_backfill() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        let run = Doubled.upgrade_url(&database.url()).transactions(Transactions::All);
        let error = run.blocking().unwrap_err();
        let text = error.to_string();
        assert!(text.contains("a backfill commits each of its batches"), "{kind}: {text}");
        assert!(text.contains("or use `op.update(…)`"), "{kind}: {text}");
    }
}

#[test]
fn a_ledger_that_tells_nonsense_of_a_backfill_is_not_believed() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        Doubled.upgrade_url(&url).to("r1").blocking().unwrap();
        let interrupt = Interrupt::new();
        let mut told = Told { stop: Some((2, interrupt.clone())), ..Told::default() };
        Doubled.upgrade_url(&url).observe(&mut told).interrupt(&interrupt).blocking().unwrap_err();
        let journal = database.sql("SELECT journal FROM migrate_ledger WHERE revision = 'r2';");
        assert!(journal.trim().contains(" 8 7 "), "{kind}: {journal}");
        database.sql("UPDATE migrate_ledger SET journal = replace(journal, ' 8 7 ', ' 8 7 n0;DROP%20') WHERE revision = 'r2';");
        let error = Doubled.upgrade_url(&url).blocking().unwrap_err();
        assert!(error.to_string().contains("cannot be read"), "{kind}: {error}");
        database.sql(
            "UPDATE migrate_ledger SET journal = replace(journal, 'n0;DROP%20', '') WHERE revision = 'r2';",
        );
        Doubled.upgrade_url(&url).blocking().unwrap();
        assert_eq!(database.sql(RIGHT), "0\n", "{kind}");
    }
}

#[test]
fn who_may_not_write_the_ledger_is_told_what_it_says() {
    let database = Database::create(Kind::MySql);
    let url = database.url();
    let interrupt = Interrupt::new();
    let mut told = Told { stop: Some((3, interrupt.clone())), ..Told::default() };
    Doubled.upgrade_url(&url).observe(&mut told).interrupt(&interrupt).blocking().unwrap_err();
    let before = ledger(&database);
    let name = url.rsplit('/').next().expect("an address ends with the database");
    let reader = format!("reader_{}", std::process::id());
    database
        .sql(&format!("CREATE USER {reader} IDENTIFIED BY 'reader'; GRANT SELECT ON {name}.* TO {reader};"));
    let as_reader = url.replace("migrate:migrate@", &format!("{reader}:reader@"));
    let error = Doubled.upgrade_url(&as_reader).blocking().unwrap_err();
    database.sql(&format!("DROP USER {reader};"));
    let text = format!("{error}\n{}", error.help().unwrap_or_default());
    assert!(text.contains("; it is behind 12 rows") && text.contains("denied"), "{text}");
    assert!(!text.contains("does not know") && !text.contains("undo by hand"), "{text}");
    assert_eq!(ledger(&database), before);
    Doubled.upgrade_url(&url).blocking().unwrap();
    assert_eq!(database.sql(RIGHT), "0\n");
}
