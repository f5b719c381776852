//! Whether what models say fits together, as replay asks it of operations.

use std::collections::BTreeSet;

use super::collect::{Described, enum_type, put_schema};
use super::definition::EnumDefinition;
use super::describe;
use super::error::ModelError;
use crate::name::{Name, QualifiedName};
use crate::operation::{AddConstraint, CreateEnum, CreateTable, Existing, Misfit, Operation};
use crate::schema::{
    Column, ColumnDefault, Constraint, Dialect, ForeignKey, PrimaryKey, Schema, Sequence, SequenceNumber,
    SequenceOptions, Table, Validation,
};

/// Asks whether the tables and enums fit together.
///
/// What they name of other chains is put beside them as far as models of it are there; a table that is named by its text and has
/// no model is taken to be as the foreign key needs it.
pub(super) fn check(
    described: &[Described],
    enums: &[&'static EnumDefinition],
    dialect: Dialect,
) -> Result<(), ModelError> {
    let mut schema = Schema::of(dialect);
    for definition in enums {
        put_enum(&mut schema, definition)
            .map_err(|misfit| ModelError::misfit(&definition.standing, misfit))?;
    }
    put_referenced(&mut schema, described, dialect)?;
    for described in parents_first(described) {
        put_enums(&mut schema, &described.beside.enums)
            .and_then(|()| put_table(&mut schema, &described.table))
            .map_err(|misfit| ModelError::misfit(&described.model.standing, misfit))?;
    }
    for described in described {
        for constraint in late(&described.table) {
            put_unknown(&mut schema, described, &constraint);
            let adding = AddConstraint { table: described.table.name.clone(), constraint };
            apply(&mut schema, adding)
                .map_err(|misfit| ModelError::misfit(&described.model.standing, misfit))?;
        }
    }
    Ok(())
}

fn apply(schema: &mut Schema, operation: impl Into<Operation>) -> Result<(), Misfit> {
    operation.into().apply(schema)
}

fn put_enum(schema: &mut Schema, definition: &EnumDefinition) -> Result<(), Misfit> {
    let enum_type = enum_type(definition);
    put_schema(schema, &enum_type.name);
    apply(schema, CreateEnum { enum_type, existing: Existing::Refuse })
}

/// The enums of columns, which may be another chain's.
fn put_enums(schema: &mut Schema, enums: &[&'static EnumDefinition]) -> Result<(), Misfit> {
    for definition in enums {
        if schema.enum_type(&definition.enum_type()).is_none() {
            put_enum(schema, definition)?;
        }
    }
    Ok(())
}

/// What a new table may not have, or may have only when others are there: foreign keys, and checks that are not valid.
fn late(table: &Table) -> Vec<Constraint> {
    let is_late = |constraint: &Constraint| match constraint {
        Constraint::ForeignKey(_) => true,
        Constraint::Check(check) => check.validation == Validation::NotValid,
        Constraint::Exclusion(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_) => false,
    };
    table.constraints().filter(is_late).collect()
}

fn put_table(schema: &mut Schema, table: &Table) -> Result<(), Misfit> {
    put_schema(schema, &table.name);
    for column in &table.columns {
        // A sequence is made by a revision, and by no model.
        if let Some(ColumnDefault::NextValue(name)) = &column.default
            && schema.sequence(name).is_none()
        {
            put_schema(schema, name);
            let options = SequenceOptions::NONE;
            schema.put_sequence(Sequence {
                name: name.clone(),
                options,
                owner: None,
                number: SequenceNumber::default(),
            });
        }
    }
    for parent in table.options.postgres.parents() {
        // One without a model is taken to be there.
        if *parent != table.name && schema.table(parent).is_none() {
            put_schema(schema, parent);
            schema.put_table(Table::new(parent.clone()));
        }
    }
    let mut table = table.clone();
    table.foreign_keys.clear();
    table.checks.retain(|check| check.validation == Validation::Valid);
    let create = CreateTable { table, existing: Existing::Refuse };
    create.fits(schema)?;
    schema.put_table(create.table);
    Ok(())
}

/// The tables behind those that they are partitions of, or inherit from.
fn parents_first(described: &[Described]) -> Vec<&Described> {
    let mut waiting = described.iter().collect::<Vec<_>>();
    let mut sorted = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let names = waiting.iter().map(|described| &described.table.name).collect::<BTreeSet<_>>();
        let is_ready = |described: &&Described| {
            !described.table.options.postgres.parents().any(|name| names.contains(name))
        };
        let (ready, rest) = waiting.clone().into_iter().partition::<Vec<&Described>, _>(is_ready);
        // Those of a ring are refused one after the other.
        let is_ring = ready.is_empty();
        sorted.extend(if is_ring { waiting.clone() } else { ready });
        waiting = if is_ring { Vec::new() } else { rest };
    }
    sorted
}

/// The tables of other chains that foreign keys reference by their models.
fn put_referenced(schema: &mut Schema, described: &[Described], dialect: Dialect) -> Result<(), ModelError> {
    let ours = described.iter().map(|described| &described.table.name).collect::<BTreeSet<_>>();
    for model in described.iter().flat_map(|described| &described.beside.models) {
        let name = model.table();
        if !ours.contains(&name) && schema.table(&name).is_none() {
            let (table, beside) = describe::table_of(model, dialect);
            put_enums(schema, &beside.enums)
                .and_then(|()| put_table(schema, &table))
                .map_err(|misfit| ModelError::misfit(&model.standing, misfit))?;
        }
    }
    Ok(())
}

/// A table that a foreign key names by its text, where no model is of it.
fn put_unknown(schema: &mut Schema, described: &Described, constraint: &Constraint) {
    let Constraint::ForeignKey(key) = constraint else { return };
    let ForeignKey { columns, referenced_table, referenced_columns, .. } = key;
    let is_model = |name: &QualifiedName| described.beside.models.iter().any(|model| model.table() == *name);
    if schema.table(referenced_table).is_some() || is_model(referenced_table) {
        return;
    }
    let mut unknown = Table::new(referenced_table.clone());
    for (column, referenced) in columns.iter().zip(referenced_columns) {
        let Some(ours) = described.table.column(column) else { return };
        if unknown.column(referenced).is_none() {
            unknown.columns.push(Column::new(referenced.clone(), ours.column_type.clone()));
        }
    }
    let name = Name::derive("pk", referenced_table, []);
    unknown.primary_key = Some(PrimaryKey::new(name, referenced_columns.clone()));
    put_schema(schema, referenced_table);
    schema.put_table(unknown);
}
