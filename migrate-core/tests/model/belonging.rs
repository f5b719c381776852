//! Which chain a model belongs to, and what is wrong with those of none.

/// A chain beside its models, in a crate that has another.
mod beside {
    use migrate_core::Table;

    mod migrations {
        mod first {
            use migrate_core::prelude::*;

            /// The first.
            #[revision(id = "1")]
            fn upgrade(_op: &mut Operations) {}
        }

        migrate_core::chain!(pub Beside = "beside");
    }

    #[derive(Table)]
    #[expect(dead_code, reason = "no row is read")]
    pub(super) struct Near {
        #[column(primary_key)]
        id: i64,
        #[column(references = super::taken::Taken)]
        taken: i64,
    }

    #[derive(Table)]
    #[table(chain = crate::migrations::Laws, name = "far")]
    #[expect(dead_code, reason = "no row is read")]
    struct Far {
        #[column(references = Near)]
        near: i64,
    }

    pub(super) use migrations::Beside;
}

/// Models without a chain, as those of another crate.
mod taken {
    use migrate_core::Table;

    mod inner {
        migrate_core::models!(pub Entities);
    }

    #[derive(Table)]
    #[table(name = "taken")]
    #[expect(dead_code, reason = "no row is read")]
    pub(super) struct Taken {
        #[column(primary_key)]
        id: i64,
    }

    pub(super) use inner::Entities;
}

mod taking {
    mod first {
        use migrate_core::prelude::*;

        /// The first.
        #[revision(id = "1")]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Taking = "taking", models = [super::taken::Entities]);
}

mod none {
    mod first {
        use migrate_core::prelude::*;

        /// The first.
        #[revision(id = "1")]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Nothing = "nothing");
}

use migrate_core::AnyChain;
use migrate_core::model::{ModelError, collect};
use migrate_core::prelude::*;

fn tables(chain: impl Into<AnyChain>) -> Result<Vec<String>, ModelError> {
    Ok(collect(chain, Sqlite)?.schema.tables().map(|table| table.name.to_string()).collect())
}

#[test]
fn a_model_belongs_to_the_nearest_chain_or_to_the_one_it_names() {
    assert_eq!(tables(beside::Beside), Ok(vec!["nears".to_owned()]));
    let laws = tables(crate::migrations::Laws).expect("the models are sound");
    assert!(laws.contains(&"far".to_owned()) && !laws.contains(&"nears".to_owned()), "{laws:?}");
}

#[test]
fn a_chain_takes_the_models_of_a_crate_without_one() {
    assert_eq!(tables(taking::Taking), Ok(vec!["taken".to_owned()]));
}

#[test]
fn no_models_are_an_error_and_no_empty_schema() {
    let error = tables(none::Nothing).expect_err("there are none");
    assert!(matches!(&error, ModelError::NoModels { chain, .. } if chain == "nothing"), "{error}");
    assert!(error.help().is_some() && error.sites().len() == 1);
}
