//! What a table is besides its columns.

use super::indexes::parameters;
use super::rows::{self, Relation, Strategy};
use crate::dialect::postgres_physical as physical;
use crate::schema::{
    Collation, Direction, IndexKey, IndexPart, OperatorClass, PartitionOf, PartitionStrategy, Partitioning,
    PostgresTable, TableOptions,
};

/// The options of a table.
///
/// # Errors
///
/// With what is not understood, in words.
pub(super) fn read(relation: &Relation) -> Result<TableOptions, String> {
    let mut parents = relation.parents.iter().flatten().map(Into::into);
    let partition_of = relation
        .bound
        .as_ref()
        .and_then(|bound| Some(PartitionOf { parent: parents.next()?, bounds: physical::bounds(bound) }));
    let partition_by = relation
        .partition_by
        .as_ref()
        .map(|it| partitioning(it).ok_or_else(|| format!("table `{}` by `{}`", relation.name, it.text)));
    let postgres = PostgresTable {
        inherits: parents.collect(),
        parameters: parameters(relation.parameters.as_deref()),
        partition_by: partition_by.transpose()?,
        partition_of,
        unlogged: relation.unlogged,
    };
    Ok(TableOptions { postgres, ..TableOptions::default() })
}

fn partitioning(row: &rows::Partitioning) -> Option<Partitioning> {
    let rows::Partitioning { strategy, text, parts } = row;
    let strategy = match strategy {
        Strategy::Hash => PartitionStrategy::Hash,
        Strategy::List => PartitionStrategy::List,
        Strategy::Range => PartitionStrategy::Range,
    };
    let (_, texts) = text.split_once('(')?;
    let texts = physical::split(texts.strip_suffix(')')?);
    let parts = parts.iter().zip(texts).map(|(part, text)| {
        let rows::PartitionPart { column, opclass, collation } = part;
        let key = match column {
            Some(column) => IndexKey::Column(column.clone()),
            None => IndexKey::Expression(physical::expression(text)),
        };
        // What is said of an expression besides stands in its text.
        let is_column = column.is_some();
        IndexPart {
            opclass: opclass
                .as_ref()
                .filter(|_| is_column)
                .map(|name| OperatorClass { name: name.into(), parameters: Vec::new() }),
            collation: collation.as_ref().map(|name| Collation::new(name.clone())),
            ..IndexPart::new(key, Direction::Ascending)
        }
    });
    Some(Partitioning { strategy, parts: parts.collect() })
}
