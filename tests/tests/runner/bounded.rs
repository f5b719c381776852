//! A database of many tables is compared by as many queries as one of few.

use std::sync::atomic::{AtomicI32, Ordering};

use migrate_core::run::Drift;
use migrate_tests::{Database, Kind};

use crate::proxy::Proxy;

/// How many tables the chain makes.
static TABLES: AtomicI32 = AtomicI32::new(0);

mod many {
    mod r1 {
        use std::sync::atomic::Ordering;

        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("currency", ["EUR", "USD"]);
            for number in 0..super::super::TABLES.load(Ordering::SeqCst) {
                let (table, parent) = (format!("t{number}"), format!("t{}", (number - 1).max(0)));
                op.create_table(table.as_str(), |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("parent_id", BigInt).references(parent.as_str(), "id").nullable();
                    t.column("currency", Enum("currency")).default("EUR");
                    t.column("name", Varchar(20)).check("name<>''");
                    t.column("made", Timestamp).default(now());
                    t.index(["made"]);
                });
            }
        }
    }
    migrate_core::chain!(pub(super) Many = "many");
}

use many::Many;

/// What is sent to compare a database of so many tables with its chain, and what PostgreSQL says of it.
fn compared(kind: Kind, tables: i32) -> (Vec<String>, Vec<String>) {
    TABLES.store(tables, Ordering::SeqCst);
    let database = Database::create(kind);
    Many.upgrade_url(&database.url()).blocking().expect("the chain is taken");
    let proxy = Proxy::start(kind, &database.url());
    let drifted = Drift::url(Many, proxy.url()).blocking().expect("it is compared");
    let compared = &drifted.chains[0].compared;
    let found = compared.schema.tables().count();
    assert_eq!(found, usize::try_from(tables).expect("no less than none"), "{kind}");
    let diff = compared.mends_database(migrate_core::diff::Comparison::default()).expect("nothing is asked");
    assert!(diff.is_empty(), "{kind}: {:?}", diff.changes);
    (proxy.queries(), proxy.answers())
}

#[test]
fn a_comparison_asks_as_often_of_many_tables_as_of_few() {
    for kind in [Kind::MySql, Kind::Postgres] {
        let ((few, answers), (many, more)) = (compared(kind, 2), compared(kind, 25));
        assert_eq!(few.len(), many.len(), "{kind}: {few:#?}\n{many:#?}");
        assert!(many.len() <= 12, "{kind}: {many:#?}");
        let queries = |answers: &[String]| answers.iter().filter(|tag| tag.starts_with("SELECT")).count();
        assert_eq!(queries(&answers), queries(&more), "{kind}: {answers:?}\n{more:?}");
        assert!(queries(&more) <= 12, "{kind}: {more:?}");
    }
}
