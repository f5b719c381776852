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

fn any_pair() -> impl Strategy<Value = (Schema, Schema)> {
    let operations = |most| prop::collection::vec(any_operation(), 0..most);
    (operations(60), operations(40), operations(40)).prop_map(|(common, one, other)| {
        let common = grown(Schema::default(), common);
        (grown(common.clone(), one), grown(common, other))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]
    #[test]
    fn a_difference_makes_the_one_of_the_other((before, after) in any_pair()) {
        let diff = diff(&before, &after, &never()).unwrap();
        let mended = mended(&before, &diff).map_err(|fault| TestCaseError::fail(format!("{fault}\n{}", told(&diff))))?;
        let left = super::super::diff(&mended, &after, &never()).unwrap();
        prop_assert!(left.is_empty(), "left:\n{}\nof:\n{}", told(&left), told(&diff));
        prop_assert_eq!(mended.difference(&after), None, "{}", told(&diff));
        prop_assert_eq!(diff.is_empty(), before.difference(&after).is_none(), "{}", told(&diff));
    }
}
