//! The law of operations: what is applied and then undone was never there. And what does not fit, refused.

use proptest::prelude::*;
use sha2::{Digest, Sha256};

mod backfills;
mod creations;
pub(crate) mod examples;
mod misfits;
pub(crate) mod random;
mod rows;

use super::*;
use crate::name::{Name, hex};
use crate::prelude::*;
use crate::schema::{Canonical, Constraint, Expression};

use examples::{chains, examples, larger_shop, shop};

fn record(function: fn(&mut Operations)) -> Vec<Recorded> {
    Operations::record(function)
}

fn schema_of(function: fn(&mut Operations)) -> Schema {
    let mut schema = Schema::default();
    for recorded in record(function) {
        recorded.operation.apply(&mut schema).unwrap();
    }
    schema
}

fn misfit(function: fn(&mut Operations)) -> Misfit {
    let mut schema = schema_of(larger_shop);
    let mut last = Ok(());
    for recorded in record(function) {
        assert_eq!(last, Ok(()), "only the last operation is at fault");
        last = recorded.operation.apply(&mut schema);
    }
    last.unwrap_err()
}

#[test]
fn chains_are_undone_from_their_end() {
    for chain in chains() {
        let before = schema_of(shop);
        let mut schema = before.clone();
        let mut undo = Vec::new();
        for recorded in record(chain) {
            undo.push((recorded.operation.inverse(&schema).unwrap(), schema.clone()));
            recorded.operation.apply(&mut schema).unwrap_or_else(|error| panic!("{error}"));
        }
        for (inverse, before) in undo.into_iter().rev() {
            for step in inverse {
                step.apply(&mut schema).unwrap_or_else(|error| panic!("{step}: {error}"));
            }
            assert_eq!(schema.difference(&before), None);
        }
        assert_eq!(schema.difference(&before), None);
    }
}

#[test]
fn what_is_undone_was_never_there() {
    for example in examples() {
        let before = schema_of(larger_shop);
        let mut schema = before.clone();
        for recorded in record(example) {
            let operation = recorded.operation;
            let inverse = operation.inverse(&schema).unwrap_or_else(|error| panic!("{operation}: {error}"));
            operation.apply(&mut schema).unwrap_or_else(|error| panic!("{operation}: {error}"));
            for undo in inverse {
                undo.apply(&mut schema)
                    .unwrap_or_else(|error| panic!("{operation}, undone by {undo}: {error}"));
            }
            assert_eq!(schema.difference(&before), None, "{operation}");
        }
    }
}

#[test]
fn views_come_back_as_they_were() {
    let before = schema_of(larger_shop);
    let mut schema = before.clone();
    for recorded in record(|op| {
        op.without_views([("billing", "credits")], |op| {
            op.drop_column(("billing", "refunds"), "number").cascade();
            op.add_column(("billing", "refunds"), "at", Date).nullable();
        });
    }) {
        recorded.operation.apply(&mut schema).unwrap();
    }
    let view = |schema: &Schema| schema.view(&("billing", "credits").into()).cloned().unwrap();
    let (was, is) = (view(&before), view(&schema));
    assert_eq!(was.query, is.query);
    assert_eq!(was.depends_on[0].taken, ["id", "number"].map(Name::from));
    assert_eq!(is.depends_on[0].taken, ["id", "at"].map(Name::from));
}

#[test]
fn a_column_that_came_later_is_none_of_a_view() {
    let mut schema = schema_of(larger_shop);
    for recorded in record(|op| {
        op.add_column(("billing", "refunds"), "at", Date).nullable();
        op.drop_column(("billing", "refunds"), "at");
    }) {
        recorded.operation.apply(&mut schema).unwrap();
    }
    assert_eq!(schema, schema_of(larger_shop));
}

