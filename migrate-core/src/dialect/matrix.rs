//! What statements hold beside their SQL, as snapshots. The SQL of every operation on every dialect stands in those of the
//! catalogue, `tests/src/catalogue`.

use std::fmt::Write as _;
use std::sync::Arc;

use super::Dialect;
use crate::batches::{KeyColumn, KeyForm, KeyValue};
use crate::operation::{DataFunction, DataStep, Operations};
use crate::prelude::*;
use crate::schema::Schema;
use crate::script::Statement;
use crate::site::Site;

/// What the examples find.
fn shop(op: &mut Operations) {
    op.create_enum("currency", ["USD", "EUR"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(100));
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
        t.column("code", Varchar(20)).unique();
        t.column("price", Numeric(10, 2))
            .default(0)
            .check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"));
        t.column("currency", Enum("currency")).default("EUR");
        t.column("note", Text).nullable();
        t.column("opened", Date);
        t.column("closed", Date).nullable();
        t.check("closed IS NULL OR closed >= opened").name("ck_deals_closed");
        t.index(["opened"]);
        t.index([desc("price"), asc("opened")]);
    });
}

/// The statements of each operation on each dialect, or why there are none.
fn lowered(record: impl Fn(&mut Operations)) -> String {
    let mut text = String::new();
    for dialect in Dialect::ALL {
        let _ = writeln!(text, "== {}", dialect.name());
        let mut schema = Schema::default();
        for recorded in Operations::record(shop) {
            dialect.lower(&recorded.operation, &schema).expect("every dialect has the shop");
            recorded.operation.apply(&mut schema).expect("the shop fits");
        }
        for recorded in Operations::record(&record) {
            match dialect.lower(&recorded.operation, &schema) {
                Ok(statements) if statements.is_empty() => text.push_str("(nothing)\n"),
                Ok(statements) => {
                    for statement in &statements {
                        write_statement(&mut text, statement);
                    }
                }
                Err(unsupported) => {
                    let _ = writeln!(
                        text,
                        "unsupported: {}\n       help: {}",
                        unsupported.reason, unsupported.help
                    );
                }
            }
            recorded.operation.apply(&mut schema).expect("the example fits");
        }
    }
    text
}

fn write_statement(text: &mut String, statement: &Statement) {
    let _ = match statement {
        Statement::Author(sql) => writeln!(text, "author: {sql}"),
        Statement::Backfill(batches) => {
            let value = |column: &KeyColumn| match column.form {
                KeyForm::Bytes => KeyValue::Bytes(vec![0, 255]),
                KeyForm::AsStored | KeyForm::Number => KeyValue::Number("-7.5".to_owned()),
                KeyForm::Text => KeyValue::Text("it's \\".to_owned()),
            };
            let key = batches.key.iter().map(value).collect::<Vec<_>>();
            let statements = [
                batches.estimate(),
                batches.end(&[], 1),
                batches.update(&[], Some(&key)),
                batches.end(&key, 1_000),
                batches.update(&key, Some(&key)),
                batches.left(&key),
                batches.update(&key, None),
            ];
            writeln!(text, "batches: {};", statements.join(";\n         ")).and_then(|()| {
                writeln!(text, "whole: {};\noffline: {};", batches.whole, batches.offline.join(";\n"))
            })
        }
        Statement::Concurrent { sql, goal: _, look, sweep } => {
            writeln!(text, "alone: {sql};\n look: {look};\nsweep: {sweep};")
        }
        Statement::Data { name, function: _, offline: _ } => writeln!(text, "data: {name}"),
        Statement::Ddl(sql) => writeln!(text, "{sql};"),
        Statement::Dml(sql) => writeln!(text, "dml: {sql};"),
        Statement::Guard { query, table, column, value: None, beside: _ } => {
            writeln!(text, "guard ({table}, {column}): {query};")
        }
        Statement::Guard { query, table, column, value: Some(value), beside: _ } => {
            writeln!(text, "guard ({table}, {column}, {value:?}): {query};")
        }
        Statement::Live(live) => {
            live.offline().into_iter().try_for_each(|sql| writeln!(text, "live: {sql};"))
        }
    };
}

macro_rules! matrix {
    ($($name:ident => $record:expr,)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), lowered($record));
        }
    )*};
}

matrix! {
    indexes_beside_writers => |op: &mut Operations| {
        op.create_index("deals", ["closed"]).unique().concurrently();
        op.drop_index("deals", "ix_deals_closed").concurrently();
    },
    rows_backfilled => |op: &mut Operations| {
        op.backfill("people").set("name", expr("upper(name) -- loud")).all_rows().leave_rows();
        op.backfill("deals")
            .set("note", "it's $migrate$ \\ \"🦀\"")
            .matching("currency", "EUR")
            .predicate("note IS NULL OR note = ';'")
            .batch_size(500)
            .pause(std::time::Duration::from_millis(1_500))
            .leave_rows();
        op.create_table("parts", |t| {
            t.column("share", Uuid).primary_key();
            t.column("at", Timestamp).primary_key();
            t.column("net", Numeric(12, 3)).primary_key();
            t.column("n", Integer);
        });
        op.backfill("parts").set("n", expr("n + 1")).all_rows().leave_rows();
        op.backfill("deals").set("note", expr("1; DROP TABLE deals")).all_rows();
    },
}

/// Tables whose rows have other keys.
fn keyed(op: &mut Operations) {
    op.create_table("tree", |t| {
        t.column("id", BigInt).primary_key();
        t.column("parent", BigInt).nullable().references("tree", "id");
    });
    op.create_table("pairs", |t| {
        t.column("a", Uuid).primary_key();
        t.column("b", Varchar(9)).primary_key();
    });
}

#[test]
fn deletes_undo_inserts() {
    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let mut schema = Schema::default();
    for recorded in Operations::record(shop).into_iter().chain(Operations::record(keyed)) {
        recorded.operation.apply(&mut schema).expect("the tables fit");
    }
    let inserts = Operations::record(|op| {
        op.insert("people", ["id", "name"], [(1, "a"), (2, "b")]);
        op.insert("tree", ["id", "parent"], [(1, None), (2, Some(1))]);
        op.insert("pairs", ["a", "b"], [(uuid, "x"), (uuid, "y")]);
    });
    let undo = |op: &mut Operations| {
        keyed(op);
        for insert in &inserts {
            for undo in insert.operation.inverse(&schema).expect("the rows have keys") {
                op.push(undo, Site::caller());
            }
        }
    };
    insta::assert_snapshot!("deletes_undo_inserts", lowered(undo));
}

#[test]
fn a_data_step_stays_what_it_is() {
    let function = DataFunction::new(Arc::new(()));
    let step = DataStep {
        name: "split names".to_owned(),
        function,
        reverse: None,
        offline: None,
        offline_reverse: None,
    };
    for dialect in Dialect::ALL {
        let statements = dialect.lower(&step.clone().into(), &Schema::default());
        let expected = Statement::Data {
            name: "split names".to_owned(),
            function: step.function.clone(),
            offline: None,
        };
        assert_eq!(statements, Ok(vec![expected]), "{dialect}");
    }
}
