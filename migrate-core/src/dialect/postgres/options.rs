//! What PostgreSQL alone has of a table: partitions, inheritance, how it is kept.

use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::sql::{Lines, Sql, pieces, sql};
use crate::dialect::{Unsupported, author, definition};
use crate::name::Name;
use crate::operation::SetTableOptions;
use crate::schema::{Parameter, PartitionOf, PartitionStrategy, Partitioning, PostgresTable, Schema, Table};
use crate::script::Statement;

/// The table's definition around what stands in its parentheses.
pub(super) fn around(table: &Table, words: &'static str, parts: &[Sql]) -> Result<Sql, Unsupported> {
    let PostgresTable { inherits, parameters, partition_by, partition_of, unlogged } =
        &table.options.postgres;
    let unlogged = unlogged.then_some("UNLOGGED ");
    let lines = Lines(parts);
    let create = pieces!["CREATE ", unlogged, "TABLE ", words, &table.name];
    let mut sql = Sql::of(Postgres, lines.room(), create);
    if let Some(PartitionOf { parent, bounds: _ }) = partition_of {
        sql.push(sql!(Postgres; " PARTITION OF ", parent));
    }
    if !parts.is_empty() {
        sql.push(pieces![" (", lines, ")"]);
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
        let parts = definition::parts(Postgres, format_args!("{what}"), parts)?;
        sql.push(sql!(Postgres; " PARTITION BY ", strategy, parts));
    }
    if !parameters.is_empty() {
        sql.push(sql!(Postgres; " WITH ", definition::parameters(Postgres, parameters)));
    }
    Ok(sql)
}

/// Keeps a table otherwise.
pub(super) fn set(operation: &SetTableOptions, before: &Schema) -> Lowered {
    let SetTableOptions {
        table,
        engine: _,
        text: _,
        strict: _,
        without_rowid: _,
        partition_by: _,
        parameters,
        unlogged,
    } = operation;
    let old = &require_table(before, table)?.options.postgres;
    let mut changes = Vec::new();
    if let Some(unlogged) = unlogged {
        changes.push(sql!(Postgres; if *unlogged { "SET UNLOGGED" } else { "SET LOGGED" }));
    }
    if let Some(parameters) = parameters {
        let is_gone = |old: &&Parameter| !parameters.iter().any(|parameter| parameter.name == old.name);
        let gone = old.parameters.iter().filter(is_gone).map(|Parameter { name, value: _ }| {
            let names = name.split('.').map(Name::from).collect::<Vec<_>>();
            Sql::join(Postgres, ".", &names)
        });
        let gone = gone.collect::<Vec<_>>();
        if !gone.is_empty() {
            changes.push(sql!(Postgres; "RESET (", Sql::list(Postgres, gone), ")"));
        }
        if !parameters.is_empty() {
            changes.push(sql!(Postgres; "SET ", definition::parameters(Postgres, parameters)));
        }
    }
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let changes = Sql::list(Postgres, changes);
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER TABLE ", table, " ", changes))])
}
