//! Writing a downgrade for the ledger.

use super::form::{COMMENT, Cost, HEADER, Kind, Line, Operation};
use crate::dialect::{Dialect, lower_operations, scan};
use crate::facts::{self, Turn};
use crate::live::Live;
use crate::operation::Hazard;
use crate::plan::{PlanError, PlannedOperation};
use crate::replay;
use crate::schema::Schema;
use crate::script::{Cut, ScriptOperation, Statement};

/// What undoes a revision, as text; or why no SQL does. It leads back to the schema that the revision began on, if any of it
/// was planned.
pub(in crate::dialect) fn write(
    dialect: Dialect,
    revision: &str,
    undo: Result<Vec<PlannedOperation>, PlanError>,
    began: Option<&Schema>,
) -> String {
    let lines = lines(dialect, revision, undo, began);
    let mut text = String::with_capacity(512);
    text.push_str(HEADER);
    text.push('\n');
    for (line, statements) in lines.unwrap_or_else(|stuck| vec![(Kind::Stuck(stuck), Vec::new())]) {
        push(&mut text, line, &statements);
    }
    text
}

type Lines = Vec<(Kind, Vec<String>)>;

/// The comments, each with the statements behind it; or what is stuck.
fn lines(
    dialect: Dialect,
    revision: &str,
    undo: Result<Vec<PlannedOperation>, PlanError>,
    began: Option<&Schema>,
) -> Result<Lines, Vec<String>> {
    let planned = undo.map_err(|error| match error {
        PlanError::Irreversible { operations } => operations
            .into_iter()
            .map(|stuck| format!("{}: {}", stuck.operation, stuck.irreversible))
            .collect(),
        PlanError::DowngradeDiffers { .. }
        | PlanError::MadeTwice { .. }
        | PlanError::Replay(_)
        | PlanError::UndoMisfit { .. } => {
            vec![error.to_string()]
        }
    })?;
    let operations = lower_operations(dialect, revision, planned);
    let operations =
        operations.map_err(|error| vec![format!("{}: {}", error.operation, error.unsupported)])?;
    let mut lines = Vec::new();
    let mut stuck = Vec::new();
    let mut operations = operations.iter().peekable();
    while let Some(operation) = operations.next() {
        let after = operations.peek().map(|next| &next.before).or(began);
        let turn = turn(dialect, operation, after);
        lines.push((Kind::Operation(described(operation, turn)), Vec::new()));
        for statement in &operation.statements {
            match line(dialect, statement) {
                Some(line) => lines.push(line),
                None => stuck.push(format!("{} is a function of the program's", operation.words())),
            }
        }
    }
    if stuck.is_empty() { Ok(lines) } else { Err(stuck) }
}

/// What an operation changes in the catalogue: what lies between the schema before it and the one after it.
fn turn(dialect: Dialect, operation: &ScriptOperation, after: Option<&Schema>) -> Turn {
    match (dialect, after) {
        // Elsewhere what is done is recorded with it, and nothing has to be found out.
        (Dialect::Postgres | Dialect::Sqlite, _) => Turn::default(),
        (Dialect::MySql, Some(after)) => Turn::between(&operation.before, after),
        (Dialect::MySql, None) => {
            let mut after = operation.before.clone();
            // It was applied when the plan was made.
            let _ = operation.operation.apply(&mut after);
            Turn::between(&operation.before, &after)
        }
    }
}

fn described(operation: &ScriptOperation, turn: Turn) -> Operation {
    let cost = |hazard: &Hazard| Cost { words: hazard.to_string(), destructive: hazard.is_destructive() };
    Operation {
        words: operation.words(),
        hash: replay::short_hash(&operation.operation),
        costs: operation.hazards.iter().map(cost).collect(),
        cut: operation.cut == Cut::Before,
        repeatable: facts::is_repeatable(&operation.operation),
        turn,
    }
}

/// A statement; none where it is no SQL.
fn line(dialect: Dialect, statement: &Statement) -> Option<(Kind, Vec<String>)> {
    let one = |sql: &str| vec![sql.to_owned()];
    Some(match statement {
        // Without the comment that may end it, which would swallow the semicolon.
        Statement::Author(sql) | Statement::Data { offline: Some(sql), .. } => {
            (Kind::Author {}, one(scan::body(dialect, sql)))
        }
        // In one piece: there is no code that says how fast it may go.
        Statement::Backfill(batches) => (Kind::Dml {}, one(&batches.whole)),
        Statement::Concurrent { sql, goal, look, sweep } => {
            let (look, sweep) = (look.clone(), sweep.clone());
            (Kind::Concurrent { goal: (*goal).into(), look, sweep }, one(sql))
        }
        Statement::Data { offline: None, .. } => return None,
        Statement::Ddl(sql) => (Kind::Ddl {}, one(sql)),
        Statement::Dml(sql) => (Kind::Dml {}, one(sql)),
        Statement::Guard { query, table, column, value } => {
            let (table, column, value) = (table.clone(), column.clone(), value.clone());
            (Kind::Guard { table, column, value }, one(query))
        }
        Statement::Live(live) => {
            let statements = live.offline().into_iter().map(str::to_owned).collect();
            let kind = match live {
                Live::Conditional(conditional) => Kind::Conditional(conditional.clone()),
                Live::Joined { table, with } => Kind::Joined { table: table.clone(), with: *with },
                Live::Modify(modify) => Kind::Modify(modify.clone()),
                Live::Rebuild(rebuild) => Kind::Rebuild(rebuild.clone()),
            };
            (kind, statements)
        }
    })
}

/// Adds a comment and the statements behind it. One line of SQL goes without a number.
fn push(text: &mut String, kind: Kind, statements: &[String]) {
    let lines = statements.iter().map(|sql| sql.split('\n').count()).collect::<Vec<_>>();
    let expected = usize::from(kind.has_statement());
    let lines = if lines == vec![1; expected] { Vec::new() } else { lines };
    let line = serde_json::to_string(&Line { kind, lines });
    text.push_str(COMMENT);
    text.push_str(&line.expect("a comment has string keys alone"));
    text.push('\n');
    for sql in statements {
        text.push_str(sql);
        text.push_str(";\n");
    }
}
