//! What a database cannot do is refused before it is asked, with a way out.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::Kind;

use crate::rig::{done, refusal};

fn tables(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("code", Varchar(10)).unique();
        t.column("a", Integer);
        t.column("b", Integer);
        t.check("a < b");
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).primary_key();
        t.column("person_id", BigInt).nullable().references("people", "id").on_delete(SetNull);
        t.column("n", Integer).default(1).check("n > 0");
    });
}

/// The databases, by the first letters of their names, that refuse operations on the tables.
fn refusers(record: fn(&mut Operations)) -> String {
    let refuses = |kind: &Kind| {
        let both = |op: &mut Operations| {
            tables(op);
            record(op);
        };
        refusal(*kind, both).is_some()
    };
    Kind::ALL.into_iter().filter(refuses).map(|kind| &kind.name()[..1]).collect()
}

#[test]
fn columns() {
    assert_eq!(refusers(|_| {}), "");
    assert_eq!(refusers(|op| done(op.drop_column("deals", "n"))), "mps");
    assert_eq!(refusers(|op| op.drop_column("deals", "n").cascade()), "");
    assert_eq!(refusers(|op| op.drop_column("deals", "person_id").cascade()), "");
    assert_eq!(refusers(|op| op.drop_column("people", "a").cascade()), "");
    assert_eq!(refusers(|op| op.drop_column("people", "code").cascade()), "");
    assert_eq!(refusers(|op| op.drop_column("people", "id").cascade()), "mps");
    assert_eq!(refusers(|op| op.drop_column("deals", "id").cascade()), "");
    assert_eq!(refusers(|op| done(op.add_column("deals", "x", Integer).nullable().unique())), "");
    assert_eq!(refusers(|op| done(op.add_column("deals", "x", Integer).nullable().check("x > n"))), "");
    assert_eq!(refusers(|op| done(op.add_column("deals", "x", Timestamp).default(now()))), "");
    assert_eq!(
        refusers(|op| done(op.add_column("deals", "x", BigInt).default(1).references("people", "id"))),
        ""
    );
    assert_eq!(
        refusers(|op| done(op.add_column("deals", "x", BigInt).nullable().references("people", "id"))),
        ""
    );
    assert_eq!(refusers(|op| op.rename_column("deals", "n", "ID")), "ms");
    assert_eq!(refusers(|op| op.rename_column("deals", "n", "N")), "");
}

#[test]
fn checks_and_keys() {
    let changed = |op: &mut Operations| {
        op.create_table("t", |t| {
            t.column("p", BigInt).nullable().references("people", "id").on_delete(SetNull).check("p > 0");
        });
    };
    assert_eq!(refusers(changed), "m");
    let quoted = |op: &mut Operations| {
        op.create_table("t", |t| {
            t.column("order", BigInt).check("\"order\" > 0");
        });
    };
    assert_eq!(refusers(quoted), "m");
    let quoted_for_each = |op: &mut Operations| {
        op.create_table("t", |t| {
            t.column("order", BigInt).check(expr("\"order\" > 0").on(MySql, "`order` > 0"));
        });
    };
    assert_eq!(refusers(quoted_for_each), "");
    let default = |op: &mut Operations| {
        op.create_table("t", |t| {
            t.column("p", BigInt).default(1).references("people", "id").on_delete(SetDefault);
        });
    };
    assert_eq!(refusers(default), "m");
    let both_at_once = |op: &mut Operations| {
        op.create_table("t", |t| {
            t.column("id", Integer).primary_key();
            t.column("code", Integer).nullable();
            t.column("other", Integer).nullable().references("t", "code");
            t.index(["code"]).unique();
        });
        op.drop_column("t", "code").cascade();
    };
    assert_eq!(refusers(both_at_once), "m");
    assert_eq!(refusers(|op| op.drop_constraint("deals", "ck_deals_n")), "");
    assert_eq!(refusers(|op| done(op.add_unique("deals", "n"))), "");
    assert_eq!(refusers(|op| done(op.create_index("deals", "n").predicate("n > 1"))), "m");
    assert_eq!(refusers(|op| op.insert("people", ["id", "code", "a", "b"], [(0, "x", 1, 2)])), "m");
}

/// A table of so many columns, and of so many indexes.
fn wide(columns: usize, indexes: usize) -> impl Fn(&mut Operations) {
    move |op| {
        op.create_table("t", |t| {
            t.column("id", Integer).primary_key();
            (1..columns).for_each(|at| done(t.column(&format!("c{at}"), Integer).nullable()));
            (1..=indexes).for_each(|at| done(t.index([format!("c{at}").as_str()])));
        });
    }
}

#[test]
fn limits() {
    for (kind, most) in [(Kind::MySql, 1017), (Kind::Postgres, 1600), (Kind::Sqlite, 2000)] {
        assert_eq!(refusal(kind, wide(most, 0)), None);
        assert!(refusal(kind, wide(most + 1, 0)).is_some(), "{kind}");
    }
    assert_eq!(refusal(Kind::MySql, wide(70, 63)), None);
    assert!(refusal(Kind::MySql, wide(70, 64)).is_some());
}

#[test]
fn sql_of_the_authors() {
    let refused = |text: &'static str| {
        let refuses = |kind: &Kind| refusal(*kind, |op| done(op.sql(text))).is_some();
        Kind::ALL.into_iter().filter(refuses).map(|kind| &kind.name()[..1]).collect::<String>()
    };
    for text in [
        "",
        " ;; ",
        "-- nothing",
        "SELECT 'x",
        "SELECT 1 /* x",
        "COMMIT",
        "begin",
        "SELECT 1; ROLLBACK; SELECT 2",
    ] {
        assert_eq!(refused(text), "mps", "{text}");
    }
    for text in [
        "SELECT 1",
        "SELECT 1;",
        "SELECT ';'; -- end",
        "SELECT 1; SELECT 2 /* ; COMMIT */",
        "SELECT 'COMMIT'",
    ] {
        assert_eq!(refused(text), "", "{text}");
    }
    let block = |text: &'static str| refusal(Kind::Postgres, move |op| done(op.sql(text)));
    assert_eq!(block("DO $$ BEGIN PERFORM 1; END $$"), None);
    assert!(block("DO $$ BEGIN PERFORM 1; END").is_some());
}
