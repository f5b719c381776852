//! Whether a whole run can be one transaction.

use super::{Dialect, LowerError, Unsupported, postgres};
use crate::script::{Cut, Mode, Script, ScriptOperation, ScriptStep};

/// Where the operations of a script run when all of it is one transaction.
///
/// # Errors
///
/// With the first operation that must be committed by itself, or behind what comes before it.
pub(crate) fn mode(script: &Script) -> Result<Mode, LowerError> {
    let mut new = postgres::new_values::NewValues::default();
    let mut mode = None;
    for step in &script.steps {
        for operation in &step.operations {
            if let Some(unsupported) = refusal(script.dialect, operation, mode, &new) {
                return Err(error(script.dialect, step, operation, unsupported));
            }
            mode = mode.or(operation.mode());
            new.note(&operation.operation);
        }
    }
    Ok(mode.unwrap_or(Mode::Transaction))
}

fn refusal(
    dialect: Dialect,
    operation: &ScriptOperation,
    mode: Option<Mode>,
    new: &postgres::new_values::NewValues,
) -> Option<Unsupported> {
    let apart = "let each revision be a transaction: leave `--transaction all` out";
    match dialect {
        Dialect::MySql => Some(Unsupported::new(
            "every change of the schema commits by itself there, so that a run is no transaction",
            apart,
        )),
        Dialect::Postgres | Dialect::Sqlite if operation.mode() == Some(Mode::Batches) => {
            Some(Unsupported::new(
                "a backfill commits each of its batches, and the whole run is asked to be one transaction",
                format!("{apart}, or use `op.update(…)`, which changes all rows at once"),
            ))
        }
        Dialect::Postgres => {
            if operation.mode() == Some(Mode::Autocommit) {
                return Some(Unsupported::new(
                    "`CONCURRENTLY` runs in no transaction, and the whole run is asked to be one",
                    format!("{apart}, or leave `.concurrently()` out"),
                ));
            }
            if operation.kept.is_some() && operation.cut == Cut::Before {
                return Some(Unsupported::new(
                    "what comes before it must be committed first, and the whole run is asked to be one transaction",
                    apart,
                ));
            }
            let value = new.used_by(&operation.operation)?;
            Some(Unsupported::new(
                format!(
                    "PostgreSQL lets nothing use the value `{value}` in the transaction that adds it to its enum, and the \
                     whole run is asked to be one"
                ),
                apart,
            ))
        }
        Dialect::Sqlite => {
            let (before, now) = (mode?, operation.mode()?);
            (before != now).then(|| {
                Unsupported::new(
                    "a table is made anew with foreign keys off, and rows are changed with them on, which cannot be in one \
                     transaction",
                    apart,
                )
            })
        }
    }
}

fn error(
    dialect: Dialect,
    step: &ScriptStep,
    operation: &ScriptOperation,
    unsupported: Unsupported,
) -> LowerError {
    LowerError {
        dialect,
        revision: step.entry.revision.clone(),
        operation: operation.words(),
        site: operation.site,
        unsupported: Box::new(unsupported),
    }
}
