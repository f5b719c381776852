//! A model is the table that the equal `create_table` makes, and belongs to its chain.
#![expect(clippy::panic, reason = "a test fails by a panic")]

mod belonging;
mod columns;
mod enums;
mod keys;
mod parts;

use migrate_core::model;
use migrate_core::name::QualifiedName;
use migrate_core::operation::{Operation, Operations, TableBuilder};
use migrate_core::prelude::Dialect;
use migrate_core::schema::{Schema, Table};

mod migrations {
    mod notes {
        use migrate_core::prelude::*;

        /// Notes.
        #[revision(id = "4b1f0a9c2d7")]
        fn upgrade(op: &mut Operations) {
            op.create_table("notes", |t| {
                t.column("id", BigInt).identity().primary_key();
            });
        }
    }

    migrate_core::chain!(pub Laws = "laws");
}

/// What the models of this program say on a dialect.
fn schema(dialect: Dialect) -> Schema {
    model::collect(migrations::Laws, dialect).expect("the models are sound").schema
}

/// The table of a name, as models have it.
fn table(name: impl Into<QualifiedName>, dialect: Dialect) -> Table {
    let name = name.into();
    schema(dialect).table(&name).unwrap_or_else(|| panic!("no model is `{name}`")).clone()
}

/// The table that `create_table` makes.
fn created(name: impl Into<QualifiedName>, describe: impl FnOnce(&mut TableBuilder)) -> Table {
    let mut recorded = Operations::record(|op| op.create_table(name, describe));
    match recorded.pop().map(|recorded| recorded.operation) {
        Some(Operation::CreateTable(create)) => create.table,
        other => panic!("recorded {other:?}"),
    }
}

/// A model is the table that these words make, on every dialect.
fn assert_same(name: &str, describe: impl Fn(&mut TableBuilder)) {
    for dialect in Dialect::ALL {
        assert_eq!(table(name, dialect), created(name, &describe), "on {dialect}");
    }
}
