//! The models say what the revisions add up to.

use migrate_core::diff::{Comparison, Guessing, Scope, diff};
use migrate_core::model;
use migrate_core::prelude::Dialect;
use shop::Shop;

#[test]
fn models_and_revisions_make_one_schema() {
    let how = Comparison { scope: Scope::models(), guessing: Guessing::Never, ..Comparison::default() };
    for dialect in Dialect::ALL {
        let chain = Shop.schema("head", dialect).expect("the chain is sound");
        let models = model::collect(Shop, dialect).expect("the models are sound");
        assert_eq!(chain.tables().count(), models.schema.tables().count(), "on {dialect}");
        let found = diff(&chain, &models.schema, &how).expect("nothing is guessed");
        let words = found.operations().map(ToString::to_string).collect::<Vec<_>>();
        assert!(words.is_empty(), "on {dialect}: {words:#?} {:#?}", found.changes);
    }
}
