//! Revisions undone by what the ledger keeps of them, by a program that does not have them.

use std::collections::BTreeSet;

use migrate_core::execute::DatabaseState;
use migrate_core::ledger::LedgerRecord;
use migrate_core::run::{Look, Transactions};
use migrate_core::script::{Consent, ScriptStep, Statement};
use migrate_core::{Error, Run};
use migrate_tests::{Database, Kind};

use crate::{ledger, schema};

fn accounts(op: &mut migrate_core::operation::Operations) {
    use migrate_core::prelude::*;
    op.create_table("accounts", |t| {
        t.column("id", BigInt).primary_key();
        t.column("name", Varchar(40));
    });
}

/// The program that has both revisions.
mod whole {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            super::super::accounts(op);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        /// Prices.
        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("prices", |t| {
                t.column("id", BigInt).primary_key();
                t.column("account_id", BigInt).references("accounts", "id");
            });
            op.add_column("prices", "amount", Integer).default(0);
            op.create_index("prices", ["amount"]);
            op.add_column("accounts", "note", Varchar(40)).nullable();
            op.rename_column("accounts", "name", "title");
            op.add_unique("accounts", "title").name("uq_titles");
        }
    }
    migrate_core::chain!(pub(super) Whole = "kept");
}

/// The program that has the first alone.
mod less {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            super::super::accounts(op);
        }
    }
    migrate_core::chain!(pub(super) Less = "kept");
}

use less::Less;
use whole::Whole;

fn undo(database: &Database) -> Run<'static> {
    Run::undo_stored_url(Less, &database.url(), [""; 0]).consent(Consent::Destructive)
}

/// What the ledger keeps of the second revision.
fn kept(database: &Database) -> (LedgerRecord, ScriptStep) {
    let view = Look::url(Less, &database.url()).blocking().unwrap();
    let record = view.record("r2").unwrap().clone();
    let step = view.undo_of(&record).unwrap();
    (record, step)
}

fn base(kind: Kind) -> String {
    let database = Database::create(kind);
    Less.upgrade_url(&database.url()).blocking().unwrap();
    schema(&database)
}

#[tokio::test]
async fn it_is_undone_through_a_pool_and_as_a_whole() {
    let database = Database::create(Kind::Sqlite);
    let pool = sqlx::SqlitePool::connect(&database.url()).await.unwrap();
    Whole.upgrade(&pool).await.unwrap();
    let refused = Run::undo_stored(Less, &pool, ["r2"]).await.unwrap_err();
    assert_eq!(refused.code().text, "loses-rows");
    let run = Run::undo_stored(Less, &pool, ["r"]).consent(Consent::Destructive);
    let report = run.transactions(Transactions::All).await.unwrap();
    assert_eq!((report.steps.len(), report.unknown.len()), (1, 0));
    assert_eq!(ledger(&database), "r1\tdone\n");
    assert_eq!(schema(&database), base(Kind::Sqlite));
    assert!(Run::undo_stored(Less, &pool, [""; 0]).await.unwrap().is_empty());
}

#[test]
fn a_client_that_was_killed_between_two_statements_is_gone_on_with() {
    let base = base(Kind::MySql);
    let database = Database::create(Kind::MySql);
    let mut cut = 0;
    loop {
        database.clear();
        Whole.upgrade_url(&database.url()).blocking().unwrap();
        let (_, step) = kept(&database);
        let journal = step.entry.journal.join("\\n");
        assert_eq!(step.entry.journal.iter().collect::<BTreeSet<_>>().len(), step.operations.len());
        database.sql(&format!(
            "UPDATE migrate_ledger SET state = 'undo', progress = 0, journal = '{journal}' WHERE revision = 'r2';"
        ));
        let operations = &step.operations[..cut];
        for statement in operations.iter().flat_map(|operation| &operation.statements) {
            let Statement::Ddl(sql) = statement else { panic!("{statement:?}") };
            database.sql(&format!("{sql};"));
        }
        let report = undo(&database).blocking().unwrap_or_else(|error| panic!("cut at {cut}: {error}"));
        assert_eq!(report.steps.len(), 1);
        assert_eq!(schema(&database), base, "cut at {cut}");
        assert_eq!(ledger(&database), "r1\tdone\n");
        cut += 1;
        if cut > step.operations.len() {
            break;
        }
    }
    assert_eq!(cut, 7);
}

#[test]
fn what_the_code_began_to_undo_is_gone_on_with_without_it() {
    let base = base(Kind::MySql);
    let database = Database::create(Kind::MySql);
    Whole.upgrade_url(&database.url()).blocking().unwrap();
    database.sql("CREATE TABLE others (id BIGINT, FOREIGN KEY (id) REFERENCES prices (id));");
    let down = || Whole.downgrade_url(&database.url(), "r1").consent(Consent::Destructive).blocking();
    let stopped: Error = down().unwrap_err();
    let Some(DatabaseState::Inside { done, .. }) = stopped.state() else { panic!("{stopped}") };
    assert_eq!(done.len(), 5);
    assert_eq!(ledger(&database), "r1\tdone\nr2\tundo\n");
    let again = undo(&database).blocking().unwrap_err();
    assert!(again.help().unwrap().contains("`downgrade --stored` again"), "{again}");
    database.sql("DROP TABLE others;");
    undo(&database).blocking().unwrap();
    assert_eq!(schema(&database), base);
    assert_eq!(ledger(&database), "r1\tdone\n");
}

#[test]
fn sql_of_a_ledger_of_long_ago_is_run_as_it_is() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        Whole.upgrade_url(&database.url()).blocking().unwrap();
        let (_, step) = kept(&database);
        let statements = step.operations.iter().flat_map(|operation| &operation.statements);
        let statements = statements.filter_map(|statement| match statement {
            Statement::Ddl(sql) => Some(format!("{sql};\n")),
            _ => None,
        });
        let old = statements.collect::<String>();
        assert!(old.contains("DROP TABLE"), "{old}");
        database.sql(&format!("UPDATE migrate_ledger SET downgrade = '{old}' WHERE revision = 'r2';"));
        let refused = Run::undo_stored_url(Less, &database.url(), ["r2"]).blocking().unwrap_err();
        assert_eq!(refused.code().text, "loses-rows");
        if kind == Kind::Sqlite {
            // What a table made anew becomes was never kept as SQL.
            continue;
        }
        undo(&database).blocking().unwrap();
        assert_eq!(schema(&database), base(kind), "{kind}");
    }
}
