//! Tables, and what they are made of.

use std::fmt;

use crate::name::Name;
use crate::operation::{Misfit, fit};
use crate::schema::{IndexPart, PartitionOf, Partitioning, PostgresTable, Schema, Table, Validation};

/// A table's parts must fit each other and the schema; its own name is not looked at.
pub(in crate::operation) fn table(schema: &Schema, table: &Table) -> Result<(), Misfit> {
    let ill =
        |fault: &str| Err(Misfit::Ill { what: format!("table `{}`", table.name), fault: fault.to_owned() });
    if table.columns.is_empty() && !table.has_parents() && !schema.has_empty_tables() {
        return ill("has no column");
    }
    let PostgresTable { inherits, parameters: _, partition_by, partition_of, unlogged: _ } =
        &table.options.postgres;
    for parent in table.options.postgres.parents() {
        fit::require_table(schema, parent)?;
    }
    if let Some(PartitionOf { parent, bounds: _ }) = partition_of {
        if !table.columns.is_empty() {
            return ill("is a partition, and has the columns of its parent alone");
        }
        if !inherits.is_empty() {
            return ill("is a partition, and inherits from its parent alone");
        }
        if schema.table(parent).is_some_and(|parent| parent.options.postgres.partition_by.is_none()) {
            return ill(&format!("is a partition of `{parent}`, which has none"));
        }
    }
    if let Some(Partitioning { strategy: _, parts }) = partition_by {
        if parts.is_empty() {
            return ill("is parted by nothing");
        }
        for name in parts.iter().filter_map(IndexPart::column) {
            fit::may_have_column(table, name)?;
        }
    }
    for (at, column) in table.columns.iter().enumerate() {
        if table.columns.iter().take(at).any(|other| other.name == column.name) {
            return Err(Misfit::ColumnExists { table: table.name.clone(), column: column.name.clone() });
        }
        fit::column(schema, &table.name, column)?;
    }
    distinct_names(schema, table)?;
    for constraint in table.constraints() {
        fit::constraint(schema, table, &constraint)?;
    }
    comment(format_args!("table `{}`", table.name), table.comment.as_deref())?;
    for index in &table.indexes {
        fit::index(table, index)?;
    }
    Ok(())
}

pub(in crate::operation) fn distinct_names(schema: &Schema, table: &Table) -> Result<(), Misfit> {
    let mut seen = Vec::<&Name>::new();
    for name in table.constraint_names() {
        fit::name(name)?;
        if seen.contains(&name) {
            return Err(Misfit::ConstraintExists { table: table.name.clone(), constraint: name.clone() });
        }
        seen.push(name);
    }
    // What stands in no index may have the name of one where a dialect says so by itself.
    let stands_in_none = |name: &&Name| {
        let mut checks = table.checks.iter().map(|check| &check.name);
        checks.any(|check| check == *name) || table.foreign_keys.iter().any(|key| key.name == **name)
    };
    let is_index = |name: &&Name| !schema.is_of_one_dialect() || !stands_in_none(name);
    let mut names = seen.into_iter().filter(is_index).collect::<Vec<_>>();
    for index in &table.indexes {
        fit::name(&index.name)?;
        if names.contains(&&index.name) || (index.name == table.name.name && !schema.has_names_by_table()) {
            let holder = format!("another index or constraint of table `{}`", table.name);
            return Err(Misfit::RelationExists { name: table.name.beside(&index.name), holder });
        }
        names.push(&index.name);
    }
    Ok(())
}

/// The constraints of a new table must be valid.
pub(in crate::operation) fn valid(table: &Table) -> Result<(), Misfit> {
    let is_not_valid = |validation: Validation| validation == Validation::NotValid;
    if !table.checks.iter().any(|check| is_not_valid(check.validation))
        && !table.foreign_keys.iter().any(|key| is_not_valid(key.validation))
    {
        return Ok(());
    }
    match table.constraints().find(|constraint| is_not_valid(constraint.validation())) {
        Some(constraint) => Err(Misfit::Ill {
            what: format!("{} `{}` of table `{}`", constraint.kind(), constraint.name(), table.name),
            fault: "is not valid, and a new table has no row that it could not be valid for".to_owned(),
        }),
        None => Ok(()),
    }
}

/// A comment must be text that a database keeps.
pub(in crate::operation) fn comment(what: fmt::Arguments<'_>, comment: Option<&str>) -> Result<(), Misfit> {
    match comment {
        Some(text) if text.contains('\0') => {
            Err(Misfit::Ill { what: what.to_string(), fault: "has a comment that holds a NUL".to_owned() })
        }
        Some(_) | None => Ok(()),
    }
}
