//! Writing a downgrade for the ledger.

use super::form::{COMMENT, Cost, HEADER, Kind, Line, Operation};
use crate::dialect::{Dialect, lower_operations, scan};
use crate::facts::{self, ToldTurn};
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
    let mut text = Vec::with_capacity(1024);
    begin(&mut text);
    if let Err(stuck) = lines(&mut text, dialect, revision, undo, began) {
        text.clear();
        begin(&mut text);
        push(&mut text, Kind::Stuck(stuck), &[]);
    }
    String::from_utf8(text).expect("SQL and JSON are text")
}

fn begin(text: &mut Vec<u8>) {
    text.extend(HEADER.as_bytes());
    text.push(b'\n');
}

/// Adds the comments, each with the statements behind it; or says what is stuck.
fn lines(
    text: &mut Vec<u8>,
    dialect: Dialect,
    revision: &str,
    undo: Result<Vec<PlannedOperation>, PlanError>,
    began: Option<&Schema>,
) -> Result<(), Vec<String>> {
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
    let mut stuck = Vec::new();
    let mut operations = operations.iter().peekable();
    while let Some(operation) = operations.next() {
        let after = operations.peek().map(|next| &next.before).or(began);
        with_turn(dialect, operation, after, |turn| {
            push(text, Kind::Operation(described(operation, turn)), &[]);
        });
        for statement in &operation.statements {
            match line(dialect, statement) {
                Some((kind, sql)) => push(text, kind, &sql),
                None => stuck.push(format!("{} is a function of the program's", operation.words())),
            }
        }
    }
    if stuck.is_empty() { Ok(()) } else { Err(stuck) }
}

/// Looks at what an operation changes in the catalogue: what lies between the schema before it and the one after it.
fn with_turn(
    dialect: Dialect,
    operation: &ScriptOperation,
    after: Option<&Schema>,
    look: impl FnOnce(ToldTurn<'_>),
) {
    match (dialect, after) {
        // Elsewhere what is done is recorded with it, and nothing has to be found out.
        (Dialect::Postgres | Dialect::Sqlite, _) => look(ToldTurn::default()),
        (Dialect::MySql, Some(after)) => ToldTurn::between(&operation.before, after, look),
        (Dialect::MySql, None) => {
            let mut after = operation.before.clone();
            // It was applied when the plan was made.
            let _ = operation.operation.apply(&mut after);
            ToldTurn::between(&operation.before, &after, look);
        }
    }
}

fn described<'a>(operation: &ScriptOperation, turn: ToldTurn<'a>) -> Operation<ToldTurn<'a>> {
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
fn line(dialect: Dialect, statement: &Statement) -> Option<(Kind<ToldTurn<'_>>, Vec<&str>)> {
    Some(match statement {
        // Without the comment that may end it, which would swallow the semicolon.
        Statement::Author(sql) | Statement::Data { offline: Some(sql), .. } => {
            (Kind::Author {}, vec![scan::body(dialect, sql)])
        }
        // In one piece: there is no code that says how fast it may go.
        Statement::Backfill(batches) => (Kind::Dml {}, vec![&batches.whole]),
        Statement::Concurrent { sql, goal, look, sweep } => {
            let (look, sweep) = (look.clone(), sweep.clone());
            (Kind::Concurrent { goal: (*goal).into(), look, sweep }, vec![sql])
        }
        Statement::Data { offline: None, .. } => return None,
        Statement::Ddl(sql) => (Kind::Ddl {}, vec![sql]),
        Statement::Dml(sql) => (Kind::Dml {}, vec![sql]),
        Statement::Guard { query, table, column, value, beside } => {
            let (table, column, value) = (table.clone(), column.clone(), value.clone());
            (Kind::Guard { table, column, value, beside: beside.clone() }, vec![query])
        }
        Statement::Live(live) => {
            let kind = match live {
                Live::Conditional(conditional) => Kind::Conditional(conditional.clone()),
                Live::Joined { table, with } => Kind::Joined { table: table.clone(), with: *with },
                Live::Modify(modify) => Kind::Modify(modify.clone()),
                Live::Rebuild(rebuild) => Kind::Rebuild(rebuild.clone()),
            };
            (kind, live.offline())
        }
    })
}

/// Adds a comment and the statements behind it. One line of SQL goes without a number.
fn push(text: &mut Vec<u8>, kind: Kind<ToldTurn<'_>>, statements: &[&str]) {
    let count = |sql: &&str| 1 + sql.bytes().filter(|byte| *byte == b'\n').count();
    let expected = usize::from(kind.has_statement());
    let is_expected = statements.len() == expected && statements.iter().all(|sql| count(sql) == 1);
    text.extend(COMMENT.as_bytes());
    // Without numbers a line is what it is of.
    let written = if is_expected {
        serde_json::to_writer(&mut *text, &kind)
    } else {
        serde_json::to_writer(&mut *text, &Line { kind, lines: statements.iter().map(count).collect() })
    };
    written.expect("a comment has string keys alone");
    text.push(b'\n');
    for sql in statements {
        text.extend(sql.as_bytes());
        text.extend(b";\n");
    }
}
