//! What a dialect makes of an example: its SQL and the way back, or why there is none.

use migrate_core::dialect::{self, Unsupported};
use migrate_core::graph::StepDirection;
use migrate_core::ledger::LedgerEntry;
use migrate_core::name::Prefix;
use migrate_core::operation::{Operation, Operations, Recorded};
use migrate_core::plan::{Plan, PlannedOperation, PlannedStep};
use migrate_core::prelude::*;
use migrate_core::schema::Schema;
use migrate_core::script::{Mode, ScriptStep, Statement};

use super::Example;

/// What a dialect makes of operations.
#[derive(Clone, Debug)]
pub enum Lowered {
    /// There is nothing to do.
    Nothing,
    /// They cannot be had there: each of those that are refused.
    Refused(Vec<Refusal>),
    /// What runs.
    Step(Box<ScriptStep>),
}

/// Why an operation cannot be had.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What it does.
    pub operation: String,
    /// Why not.
    pub reason: String,
    /// What to do instead.
    pub help: String,
}

/// The way back.
#[derive(Clone, Debug)]
pub enum Back {
    /// Nothing is known that would undo it.
    Irreversible(String),
    /// What undoes it.
    Lowered(Lowered),
}

/// The schema that an example finds on a dialect.
///
/// # Panics
/// When what is before it does not fit.
pub fn before(example: &Example, dialect: Dialect) -> Schema {
    let mut schema = Schema::default();
    let records = [Some(example.base), example.before].into_iter().flatten();
    let all = records.flat_map(|code| record(code.record, dialect));
    for Recorded { operation, .. } in all {
        operation
            .apply(&mut schema)
            .unwrap_or_else(|misfit| panic!("{}: {operation}: {misfit}", example.name));
    }
    schema
}

/// The schema behind an example on a dialect.
///
/// # Panics
/// When the example does not fit.
pub fn after(example: &Example, dialect: Dialect) -> Schema {
    let mut schema = before(example, dialect);
    planned(example, dialect, &mut schema);
    schema
}

/// What a dialect makes of each operation of an example by itself, where some are refused.
pub fn each(example: &Example, dialect: Dialect) -> Vec<Result<Vec<String>, Refusal>> {
    let mut schema = before(example, dialect);
    let planned = planned(example, dialect, &mut schema).into_iter();
    planned
        .map(|planned| match dialect.lower(&planned.operation, &planned.before) {
            Ok(statements) => Ok(statements.iter().flat_map(lines_of).collect()),
            Err(unsupported) => Err(refusal(&planned.operation, unsupported)),
        })
        .collect()
}

fn refusal(operation: &Operation, unsupported: Unsupported) -> Refusal {
    let Unsupported { reason, help } = unsupported;
    Refusal { operation: operation.to_string(), reason, help }
}

/// The operations of an example on a dialect, in words.
pub fn words(example: &Example, dialect: Dialect) -> Vec<String> {
    record(example.code.record, dialect).iter().map(Recorded::words).collect()
}

/// Whether a dialect has what an example finds.
pub fn has_before(example: &Example, dialect: Dialect) -> bool {
    let mut schema = Schema::default();
    let records = [Some(example.base), example.before].into_iter().flatten();
    let mut all = records.flat_map(|code| record(code.record, dialect));
    all.all(|Recorded { operation, .. }| {
        let is_lowered = dialect.lower(&operation, &schema).is_ok();
        is_lowered && operation.apply(&mut schema).is_ok()
    })
}

/// What a dialect makes of an example.
pub fn up(example: &Example, dialect: Dialect) -> Lowered {
    let mut schema = before(example, dialect);
    lower(planned(example, dialect, &mut schema), dialect, StepDirection::Up)
}

/// What a dialect makes of the way back from an example.
///
/// # Panics
/// When the way back does not fit.
pub fn down(example: &Example, dialect: Dialect) -> Back {
    let mut schema = before(example, dialect);
    let mut undo = Vec::new();
    for planned in planned(example, dialect, &mut schema).into_iter().rev() {
        match planned.operation.inverse(&planned.before) {
            Ok(inverse) => undo.extend(inverse.into_iter().map(|operation| (operation, planned.site))),
            Err(irreversible) => return Back::Irreversible(irreversible.to_string()),
        }
    }
    let undo = undo.into_iter().map(|(operation, site)| {
        let before = schema.clone();
        operation
            .apply(&mut schema)
            .unwrap_or_else(|misfit| panic!("{}, undone by {operation}: {misfit}", example.name));
        PlannedOperation { operation, site, before, compound: None }
    });
    Back::Lowered(lower(undo.collect(), dialect, StepDirection::Down))
}

