//! The laws of the difference: what it says makes the one schema of the other, and between equals it says nothing.

mod asked;
mod random;
mod said;

use super::*;
use crate::name::{Name, QualifiedName};
use crate::prelude::*;
use crate::schema::{ColumnType, Schema};

fn schema_of(record: impl FnOnce(&mut Operations)) -> Schema {
    let mut schema = Schema::default();
    for recorded in Operations::record(record) {
        recorded
            .operation
            .apply(&mut schema)
            .unwrap_or_else(|error| panic!("{}: {error}", recorded.operation));
    }
    schema
}

/// What a chain of a builder's methods leaves.
fn done<T>(_: T) {}

/// A comparison that asks for nothing.
fn never() -> Comparison {
    Comparison { guessing: Guessing::Never, ..Comparison::default() }
}

/// The schema that comes out, after each operation of the difference has been applied.
fn mended(before: &Schema, diff: &Diff) -> Result<Schema, String> {
    let mut schema = before.clone();
    for change in &diff.changes {
        if let Some(misfit) = &change.blocked {
            return Err(format!("{change} is blocked: {misfit}"));
        }
        for operation in &change.operations {
            operation.apply(&mut schema).map_err(|misfit| format!("{change}, {operation}: {misfit}"))?;
        }
    }
    Ok(schema)
}

fn told(diff: &Diff) -> String {
    let changes = diff.changes.iter().map(|change| {
        let operations = change.operations.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n    ");
        let blocked =
            change.blocked.as_ref().map_or(String::new(), |misfit| format!("\n    BLOCKED {misfit}"));
        format!("{change}\n    {operations}{blocked}\n")
    });
    changes.collect()
}
