//! Triggers on SQLite.

use super::names;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, free_trigger};
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, author};
use crate::operation::{CreateTrigger, DropTrigger, ReplaceTrigger};
use crate::schema::{Schema, Trigger};
use crate::script::Statement;

/// Creates a trigger.
pub(super) fn create(operation: &CreateTrigger, before: &Schema) -> Lowered {
    let CreateTrigger { trigger } = operation;
    names::name(Role::Trigger, &trigger.name)?;
    free_trigger(Sqlite, trigger, before)?;
    Ok(vec![Statement::ddl(definition(trigger)?)])
}

/// Replaces a trigger.
pub(super) fn replace(operation: &ReplaceTrigger) -> Lowered {
    let ReplaceTrigger { trigger } = operation;
    let drop = sql!(Sqlite; "DROP TRIGGER ", &trigger.name);
    Ok(vec![Statement::ddl(drop), Statement::ddl(definition(trigger)?)])
}

/// Drops a trigger.
pub(super) fn drop(operation: &DropTrigger) -> Vec<Statement> {
    vec![Statement::ddl(sql!(Sqlite; "DROP TRIGGER ", &operation.trigger))]
}

/// Creates a trigger.
pub(super) fn definition(trigger: &Trigger) -> Result<Sql, Unsupported> {
    let Trigger { name, table, event, definition } = trigger;
    let what = format!("trigger `{name}` of `{table}`");
    let event = author::expression(Sqlite, &what, event)?;
    let head = sql!(Sqlite; "CREATE TRIGGER ", name, " ", event, " ON ", table, "\n");
    author::definition(Sqlite, &what, head, definition)
}