fn record(record: fn(&mut Operations), dialect: Dialect) -> Vec<Recorded> {
    Operations::record(record).into_iter().filter(|recorded| recorded.is_for(dialect)).collect()
}

fn planned(example: &Example, dialect: Dialect, schema: &mut Schema) -> Vec<PlannedOperation> {
    let recorded = record(example.code.record, dialect).into_iter().map(|recorded| {
        let Recorded { operation, site, dialects: _, compound } = recorded;
        let before = schema.clone();
        operation.apply(schema).unwrap_or_else(|misfit| panic!("{}: {operation}: {misfit}", example.name));
        PlannedOperation { operation, site, before, compound }
    });
    recorded.collect()
}

fn lower(operations: Vec<PlannedOperation>, dialect: Dialect, direction: StepDirection) -> Lowered {
    let refused = operations.iter().filter_map(|planned| {
        let unsupported = dialect.lower(&planned.operation, &planned.before).err()?;
        Some(refusal(&planned.operation, unsupported))
    });
    let refused = refused.collect::<Vec<_>>();
    if !refused.is_empty() {
        return Lowered::Refused(refused);
    }
    let Some(first) = operations.first() else { return Lowered::Nothing };
    let entry = LedgerEntry {
        chain: "examples".to_owned(),
        revision: "example".to_owned(),
        parents: Vec::new(),
        depends_on: Vec::new(),
        message: String::new(),
        hash: String::new(),
        journal: Vec::new(),
        downgrade: None,
    };
    let names = Prefix::NONE;
    let step = PlannedStep { entry, site: first.site, direction, operations, names, undo: None };
    let plan = Plan { dialect, chain: "examples".to_owned(), steps: vec![step] };
    let mut script = dialect::lower(plan).expect("each operation can be lowered");
    Lowered::Step(Box::new(script.steps.pop().expect("a plan of one step")))
}

/// The SQL of a step, with comments where it is not SQL alone that makes it.
pub fn sql(step: &ScriptStep) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, segment) in step.segments().into_iter().enumerate() {
        match segment.mode {
            Mode::Autocommit => lines.push("-- in no transaction:".to_owned()),
            Mode::Batches => lines.push(
                "-- a run commits batch by batch, and goes on where it was; without one, in no transaction:"
                    .to_owned(),
            ),
            Mode::KeysOff => {
                lines.push("-- with foreign keys switched off, which are checked at the end:".to_owned());
            }
            Mode::Transaction if at > 0 => lines.push("-- when what is above is committed:".to_owned()),
            Mode::Transaction => {}
        }
        let statements =
            step.operations[segment.operations].iter().flat_map(|operation| &operation.statements);
        lines.extend(statements.flat_map(lines_of));
    }
    lines
}

fn lines_of(statement: &Statement) -> Vec<String> {
    match statement {
        Statement::Data { name, function: _, offline: _ } => vec![format!("-- here runs `{name}`")],
        Statement::Guard { query, table: _, column: _, value: _, beside: _ } => {
            vec![format!("-- stops here if this finds a row: {query};")]
        }
        Statement::Author(_)
        | Statement::Backfill(_)
        | Statement::Concurrent { .. }
        | Statement::Ddl(_)
        | Statement::Dml(_)
        | Statement::Live(_) => text(statement).into_iter().map(|sql| format!("{sql};")).collect(),
    }
}

/// The SQL of a statement that changes something, without semicolons.
pub fn text(statement: &Statement) -> Vec<String> {
    match statement {
        Statement::Author(sql)
        | Statement::Concurrent { sql, goal: _, look: _, sweep: _ }
        | Statement::Ddl(sql)
        | Statement::Dml(sql) => vec![sql.clone()],
        Statement::Backfill(batches) => batches.offline.clone(),
        Statement::Data { .. } | Statement::Guard { .. } => Vec::new(),
        Statement::Live(live) => live.offline().into_iter().map(str::to_owned).collect(),
    }
}
