//! Reading a downgrade out of the ledger.

use super::Stuck;
use super::form::{COMMENT, Cost, HEADER, Kind, Line};
use crate::dialect::{Dialect, scan};
use crate::facts::Turn;
use crate::graph::StepDirection;
use crate::ledger::LedgerRecord;
use crate::live::{Conditional, Live, Modify, Offline, Rebuild};
use crate::name::Prefix;
use crate::operation::{Hazard, Operation, Sql};
use crate::schema::{Expression, Schema};
use crate::script::{Cut, Kept, ScriptOperation, ScriptStep, Statement};
use crate::site::Site;

/// The step that undoes a revision by what the ledger keeps of it.
///
/// # Errors
///
/// When what it keeps does not undo it.
pub(crate) fn read(dialect: Dialect, record: &LedgerRecord) -> Result<ScriptStep, Stuck> {
    let text = record.entry.downgrade.as_deref().ok_or(Stuck::Unwritten)?;
    let mut entry = record.entry.clone();
    let operations = match text.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix('\n')) {
        Some(rest) => {
            let (operations, hashes) = parse(rest)?;
            entry.journal = hashes;
            operations
        }
        None if text.starts_with("-- migrate downgrade ") => {
            let first = text.lines().next().unwrap_or_default();
            let message = format!("it begins with `{first}`, which a newer version of migrate wrote");
            return Err(Stuck::Unreadable(message));
        }
        None => {
            let operations = plain(dialect, text);
            entry.journal = operations.iter().map(|_| String::new()).collect();
            operations
        }
    };
    // No data step is kept.
    let names = Prefix::NONE;
    Ok(ScriptStep { entry, site: Site::LEDGER, direction: StepDirection::Down, operations, names })
}

/// The operations, and their hashes.
fn parse(text: &str) -> Result<(Vec<ScriptOperation>, Vec<String>), Stuck> {
    let unreadable = |number: usize, what: &str| Stuck::Unreadable(format!("line {}: {what}", number + 2));
    let (mut operations, mut hashes) = (Vec::new(), Vec::new());
    let mut lines = text.strip_suffix('\n').unwrap_or(text).split('\n').enumerate();
    while let Some((number, line)) = lines.next() {
        if line.is_empty() {
            continue;
        }
        let json = line.strip_prefix(COMMENT).ok_or_else(|| unreadable(number, "a comment is missing"))?;
        let line = serde_json::from_str::<Line>(json);
        let Line { kind, lines: counts } = line.map_err(|error| unreadable(number, &error.to_string()))?;
        let counts = if counts.is_empty() { vec![1; usize::from(kind.has_statement())] } else { counts };
        let mut statements = Vec::with_capacity(counts.len());
        for count in counts {
            let sql = lines.by_ref().take(count).map(|(_, line)| line).collect::<Vec<_>>();
            let sql = (sql.len() == count).then(|| sql.join("\n"));
            let sql = sql.and_then(|sql| sql.strip_suffix(';').map(str::to_owned));
            statements.push(sql.ok_or_else(|| unreadable(number, "the statement behind it is cut off"))?);
        }
        if let Kind::Operation(described) = kind {
            hashes.push(described.hash.clone());
            operations.push(operation(described));
            continue;
        }
        if let Kind::Stuck(operations) = kind {
            return Err(Stuck::Operations(operations));
        }
        let statement = statement(kind, statements);
        let operation = operations.last_mut();
        let operation: &mut ScriptOperation =
            operation.ok_or_else(|| unreadable(number, "it is of no operation"))?;
        operation.statements.extend(statement);
    }
    for operation in &mut operations {
        operation.operation = sql(&operation.statements);
    }
    Ok((operations, hashes))
}

fn operation(described: super::form::Operation) -> ScriptOperation {
    let super::form::Operation { words, hash: _, costs, cut, repeatable, turn } = described;
    let hazard = |Cost { words, destructive }: Cost| Hazard::Told { words, is_destructive: destructive };
    ScriptOperation {
        operation: sql(&[]),
        site: Site::LEDGER,
        before: Schema::default(),
        hazards: costs.into_iter().map(hazard).collect(),
        statements: Vec::new(),
        cut: if cut { Cut::Before } else { Cut::Nowhere },
        compound: None,
        kept: Some(Kept { words, is_repeatable: repeatable, turn }),
    }
}

fn statement(kind: Kind, mut statements: Vec<String>) -> Option<Statement> {
    let mut one = || if statements.is_empty() { String::new() } else { statements.swap_remove(0) };
    Some(match kind {
        Kind::Author {} => Statement::Author(one()),
        Kind::Conditional(conditional) => {
            Statement::Live(Live::Conditional(Conditional { statements, ..conditional }))
        }
        Kind::Concurrent { goal, look, sweep } => {
            Statement::Concurrent { sql: one(), goal: goal.into(), look, sweep }
        }
        Kind::Ddl {} => Statement::Ddl(one()),
        Kind::Dml {} => Statement::Dml(one()),
        Kind::Guard { table, column, value, beside } => {
            Statement::Guard { query: one(), table, column, value, beside }
        }
        Kind::Joined { table, with } => Statement::Live(Live::Joined { table, with }),
        Kind::Modify(modify) => {
            let offline = statements.into_iter().map(Offline::Run).collect();
            Statement::Live(Live::Modify(Modify { offline, ..modify }))
        }
        Kind::Rebuild(rebuild) => {
            let offline = statements.into_iter().map(Offline::Run).collect();
            Statement::Live(Live::Rebuild(Rebuild { offline, ..rebuild }))
        }
        Kind::Operation(_) | Kind::Stuck(_) => return None,
    })
}

/// All that is known of an operation whose code is gone: that it is SQL.
fn sql(statements: &[Statement]) -> Operation {
    let text = statements.iter().map(|statement| match statement {
        Statement::Author(sql)
        | Statement::Concurrent { sql, .. }
        | Statement::Ddl(sql)
        | Statement::Dml(sql)
        | Statement::Guard { query: sql, .. } => sql.clone(),
        Statement::Live(live) => live.offline().join(";\n"),
        Statement::Backfill(_) | Statement::Data { .. } => String::new(),
    });
    let text = text.collect::<Vec<_>>().join(";\n");
    Operation::Sql(Sql { text: Expression::from(text), reverse: None, effect: Vec::new() })
}

/// The text of a ledger that was written before there was the form: SQL, of which nobody knows what it costs.
fn plain(dialect: Dialect, text: &str) -> Vec<ScriptOperation> {
    let body = scan::body(dialect, text);
    if body.is_empty() {
        return Vec::new();
    }
    let statements = vec![Statement::Author(body.to_owned())];
    let words = "may lose rows: the ledger does not say what this SQL costs".to_owned();
    vec![ScriptOperation {
        operation: sql(&statements),
        site: Site::LEDGER,
        before: Schema::default(),
        hazards: vec![Hazard::Told { words, is_destructive: true }],
        statements,
        cut: Cut::Nowhere,
        compound: None,
        kept: Some(Kept {
            words: "run the SQL that the ledger keeps".to_owned(),
            is_repeatable: false,
            turn: Turn::default(),
        }),
    }]
}
