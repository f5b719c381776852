//! What single operations become.

use crate::dialect::{Dialect, hold};
use crate::operation::Operations;
use crate::prelude::{BigInt, Timestamp, expr, next_value};
use crate::schema::Schema;
use crate::script::Statement;

/// The statements of all that is recorded.
fn lowered(record: impl FnOnce(&mut Operations)) -> Vec<Statement> {
    let mut schema = Schema::default();
    let mut statements = Vec::new();
    for recorded in Operations::record(record) {
        let lowered = Dialect::MySql.lower(&recorded.operation, &schema);
        statements.extend(lowered.unwrap_or_else(|unsupported| panic!("{unsupported:?}")));
        recorded.operation.apply(&mut schema).expect("it fits");
    }
    statements
}

#[test]
fn the_time_as_a_default_is_set_with_its_column() {
    let statements = lowered(|op| {
        op.create_table("a", |t| {
            t.column("id", BigInt).primary_key();
            t.column("at", Timestamp);
        });
        op.alter_column("a", "at", |c| {
            c.set_default(expr("CURRENT_TIMESTAMP(6)"));
        });
        op.alter_column("a", "at", |c| {
            c.set_default(expr("'2026-01-02'"));
        });
    });
    let [_, time, other] = statements.as_slice() else { panic!("{statements:?}") };
    let modify = time.as_modify().expect("the column is stated anew");
    assert!(
        modify.offline.iter().any(|piece| format!("{piece:?}").contains("DEFAULT CURRENT_TIMESTAMP(6)")),
        "{modify:?}"
    );
    assert_eq!(
        *other,
        Statement::Ddl("ALTER TABLE `a` ALTER COLUMN `at` SET DEFAULT ('2026-01-02')".to_owned())
    );
}

#[test]
fn an_index_that_may_be_there_is_found_in_any_capitals() {
    let statements = lowered(|op| {
        op.create_table("a", |t| {
            t.column("n", BigInt);
        });
        op.create_index("a", ["n"]).name("Of_N").if_not_exists();
        op.drop_index("a", "Of_N").if_exists();
    });
    let looks = statements.iter().filter(|it| matches!(it, Statement::Live(_))).map(|it| format!("{it:?}"));
    let looks = looks.collect::<Vec<_>>();
    assert_eq!(looks.len(), 2, "{statements:?}");
    for look in looks {
        assert!(look.contains(" AND index_name = "), "{look}");
    }
}

#[test]
fn what_is_used_beside_a_table_is_held_with_it() {
    let held = |numbers: bool| {
        let statements = lowered(move |op| {
            op.create_sequence("numbers");
            op.create_table("a", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("b", |t| {
                t.column("n", BigInt);
                if numbers {
                    t.column("m", BigInt).default(next_value("numbers"));
                }
            });
            op.add_column("b", "a_id", BigInt).references("a", "id").comment("see REFERENCES `old`");
        });
        let guard = statements.iter().find_map(|statement| {
            let Statement::Guard { table, beside, .. } = statement else { return None };
            Some((table, beside))
        });
        guard.and_then(|(table, beside)| hold(Dialect::MySql, table, beside))
    };
    assert_eq!(held(false).as_deref(), Some("LOCK TABLES `b` WRITE/*!80000 , `a` READ */"));
    // MariaDB would not find the sequence then.
    assert_eq!(held(true), None);
}
