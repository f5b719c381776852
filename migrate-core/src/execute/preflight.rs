//! What is looked at before anything runs.

use std::collections::BTreeSet;

use super::halt::{Cause, Halt, Inside};
use super::{Failure, Runner, Unresumable};
use crate::dialect::Dialect;
use crate::ledger::State;
use crate::script::{Script, Statement};
use crate::session::Fault;

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
    for step in &script.steps {
        if script.dialect != Dialect::MySql && unfinished.contains(step.entry.revision.as_str()) {
            let halt = Halt::of(Cause::Resume(Unresumable::Foreign));
            return Err(runner.stopped(step, halt, Inside::Nothing));
        }
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
                    | Statement::Data { .. }
                    | Statement::Ddl(_)
                    | Statement::Dml(_)
                    | Statement::Guard { .. } => None,
                };
                if let Some(halt) = halt {
                    return Err(runner.stopped(step, halt, Inside::Nothing));
                }
            }
        }
    }
    if script.dialect == Dialect::MySql {
        super::mysql::recall(runner, script).await?;
    }
    Ok(())
}
