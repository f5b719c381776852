//! Pairs of schemas that nobody thought of.

use proptest::prelude::*;

use super::*;
use crate::operation::Operation;
use crate::operation::tests::random::{any_operation, speaks_of_what_is_there};

/// What of a list of operations fits one after the other.
fn grown(mut schema: Schema, operations: Vec<Vec<Operation>>) -> Schema {
    for operation in operations.into_iter().flatten() {
        if speaks_of_what_is_there(&operation, &schema) {
            let _ = operation.apply(&mut schema);
        }
    }
    schema
}

/// Changes of columns and keys over the few names that the other operations have too.
fn any_alteration() -> impl Strategy<Value = Vec<Operation>> {
    let name = prop::sample::select(vec!["a", "b", "c", "A b", "\"q\""]);
    let names = (name.clone(), name.clone(), name);
    let within = prop::sample::select(vec![None, None, Some("s"), Some("t")]);
    (0..12_u8, names, within, any::<bool>()).prop_map(|(kind, (table, one, other), within, flag)| {
        let table = &QualifiedName::from(table).within(within.map(Name::from));
        let recorded = Operations::record(|op| match kind {
            0 => op.alter_column(table, one, |c| {
                c.set_type(if flag { Text } else { Integer });
            }),
            1 => op.alter_column(table, one, |c| if flag { c.nullable() } else { c.not_null().fill(1) }),
            2 => op.alter_column(table, one, |c| if flag { c.set_default(3) } else { c.drop_default() }),
            3 => op.set_key_type(table, one, if flag { Integer } else { BigInt }),
            4 => {
                op.replace_primary_key(table, [one]);
            }
            5 => op.drop_constraint(table, &format!("pk_{}", table.name)),
            6 => {
                op.add_primary_key(table, [one]);
            }
            7 => op.alter_column(table, one, |c| if flag { c.identity() } else { c.drop_identity() }),
            8 => {
                let key = op.add_foreign_key(table, [one], other, [one]).name("key");
                if flag {
                    key.on_delete(Cascade);
                }
            }
            9 => op.set_table_options(table, |t| {
                if flag {
                    t.mysql().engine("Aria");
                }
                t.sqlite().strict();
            }),
            10 => {
                op.add_column(table, one, Varchar(3)).unique().references(other, other);
            }
            _ => op.create_table(table, |t| {
                t.column(one, BigInt).references(other, one);
                t.column("x", BigInt).primary_key();
                t.unique([one]);
            }),
        });
        recorded.into_iter().map(|recorded| recorded.operation).collect()
    })
}

fn any_pair() -> impl Strategy<Value = (Schema, Schema)> {
    let operations =
        |most| prop::collection::vec(prop_oneof![3 => any_operation(), 1 => any_alteration()], 0..most);
    (operations(60), operations(40), operations(40)).prop_map(|(common, one, other)| {
        let common = grown(Schema::default(), common);
        (grown(common.clone(), one), grown(common, other))
    })
}

/// The difference with an answer to each question: what it takes for the same is drawn.
fn answered(before: &Schema, after: &Schema, mut answers: u32) -> (Diff, Comparison) {
    let mut how = Comparison::default();
    loop {
        match diff(before, after, &how) {
            Ok(diff) => return (diff, how),
            Err(Ambiguous { guesses }) => {
                let rename = guesses[0].rename.clone();
                let is_same = answers & 1 == 1;
                answers = answers.rotate_right(1);
                if is_same { how.renames.renamed.push(rename) } else { how.renames.apart.push(rename) }
            }
        }
    }
}

proptest! {
    #[test]
    fn a_difference_makes_the_one_of_the_other((before, after) in any_pair(), answers in any::<u32>()) {
        let is_same = before.difference(&after).is_none();
        for (diff, how) in [(diff(&before, &after, &never()).unwrap(), never()), answered(&before, &after, answers)] {
            if let [Change { verdict: Verdict::Renamed { .. }, blocked: Some(_), .. }] = &diff.changes[..] {
                // A name of it is taken where it shall be: nothing is dropped in its place.
                continue;
            }
            let fail = |fault: String| TestCaseError::fail(format!("{fault}\n{how:?}\n{}", told(&diff)));
            let mended = mended(&before, &diff).map_err(fail)?;
            let left = super::super::diff(&mended, &after, &never()).unwrap();
            prop_assert!(left.is_empty(), "left:\n{}\nof:\n{}", told(&left), told(&diff));
            prop_assert_eq!(mended.difference(&after), None, "{}", told(&diff));
            prop_assert_eq!(diff.is_empty(), is_same, "{}", told(&diff));
        }
    }
}
