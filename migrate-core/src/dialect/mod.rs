//! Dialects: the SQL of each database.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod attributes;
mod author;
mod batches;
pub(crate) mod clear;
mod client;
mod creation;
mod database;
mod definition;
mod difference;
mod downgrade;
mod history;
mod hits;
mod if_needed;
pub(crate) mod in_one;
mod json;
mod ledger;
pub(crate) mod limits;
mod literal;
mod locks;
mod lower;
#[cfg(test)]
mod matrix;
mod mysql;
mod names;
mod native;
pub(crate) mod offline;
mod postgres;
mod quote;
mod realize;
mod rows;
pub(crate) mod same;
mod scan;
mod search_path;
mod selected;
mod sequence;
mod sql;
mod sqlite;
mod temporal;
mod unsupported;
pub(crate) mod versions;

use crate::plan::{Plan, PlannedOperation, PlannedStep};
use crate::script::{Cut, Mode, Script, ScriptOperation, ScriptStep};

pub use crate::schema::{Dialect, Dialects};
pub use creation::{Created, CreationError, creation};
pub use downgrade::Stuck;
pub(crate) use downgrade::read as read_downgrade;
pub(crate) use hits::{MAY_NOT_HOLD, RELEASE, beside, count, hold};
pub use ledger::Took;
pub use locks::{Blocks, Lock, LockMode, locks};
pub(crate) use mysql::catalogue as mysql_catalogue;
pub(crate) use mysql::grants::show_triggers;
pub(crate) use mysql::ledger::lock_name as mysql_lock_name;
pub(crate) use mysql::modify;
pub use mysql::modify::ModifyFault;
pub use offline::{OfflineError, OfflineStep, Shell};
pub(crate) use postgres::catalogue::read as postgres_catalogue;
pub(crate) use postgres::ledger::lock_key as postgres_lock_key;
pub(crate) use postgres::physical as postgres_physical;
pub(crate) use postgres::same::is_form_of as is_postgres_form;
pub(crate) use postgres::{Touches, touches, view_users};
pub use realize::realize;
pub use search_path::SearchPath;
pub(crate) use sqlite::catalogue::OBJECTS as SQLITE_OBJECTS;
pub(crate) use sqlite::rebuild;
pub use sqlite::rebuild::RebuildFault;
pub use sqlite::stored::Unreadable;
pub(crate) use sqlite::stored::{Beyond, Stored, StoredObject, schema as read_stored};
pub use unsupported::{LowerError, Unsupported};
pub use versions::Server;

/// What reads the catalogue of MySQL and MariaDB.
pub(crate) mod mysql_inspection {
    pub(crate) use super::mysql::code::{Routine, stored_sequence};
    pub(crate) use super::mysql::realize::{as_kept, depends};
    pub(crate) use super::mysql::same::{SCRATCH, answered, is_scratch, left, probes, release, take};
    pub(crate) use super::mysql::stored::{Found, read_table, type_text, with_columns, without_database};
    pub(crate) use super::mysql::understood::{forms, questions};
}

/// Lowers a plan to the SQL of its dialect.
///
/// # Errors
///
/// When an operation is one that the dialect cannot do faithfully.
pub fn lower(plan: Plan) -> Result<Script, LowerError> {
    let Plan { dialect, chain, steps } = plan;
    let steps = steps.into_iter().map(|step| lower_step(dialect, step)).collect::<Result<_, _>>()?;
    Ok(Script { dialect, chain, steps })
}

fn lower_step(dialect: Dialect, step: PlannedStep) -> Result<ScriptStep, LowerError> {
    let PlannedStep { mut entry, site, direction, operations, names, undo } = step;
    // What undoes a revision leads back to where it began.
    let began = operations.first().map(|planned| planned.before.clone());
    let operations = lower_operations(dialect, &entry.revision, operations)?;
    entry.downgrade = undo.map(|undo| downgrade::write(dialect, &entry.revision, undo, began.as_ref()));
    Ok(ScriptStep { entry, site, direction, operations, names })
}

/// Lowers the operations of a revision.
fn lower_operations(
    dialect: Dialect,
    revision: &str,
    operations: Vec<PlannedOperation>,
) -> Result<Vec<ScriptOperation>, LowerError> {
    let lowered = operations.into_iter().map(|planned| {
        let PlannedOperation { operation, site, before, compound } = planned;
        let hazards = operation.hazards(&before);
        match dialect.lower(&operation, &before) {
            Ok(statements) => {
                let cut = Cut::Nowhere;
                Ok(ScriptOperation {
                    operation,
                    site,
                    before,
                    hazards,
                    statements,
                    cut,
                    compound,
                    kept: None,
                })
            }
            Err(unsupported) => Err(LowerError {
                dialect,
                revision: revision.to_owned(),
                operation: crate::operation::words(compound.as_deref(), &operation),
                site,
                unsupported: Box::new(unsupported),
            }),
        }
    });
    let mut operations = lowered.collect::<Result<Vec<_>, _>>()?;
    cut(dialect, &mut operations);
    match dialect {
        Dialect::MySql | Dialect::Postgres => {}
        Dialect::Sqlite => rebuild::join::join(&mut operations),
    }
    Ok(operations)
}

/// Finds where what was done must be committed before the next.
fn cut(dialect: Dialect, operations: &mut [ScriptOperation]) {
    match dialect {
        Dialect::MySql | Dialect::Sqlite => {}
        Dialect::Postgres => {
            let mut new = postgres::new_values::NewValues::default();
            for operation in operations {
                if new.used_by(&operation.operation).is_some() {
                    operation.cut = Cut::Before;
                    new.commit();
                }
                if matches!(operation.mode(), Some(Mode::Autocommit | Mode::Batches)) {
                    new.commit();
                }
                new.note(&operation.operation);
            }
        }
    }
}
