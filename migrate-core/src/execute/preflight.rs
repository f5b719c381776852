//! What is looked at before anything runs.

use std::collections::BTreeSet;

use super::halt::{Cause, Halt, Inside};
use super::{Failure, Runner};
use crate::dialect::Dialect;
use crate::ledger::State;
use crate::plan::StepDirection;
use crate::script::{Script, Statement};
use crate::session::Fault;

/// Reads what the ledger knows of revisions that are unfinished, or that will be undone in several parts.
async fn recall(runner: &mut Runner<'_>, script: &Script) -> Result<(), Failure> {
    let unfinished = runner.rows.as_slice().iter().any(|row| row.state != State::Done);
    let undone = script.steps.iter().filter(|step| step.direction == StepDirection::Down);
    let in_parts = undone.filter(|step| script.dialect == Dialect::MySql || !step.is_one_transaction());
    if unfinished || in_parts.count() > 0 {
        runner.records = runner.session.records().await.map_err(Failure::Ledger)?;
    }
    Ok(())
}

/// Refuses operations whose tables hold rows that they cannot keep.
pub(super) async fn check(runner: &mut Runner<'_>, script: &Script) -> Result<(), Failure> {
    // The tables that are there before the script; what it makes itself is asked about in its place.
    let first = script.steps.iter().flat_map(|step| &step.operations).next();
    let tables =
        first.map(|operation| operation.before.tables().map(|table| &table.name).collect::<BTreeSet<_>>());
    let tables = tables.unwrap_or_default();
    let rows = runner.rows.as_slice().to_vec();
    let unfinished = rows.iter().filter(|row| row.state != State::Done).map(|row| row.revision.as_str());
    let unfinished = unfinished.collect::<BTreeSet<_>>();
    recall(runner, script).await?;
    // What an earlier run left unfinished may have made the rows itself: it is asked in its place.
    let begun = |revision: &str| unfinished.contains(revision);
    for step in script.steps.iter().filter(|step| !begun(&step.entry.revision)) {
        for (at, operation) in step.operations.iter().enumerate() {
            for statement in &operation.statements {
                let halt = match statement {
                    Statement::Guard { query, table, column } if tables.contains(table) => {
                        match runner.session.query(query.clone()).await {
                            Ok(rows) if rows.is_empty() => None,
                            Ok(_) => {
                                let (table, column) = (table.clone(), column.clone());
                                Some(Halt::at(at, Some(query), Cause::NotEmpty { table, column }))
                            }
                            // Renamed or dropped by an earlier step, perhaps in an earlier, unfinished run.
                            Err(error) if error.fault() == Fault::MissingTable => None,
                            Err(error) => Some(Halt::at(at, Some(query), Cause::Database(error))),
                        }
                    }
                    Statement::Author(_)
                    | Statement::Concurrent { .. }
                    | Statement::Data { .. }
                    | Statement::Ddl(_)
                    | Statement::Dml(_)
                    | Statement::Guard { .. }
                    | Statement::Live(_) => None,
                };
                if let Some(halt) = halt {
                    return Err(runner.stopped(step, halt, Inside::Nothing));
                }
            }
        }
    }
    if script.dialect == Dialect::MySql {
        super::mysql::create_ledger(runner).await?;
    }
    Ok(())
}
