//! What PostgreSQL alone has of a table: partitions, inheritance, how it is kept.

use crate::dialect::Dialect::Postgres;
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, author, definition};
use crate::schema::{PartitionOf, PartitionStrategy, Partitioning, PostgresTable, Table};

/// The table's definition around what stands in its parentheses.
pub(super) fn around(table: &Table, words: &'static str, parts: Vec<Sql>) -> Result<Sql, Unsupported> {
    let PostgresTable { inherits, parameters, partition_by, partition_of, unlogged } =
        &table.options.postgres;
    let unlogged = unlogged.then_some("UNLOGGED ");
    let mut sql = sql!(Postgres; "CREATE ", unlogged, "TABLE ", words, &table.name);
    if let Some(PartitionOf { parent, bounds: _ }) = partition_of {
        sql.push(sql!(Postgres; " PARTITION OF ", parent));
    }
    if !parts.is_empty() {
        sql.push(sql!(Postgres; " (\n    ", Sql::join(Postgres, ",\n    ", parts), "\n)"));
    } else if partition_of.is_none() {
        sql.push(" ()");
    }
    if let Some(PartitionOf { parent, bounds }) = partition_of {
        let what = format!("what of `{parent}` is in partition `{}`", table.name);
        sql.push(sql!(Postgres; " ", author::expression(Postgres, &what, bounds)?));
    }
    if !inherits.is_empty() {
        sql.push(sql!(Postgres; " INHERITS (", Sql::list(Postgres, inherits), ")"));
    }
    if let Some(Partitioning { strategy, parts }) = partition_by {
        let strategy = match strategy {
            PartitionStrategy::Hash => "HASH ",
            PartitionStrategy::List => "LIST ",
            PartitionStrategy::Range => "RANGE ",
        };
        let what = format!("the partition key of `{}`", table.name);
        let parts = definition::parts(Postgres, &what, parts)?;
        sql.push(sql!(Postgres; " PARTITION BY ", strategy, parts));
    }
    if !parameters.is_empty() {
        sql.push(sql!(Postgres; " WITH ", definition::parameters(Postgres, parameters)));
    }
    Ok(sql)
}
