//! A schema made from scratch, where nothing but the schema is known of what led to it.
//!
//! A database that a chain was applied to must look like another one that was made so, or replay does not know what the
//! database has become.

use std::collections::BTreeSet;

use migrate_core::dialect::Dialect;
use migrate_core::operation::{
    AddConstraint, AlterSequence, Change, CreateEnum, CreateExtension, CreateFunction, CreateSchema,
    CreateSequence, CreateTable, CreateTrigger, CreateView, Existing, Need, Operation, ViewDefinition,
};
use migrate_core::schema::{Constraint, Dependency, ForeignKey, Schema, Sequence, Table, Validation, View};

use crate::catalogue::lowered;

/// The statements that make a schema in an empty database of a dialect.
///
/// # Panics
/// When the dialect cannot have what is in the schema.
pub fn statements(schema: &Schema, dialect: Dialect) -> Vec<String> {
    let mut made = Schema::default();
    let mut statements = Vec::new();
    for operation in operations(schema) {
        let lowered_operation = dialect.lower(&operation, &made);
        let all = lowered_operation.unwrap_or_else(|error| panic!("{dialect}: {operation}: {error}"));
        statements.extend(all.iter().flat_map(lowered::text));
        operation.apply(&mut made).unwrap_or_else(|misfit| panic!("{operation}: {misfit}"));
    }
    statements
}

/// The operations that make a schema from nothing.
pub fn operations(schema: &Schema) -> Vec<Operation> {
    let existing = Existing::Refuse;
    let mut all = Vec::<Operation>::new();
    all.extend(schema.schemas().map(|name| CreateSchema { schema: name.clone(), existing }.into()));
    all.extend(schema.extensions().map(|it| CreateExtension { extension: it.clone(), existing }.into()));
    all.extend(schema.enum_types().map(|it| CreateEnum { enum_type: it.clone(), existing }.into()));
    all.extend(
        schema
            .sequences()
            .map(|sequence| CreateSequence { sequence: Sequence { owner: None, ..sequence.clone() } }.into()),
    );
    all.extend(tables(schema));
    all.extend(schema.sequences().filter_map(|sequence| {
        let owner = Some(Change::Set(sequence.owner.clone()?));
        let alter = AlterSequence {
            sequence: sequence.name.clone(),
            start: None,
            increment: None,
            min: None,
            max: None,
            cache: None,
            cycle: None,
            owner,
        };
        Some(alter.into())
    }));
    all.extend(schema.functions().map(|function| CreateFunction { function: function.clone() }.into()));
    all.extend(views(schema).map(|definition| CreateView { definition }.into()));
    all.extend(schema.triggers().map(|trigger| CreateTrigger { trigger: trigger.clone() }.into()));
    all
}

/// Tables behind those that they reference. Keys of tables that reference each other are added at the end, and so are
/// constraints that are not valid, which a new table cannot have.
fn tables(schema: &Schema) -> Vec<Operation> {
    let mut left = schema.tables().cloned().collect::<Vec<_>>();
    let mut there = BTreeSet::new();
    let (mut creates, mut keys) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let is_ready = |table: &Table| {
            let mut referenced = table.foreign_keys.iter().map(|key| &key.referenced_table);
            referenced.all(|name| *name == table.name || there.contains(name))
        };
        let ready = left.iter().position(is_ready);
        let mut table = left.remove(ready.unwrap_or(0));
        let is_late = |key: &mut ForeignKey| {
            let is_there = key.referenced_table == table.name || there.contains(&key.referenced_table);
            !is_there || key.validation == Validation::NotValid
        };
        let late = table.foreign_keys.extract_if(.., is_late).map(Constraint::ForeignKey);
        let unchecked = table.checks.extract_if(.., |check| check.validation == Validation::NotValid);
        let late = late.chain(unchecked.map(Constraint::Check));
        keys.extend(late.map(|constraint| AddConstraint { table: table.name.clone(), constraint }.into()));
        there.insert(table.name.clone());
        creates.push(CreateTable { table, existing: Existing::Refuse }.into());
    }
    creates.append(&mut keys);
    creates
}

/// Views behind those that they need.
fn views(schema: &Schema) -> impl Iterator<Item = ViewDefinition> {
    let mut left = schema.views().collect::<Vec<_>>();
    let mut sorted = Vec::<&View>::new();
    while !left.is_empty() {
        let needs_none = |view: &&View| !left.iter().any(|other| view.needs(&other.name));
        let ready = left.iter().position(needs_none).expect("views do not need each other in a ring");
        sorted.push(left.remove(ready));
    }
    sorted.into_iter().map(|view| {
        let View { name, query, depends_on } = view.clone();
        let need = |dependency: Dependency| {
            let Dependency { relation, named, taken } = dependency;
            Need { relation, columns: taken.is_empty().then_some(named) }
        };
        ViewDefinition { name, query, depends_on: Some(depends_on.into_iter().map(need).collect()) }
    })
}
