//! The databases that a chain is for.

use super::{ReplayError, record};
use crate::graph::Graph;
use crate::name::Prefix;
use crate::operation::{Operation, Recorded};
use crate::schema::{Column, ColumnType, Dialect};

/// The dialects that have all types of a chain's columns; all dialects where none has.
///
/// A chain with a type that is said in the words of one database alone is for that database: what else it does need not
/// fit another.
///
/// # Errors
///
/// When the function of a revision panics.
pub fn dialects(graph: &Graph) -> Result<Vec<Dialect>, ReplayError> {
    let mut dialects = Dialect::ALL.to_vec();
    for node in graph.nodes() {
        let entry = graph.entry(node);
        let recorded = record(entry, entry.upgrade, &Prefix::NONE)?;
        dialects.retain(|dialect| recorded.iter().all(|recorded| has_types(recorded, *dialect)));
        if dialects.is_empty() {
            return Ok(Dialect::ALL.to_vec());
        }
    }
    Ok(dialects)
}

/// Whether a dialect has the types of the columns that an operation makes there.
fn has_types(recorded: &Recorded, dialect: Dialect) -> bool {
    if !recorded.is_for(dialect) {
        return true;
    }
    let has = |column: &Column| has_type(&column.column_type, dialect);
    if let Operation::CreateTable(create) = &recorded.operation {
        create.table.columns.iter().all(has)
    } else if let Operation::AddColumn(add) = &recorded.operation {
        has(add.column())
    } else if let Operation::Sql(sql) = &recorded.operation {
        sql.effect.iter().all(|recorded| has_types(recorded, dialect))
    } else {
        true
    }
}

fn has_type(column_type: &ColumnType, dialect: Dialect) -> bool {
    match column_type {
        ColumnType::Array(of) => has_type(of, dialect),
        ColumnType::Native(native) => native.text(dialect).is_some(),
        ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Double
        | ColumnType::Enum(_)
        | ColumnType::Integer
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Numeric(..)
        | ColumnType::Real
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => true,
    }
}
