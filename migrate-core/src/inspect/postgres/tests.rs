//! What a server of version 15 said of some tables, read.

use super::*;
use crate::operation::creation;

/// The rows, each behind its kind and a tab, as `dialect/postgres/catalogue` asked for them.
const RECORDED: &str = include_str!("recorded.txt");

fn recorded() -> Inspected {
    let mut catalogue = Catalogue::default();
    for line in RECORDED.lines() {
        let (kind, json) = line.split_once('\t').expect("a kind stands before each row");
        catalogue.push(kind, json).expect("it is a row of that kind");
    }
    read(&catalogue, None, &Wanted::default()).expect("all of it is understood")
}

#[test]
fn what_is_found_is_told_as_the_operations_that_make_it() {
    let found = recorded();
    let operations = creation(&found.schema).into_iter();
    let told = operations.map(|operation| {
        let mut canonical = crate::schema::Canonical::default();
        operation.canonical(&mut canonical);
        format!("{operation}\n{}\n", canonical.into_text())
    });
    insta::assert_snapshot!(told.collect::<String>());
}

#[test]
fn what_has_no_words_is_told_with_what_makes_it() {
    let told = recorded().unmodelled.into_iter().map(|it| {
        let Unmodelled { stage, kind, name, detail, definition } = it;
        format!("{stage:?} {kind} {name} ({detail})\n  {}\n", definition.unwrap_or_default())
    });
    insta::assert_snapshot!(told.collect::<String>());
}

#[test]
fn the_ledger_is_not_told() {
    assert!(recorded().schema.table(&"migrate_ledger".into()).is_none());
    let mut catalogue = Catalogue::default();
    for line in RECORDED.lines() {
        let (kind, json) = line.split_once('\t').expect("a kind stands before each row");
        catalogue.push(kind, json).expect("it is a row of that kind");
    }
    let ledger = crate::ledger::Ledger { schema: Some("public".into()), ..crate::ledger::Ledger::default() };
    let wanted = Wanted { ledger, ..Wanted::default() };
    let found = read(&catalogue, None, &wanted).expect("all of it is understood");
    assert!(found.schema.table(&"migrate_ledger".into()).is_none());
    assert!(found.schema.table(&"people".into()).is_some());
}