#[test]
fn values_of_enums_are_renamed_and_come_back_wherever_they_are_named() {
    let before = schema_of(|op| {
        op.create_enum("stage", ["new", "won", "two words"]);
        op.create_table("deals", |t| {
            t.column("stage", Enum("stage")).default("won").check("stage <> 'new' AND note <> 'new'");
            t.column("last", Enum("stage")).default(expr("'new'"));
            t.column("stages", Array(Enum("stage"))).default("{new,\"two words\"}");
            t.column("note", Varchar(9)).default("new").check("note <> 'new'");
            t.column("both", Varchar(20)).generated(expr("stage || 'new'"));
            t.index(["last"]).predicate("last = 'new'");
        });
    });
    for (from, to) in [("new", "it's new"), ("won", "\"won\""), ("two words", "a,b")] {
        let mut schema = before.clone();
        let rename = &Operations::record(|op| op.rename_enum_value("stage", from, to))[0].operation;
        rename.apply(&mut schema).unwrap();
        let table = schema.table(&"deals".into()).unwrap();
        let column = |name: &str| table.column(&name.into()).unwrap();
        if from == "new" {
            assert_eq!(
                table.checks[0].expression.common_text(),
                "stage <> 'it''s new' AND note <> 'it''s new'"
            );
            assert_eq!(table.checks[1].expression.common_text(), "note <> 'new'");
            assert_eq!(column("stages").default, Some("{\"it's new\",\"two words\"}".into()));
            assert_eq!(column("last").default, Some(expr("'it''s new'").into()));
            assert_eq!(column("note").default, Some("new".into()));
            assert_eq!(table.indexes[0].predicate, Some(expr("last = 'it''s new'")));
        }
        for undo in rename.inverse(&before).unwrap() {
            undo.apply(&mut schema).unwrap();
        }
        assert_eq!(schema.difference(&before), None, "{from}");
    }
    let mut schema = before.clone();
    let remove = &record(|op| {
        op.remove_enum_value("stage", "won").map_to("two words");
    })[0]
        .operation;
    remove.apply(&mut schema).unwrap();
    for undo in remove.inverse(&before).unwrap() {
        undo.apply(&mut schema).unwrap();
    }
    assert_eq!(schema.difference(&before), None);
}

#[test]
fn dropping_an_enum_is_undone_too() {
    let mut schema = schema_of(|op| {
        op.create_enum("stage", ["new", "won"]);
    });
    let before = schema.clone();
    let drop = &record(|op| op.drop_enum("stage"))[0].operation;
    let inverse = drop.inverse(&schema).unwrap();
    drop.apply(&mut schema).unwrap();
    inverse[0].apply(&mut schema).unwrap();
    assert_eq!(schema, before);
}

#[test]
fn every_example_has_its_own_canonical_form_and_its_own_words() {
    let forms = examples().into_iter().chain(chains()).flat_map(record).map(|recorded| {
        let mut canonical = Canonical::default();
        recorded.operation.canonical(&mut canonical);
        canonical.into_text()
    });
    let mut forms = forms.collect::<Vec<_>>();
    insta::assert_snapshot!(forms.join("\n"));
    let count = forms.len();
    forms.sort();
    forms.dedup();
    assert_eq!(forms.len(), count);
}

/// What chains that are applied somewhere were written with. It is never changed: their ledgers hold its hashes.
fn first_version(op: &mut Operations) {
    shop(op);
    op.add_column("deals", "stage", Varchar(20)).default("new").check("stage <> ''").unique();
    op.add_column("countries", "deal_id", BigInt).nullable().references("deals", "id");
    op.add_foreign_key("countries", "name", "countries", "name").on_delete(Cascade);
    op.add_unique("deals", ["title", "price"]).name("deals_once");
    op.create_index("deals", [desc("title")]).unique();
    op.drop_column("deals", "note").cascade();
    op.drop_constraint("deals", "fk_deals_country");
    op.drop_index("deals", "ix_deals_price_id");
    op.drop_table("deals");
    op.drop_enum("currency");
    op.rename_column("countries", "code", "iso");
    op.rename_table("countries", "lands");
    op.insert("lands", ["iso", "name"], [("DE", "Germany")]);
    op.sql("vacuum").reverse("vacuum").effect(|op| op.drop_table("lands"));
}

#[test]
fn what_the_first_version_hashed_has_the_same_hash_for_ever() {
    let forms = record(first_version).into_iter().map(|recorded| {
        let mut canonical = Canonical::default();
        recorded.operation.canonical(&mut canonical);
        canonical.into_text()
    });
    let digest = Sha256::digest(forms.collect::<Vec<_>>().join("\n").as_bytes());
    assert_eq!(hex(&digest), "41ff36837f16c0deb7e1347237d6312762407e8a824acd4a1efc7ddf944f4840");
}

#[test]
fn operations_know_where_they_were_written() {
    let recorded = record(|op| {
        op.drop_table("deals");
        op.on(Sqlite, |op| op.drop_table("offers"));
        op.add_column("deals", "a", Text);
    });
    assert!(recorded.iter().all(|recorded| recorded.site.file().ends_with("operation/tests/mod.rs")));
    assert_eq!(recorded[1].site.line(), recorded[0].site.line() + 1);
    assert_eq!(recorded[2].site.line(), recorded[0].site.line() + 2);
}

#[test]
fn a_nested_scope_is_for_the_dialects_of_both() {
    let recorded = record(|op| {
        op.on([Sqlite, Postgres], |op| op.on([Postgres, MySql], |op| op.drop_table("deals")));
        op.drop_table("offers");
    });
    let dialects =
        Dialect::ALL.into_iter().filter(|dialect| recorded[0].is_for(*dialect)).collect::<Vec<_>>();
    assert_eq!(dialects, [Postgres]);
    assert!(Dialect::ALL.into_iter().all(|dialect| recorded[1].is_for(dialect)));
}
