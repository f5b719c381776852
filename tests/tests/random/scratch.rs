//! A schema made from nothing: what replay says a database is, in the fewest and plainest operations.

use migrate_core::name::QualifiedName;
use migrate_core::operation::{
    AddConstraint, AlterSequence, Change, CreateEnum, CreateFunction, CreateSchema, CreateSequence,
    CreateTable, CreateTrigger, CreateView, Existing, Operation, ViewDefinition,
};
use migrate_core::schema::{Constraint, Schema, Sequence, Table, Validation, View};
use migrate_core::script::Statement;
use migrate_tests::Kind;

use crate::look::qualified;
use crate::world::dialect;

/// A thing of a schema: the statements that make it, and one that drops it where it is there.
pub(crate) struct Thing {
    pub(crate) make: Vec<String>,
    pub(crate) unmake: String,
}

/// What makes a schema in an empty database.
///
/// # Errors
///
/// When something of it cannot be made from nothing.
pub(crate) fn things(kind: Kind, schema: &Schema) -> Result<Vec<Thing>, String> {
    let mut things = Vec::new();
    let mut before = Schema::default();
    for operation in operations(kind, schema) {
        // A table may reference one that comes later; the databases take that, or are not told of it before.
        let (known, applied) = match &operation {
            Operation::CreateTable(create) => (schema, create_without_keys(create)),
            _ => (&before, operation.clone()),
        };
        let lowered =
            dialect(kind).lower(&operation, known).map_err(|error| format!("{operation}: {error}"))?;
        applied.apply(&mut before).map_err(|misfit| format!("{operation}: {misfit}"))?;
        let mut make = Vec::new();
        for statement in lowered {
            match statement {
                Statement::Ddl(text) | Statement::Dml(text) | Statement::Author(text) => make.push(text),
                Statement::Guard { .. } => {}
                Statement::Backfill(_)
                | Statement::Concurrent { .. }
                | Statement::Data { .. }
                | Statement::Live(_) => {
                    return Err(format!("{operation} is not made from nothing"));
                }
            }
        }
        if !make.is_empty() {
            things.push(Thing { make, unmake: unmake(kind, &operation) });
        }
    }
    Ok(things)
}

/// What drops what an operation made, where things are dropped one by one.
fn unmake(kind: Kind, operation: &Operation) -> String {
    let drop = |what: &str, name: &QualifiedName| format!("DROP {what} IF EXISTS {}", qualified(kind, name));
    match operation {
        Operation::CreateFunction(create) => drop("FUNCTION", &create.function.name),
        Operation::CreateSequence(create) => drop("SEQUENCE", &create.sequence.name),
        Operation::CreateTable(create) => drop("TABLE", &create.table.name),
        Operation::CreateTrigger(create) => drop("TRIGGER", &QualifiedName::from(&create.trigger.name)),
        Operation::CreateView(create) => drop("VIEW", &create.definition.name),
        _ => String::new(),
    }
}

fn operations(kind: Kind, schema: &Schema) -> Vec<Operation> {
    let mut operations = Vec::<Operation>::new();
    let existing = Existing::Refuse;
    operations
        .extend(schema.schemas().map(|schema| CreateSchema { schema: schema.clone(), existing }.into()));
    operations.extend(schema.enum_types().map(|it| CreateEnum { enum_type: it.clone(), existing }.into()));
    for sequence in schema.sequences() {
        let sequence = Sequence { owner: None, ..sequence.clone() };
        operations.push(CreateSequence { sequence }.into());
    }
    let mut later = Vec::<Operation>::new();
    for table in schema.tables() {
        let mut table = table.clone();
        if kind == Kind::Postgres {
            later.extend(
                take_late(&mut table)
                    .into_iter()
                    .map(|constraint| AddConstraint { table: table.name.clone(), constraint }.into()),
            );
        }
        operations.push(CreateTable { table, existing }.into());
    }
    operations.extend(later);
    for sequence in schema.sequences().filter(|sequence| sequence.owner.is_some()) {
        operations.push(owned(sequence).into());
    }
    operations.extend(schema.functions().map(|it| CreateFunction { function: it.clone() }.into()));
    operations.extend(views(schema).into_iter().map(|view| {
        let definition =
            ViewDefinition { name: view.name.clone(), query: view.query.clone(), depends_on: None };
        CreateView { definition }.into()
    }));
    operations.extend(schema.triggers().map(|it| CreateTrigger { trigger: it.clone() }.into()));
    operations
}

fn create_without_keys(create: &CreateTable) -> Operation {
    let table = Table { foreign_keys: Vec::new(), ..create.table.clone() };
    CreateTable { table, existing: create.existing }.into()
}

/// The views, each behind those that it needs.
fn views(schema: &Schema) -> Vec<&View> {
    let mut left = schema.views().collect::<Vec<_>>();
    let mut views = Vec::<&View>::new();
    while !left.is_empty() {
        let waits = |view: &&View, left: &[&View]| {
            left.iter().any(|other| other.name != view.name && view.needs(&other.name))
        };
        let (ready, waiting) = left.iter().copied().partition::<Vec<_>, _>(|view| !waits(view, &left));
        assert!(!ready.is_empty(), "views that need each other");
        views.extend(ready);
        left = waiting;
    }
    views
}

/// Takes out what is added when all tables are there.
fn take_late(table: &mut Table) -> Vec<Constraint> {
    let keys = std::mem::take(&mut table.foreign_keys);
    let (late, checks) = std::mem::take(&mut table.checks)
        .into_iter()
        .partition::<Vec<_>, _>(|check| check.validation == Validation::NotValid);
    table.checks = checks;
    let checks = late.into_iter().map(Constraint::Check);
    keys.into_iter().map(Constraint::ForeignKey).chain(checks).collect()
}

fn owned(sequence: &Sequence) -> AlterSequence {
    AlterSequence {
        sequence: QualifiedName::clone(&sequence.name),
        start: None,
        increment: None,
        min: None,
        max: None,
        cache: None,
        cycle: None,
        owner: sequence.owner.clone().map(Change::Set),
    }
}
