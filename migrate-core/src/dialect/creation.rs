//! A schema as the statements that create it.

use thiserror::Error;

use super::{Dialect, Unsupported};
use crate::operation::{CreateTable, Operation};
use crate::schema::Schema;
use crate::script::Statement;

/// An operation that creates a part of a schema, in SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The operation.
    pub operation: Operation,
    /// Its statements, in order, each without a semicolon. None where the dialect needs none.
    pub statements: Vec<String>,
}

/// A part of a schema that its dialect cannot have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("cannot {operation} on {dialect}: {unsupported}")]
pub struct CreationError {
    /// The dialect.
    pub dialect: Dialect,
    /// The operation, in words.
    pub operation: String,
    /// What cannot be done.
    pub unsupported: Box<Unsupported>,
}

/// The statements that create a schema in an empty database.
///
/// # Errors
///
/// When the dialect cannot have something in it.
#[expect(clippy::missing_panics_doc, reason = "the operations make the very schema that they come from")]
pub fn creation(schema: &Schema, dialect: Dialect) -> Result<Vec<Created>, CreationError> {
    let mut made = Schema::of(dialect);
    let mut created = Vec::new();
    for operation in crate::operation::creation(schema) {
        let before = made.clone();
        operation.apply(&mut made).expect("what a schema is made of fits together");
        let Some(operation) = for_dialect(operation, schema, dialect) else { continue };
        let statements = dialect.lower(&operation, &before).map_err(|unsupported| CreationError {
            dialect,
            operation: operation.to_string(),
            unsupported: Box::new(unsupported),
        })?;
        let statements = statements.into_iter().flat_map(texts).collect();
        created.push(Created { operation, statements });
    }
    Ok(created)
}

/// The operation as a dialect has it best. SQLite adds a constraint by making the table anew; but it takes a foreign key to a
/// table that is not there yet (manual, "SQLite Foreign Key Support", section 3), so that a table has all of its own at once.
fn for_dialect(operation: Operation, schema: &Schema, dialect: Dialect) -> Option<Operation> {
    if dialect != Dialect::Sqlite {
        return Some(operation);
    }
    if let Operation::AddConstraint(_) | Operation::CreateIndex(_) = operation {
        return None;
    }
    if let Operation::CreateTable(CreateTable { table, existing }) = &operation {
        let table = schema.table(&table.name).unwrap_or(table).clone();
        return Some(CreateTable { table, existing: *existing }.into());
    }
    Some(operation)
}

/// The SQL of a statement that changes something, for a database that is as the chain made it.
fn texts(statement: Statement) -> Vec<String> {
    match statement {
        Statement::Author(sql)
        | Statement::Concurrent { sql, goal: _, look: _, sweep: _ }
        | Statement::Ddl(sql)
        | Statement::Dml(sql) => vec![sql],
        Statement::Backfill(batches) => batches.offline,
        // Nothing is in a database that is empty.
        Statement::Data { .. } | Statement::Guard { .. } => Vec::new(),
        Statement::Live(live) => live.offline().into_iter().map(str::to_owned).collect(),
    }
}
