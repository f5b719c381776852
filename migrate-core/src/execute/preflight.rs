//! What is looked at before anything runs.

use std::collections::BTreeSet;

use super::halt::{Cause, Halt, Inside};
use super::{Failure, Runner, statements};
use crate::dialect::Dialect;
use crate::ledger::{LedgerRow, State};
use crate::name::{Name, QualifiedName};
use crate::operation::Operation;
use crate::plan::StepDirection;
use crate::schema::Schema;
use crate::script::{Script, ScriptOperation, Statement};
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
    // What is there before the script; what it makes itself is asked about in its place.
    let first = script.steps.iter().flat_map(|step| &step.operations).next();
    let found = first.map(|operation| operation.before.clone()).unwrap_or_default();
    let mut written = Written::default();
    let rows = runner.rows.as_slice().to_vec();
    let unfinished = rows.iter().filter(|row| row.state != State::Done).map(LedgerRow::key);
    let unfinished = unfinished.collect::<BTreeSet<_>>();
    recall(runner, script).await?;
    // What an earlier run left unfinished may have made the rows itself: it is asked in its place.
    for step in script.steps.iter().filter(|step| !unfinished.contains(&step.entry.key())) {
        for (at, operation) in step.operations.iter().enumerate() {
            for statement in &operation.statements {
                let is_there = |table, column, value: &Option<String>| match &operation.kept {
                    None => is_there(&found, table, column, value.as_deref()),
                    // Where one revision is one transaction it is asked in its place.
                    Some(_) => script.dialect == Dialect::MySql,
                };
                let halt = match statement {
                    Statement::Guard { query, table, column, value, beside: _ }
                        if !written.holds(table) && is_there(table, column, value) =>
                    {
                        match statements::guard(runner.session, query, table, column, value.as_deref()).await
                        {
                            Ok(()) => None,
                            // Renamed or dropped by an earlier step, perhaps in an earlier, unfinished run.
                            Err(Cause::Database(error))
                                if error.fault() == Fault::MissingTable || operation.kept.is_some() =>
                            {
                                None
                            }
                            Err(cause) => Some(Halt::at(at, Some(query), cause)),
                        }
                    }
                    Statement::Author(_)
                    | Statement::Backfill(_)
                    | Statement::Data { .. }
                    | Statement::Dml(_) => {
                        written.note(operation);
                        None
                    }
                    Statement::Concurrent { .. } | Statement::Ddl(_) | Statement::Live(_) => {
                        written.note_kept(operation);
                        None
                    }
                    Statement::Guard { .. } => None,
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

/// The tables whose rows a script has changed by then.
#[derive(Default)]
struct Written {
    tables: BTreeSet<QualifiedName>,
    /// Nobody knows what the author's own SQL and functions change.
    any: bool,
}

impl Written {
    fn note(&mut self, operation: &ScriptOperation) {
        self.any |= matches!(operation.operation, Operation::DataStep(_) | Operation::Sql(_));
        self.tables.extend(operation.operation.names().into_iter().cloned());
    }

    /// Tables that are made or taken away are not the ones that are there now.
    fn note_kept(&mut self, operation: &ScriptOperation) {
        let tables = operation.kept.iter().flat_map(|kept| kept.turn.tables());
        self.tables.extend(tables.map(QualifiedName::from));
    }

    fn holds(&self, table: &QualifiedName) -> bool {
        self.any || self.tables.contains(table)
    }
}

/// Whether a table is there, with the column and the value of its enum if that is asked for.
fn is_there(schema: &Schema, table: &QualifiedName, column: &Name, value: Option<&str>) -> bool {
    let Some(table) = schema.table(table) else { return false };
    let Some(value) = value else { return true };
    let enum_type = table.column(column).and_then(|column| column.column_type.enum_name());
    let enum_type = enum_type.and_then(|name| schema.enum_type(name));
    enum_type.is_some_and(|enum_type| enum_type.values.iter().any(|other| other == value))
}
