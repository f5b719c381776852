//! What creates a schema makes that schema.

use crate::name::Prefix;

use super::random::{any_operation, speaks_of_what_is_there};
use super::*;

/// Makes a schema anew, and returns in words how.
fn make(schema: &Schema) -> Result<Vec<String>, String> {
    let mut made = Schema::default();
    let operations = creation(schema);
    for operation in &operations {
        operation.apply(&mut made).map_err(|misfit| format!("{operation}: {misfit}"))?;
    }
    match made.difference(schema).or_else(|| schema.difference(&made)) {
        None => Ok(operations.iter().map(ToString::to_string).collect()),
        Some(difference) => Err(difference),
    }
}

fn order(function: fn(&mut Operations)) -> Vec<String> {
    make(&schema_of(function)).unwrap()
}

#[test]
fn every_example_can_be_made_at_once() {
    make(&schema_of(larger_shop)).unwrap();
    for example in examples() {
        let mut schema = schema_of(larger_shop);
        for recorded in record(example) {
            recorded.operation.apply(&mut schema).unwrap();
        }
        make(&schema).unwrap();
    }
}

#[test]
fn tables_stand_behind_those_they_reference_and_only_rings_are_closed_later() {
    let made = order(|op| {
        op.create_table("a", |t| {
            t.column("id", BigInt).primary_key();
            t.column("d", BigInt);
        });
        op.create_table("b", |t| {
            t.column("id", BigInt).references("b", "id").primary_key();
            t.column("c", BigInt);
        });
        op.create_table("c", |t| {
            t.column("id", BigInt).references("b", "id").primary_key();
        });
        op.create_table("d", |t| {
            t.column("id", BigInt).primary_key();
        });
        op.add_foreign_key("a", ["d"], "d", ["id"]);
        op.add_foreign_key("a", ["d"], "c", ["id"]).name("second");
        op.add_foreign_key("b", ["c"], "c", ["id"]);
    });
    assert_eq!(
        made,
        [
            "create table `d`",
            "create table `b`",
            "create table `c`",
            "create table `a`",
            "add foreign key `fk_b_c` to `b`"
        ]
    );
}

#[test]
fn functions_stand_between_what_they_read_and_what_calls_them() {
    let made = order(|op| {
        op.create_table("a", |t| {
            t.column("id", BigInt).primary_key();
        });
        op.create_function("net", (), "RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM a $$");
        op.create_function("gross", (), "RETURNS bigint LANGUAGE sql AS $$ SELECT net() + 1 $$");
        op.create_table("b", |t| {
            t.column("id", BigInt).default(expr("gross()"));
        });
        // A ring: what can wait waits.
        op.add_check("a", "id <= net()").name("below");
        op.create_index("a", expr("abs(net())")).name("nets");
        op.create_view("c", "SELECT id, gross() FROM b");
        op.create_view("d", "SELECT * FROM e, c");
    });
    assert_eq!(
        made,
        [
            "create table `a`",
            "create function `net()`",
            "create function `gross()`",
            "create table `b`",
            "create view `c`",
            "create view `d`",
            "create index `nets` on `a`",
            "add check `below` to `a`"
        ]
    );
}

#[test]
fn what_a_new_table_cannot_have_comes_later() {
    let made = order(|op| {
        op.create_schema("public").if_not_exists();
        op.create_table("a", |t| {
            t.column("id", BigInt).primary_key();
            t.column("code", BigInt);
            t.column("up", BigInt);
            t.index(["code"]).unique();
        });
        op.add_check("a", "id > 0").name("positive").not_valid();
        op.add_foreign_key("a", ["up"], "a", ["code"]);
    });
    assert_eq!(
        made,
        [
            "create schema `public`",
            "create table `a`",
            "add check `positive` to `a`",
            "add foreign key `fk_a_up` to `a`"
        ]
    );
}

proptest! {
    #[test]
    fn a_random_schema_can_be_made_at_once(operations in prop::collection::vec(any_operation(), 1..60)) {
        let mut schema = Schema::default();
        for operation in operations.into_iter().flatten() {
            if speaks_of_what_is_there(&operation, &schema) {
                // What does not fit changes nothing.
                let _ = operation.apply(&mut schema);
            }
        }
        if let Err(fault) = make(&schema) {
            return Err(TestCaseError::fail(fault));
        }
    }
}

/// What is made of operations with a prefix is what is made of them, with a prefix.
#[test]
fn a_prefix_is_before_every_name_and_changes_nothing_else() {
    let prefix = "irma_".parse::<Prefix>().unwrap();
    for example in examples() {
        let (mut schema, mut prefixed) = (schema_of(larger_shop), Schema::default());
        for recorded in Operations::record_with(&prefix, larger_shop) {
            recorded.operation.apply(&mut prefixed).unwrap();
        }
        for (bare, recorded) in record(example).iter().zip(Operations::record_with(&prefix, example)) {
            bare.operation.apply(&mut schema).unwrap();
            let operation = &recorded.operation;
            operation.apply(&mut prefixed).unwrap_or_else(|misfit| panic!("{operation}: {misfit}"));
        }
        let mut made = Schema::default();
        for mut operation in creation(&schema) {
            operation.prefix(&prefix);
            operation.apply(&mut made).unwrap_or_else(|misfit| panic!("{operation}: {misfit}"));
        }
        assert_eq!(prefixed.difference(&made), None, "{:?}", record(example));
        assert!(prefixed.tables().all(|table| table.name.name.as_str().starts_with("irma_")));
    }
}
