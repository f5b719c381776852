//! Triggers on PostgreSQL.

use super::names;
use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, author};
use crate::name::{Name, QualifiedName};
use crate::operation::{CreateTrigger, DropTrigger, ReplaceTrigger};
use crate::schema::{Schema, Trigger};
use crate::script::Statement;

/// Creates a trigger.
pub(super) fn create(operation: &CreateTrigger) -> Lowered {
    names::name(Role::Trigger, &operation.trigger.name)?;
    Ok(vec![Statement::ddl(definition(&operation.trigger)?)])
}

/// Replaces a trigger: version 13 has no other way than to drop and create it.
pub(super) fn replace(operation: &ReplaceTrigger) -> Lowered {
    let ReplaceTrigger { trigger } = operation;
    Ok(vec![Statement::ddl(dropped(&trigger.name, &trigger.table)), Statement::ddl(definition(trigger)?)])
}

/// Drops a trigger.
pub(super) fn drop(operation: &DropTrigger) -> Vec<Statement> {
    let DropTrigger { table, trigger } = operation;
    vec![Statement::ddl(dropped(trigger, table))]
}

fn dropped(trigger: &Name, table: &QualifiedName) -> Sql {
    sql!(Postgres; "DROP TRIGGER ", trigger, " ON ", table)
}

pub(super) fn definition(trigger: &Trigger) -> Result<Sql, Unsupported> {
    let Trigger { name, table, event, definition } = trigger;
    let what = format!("trigger `{name}` of `{table}`");
    let event = author::expression(Postgres, &what, event)?;
    let head = sql!(Postgres; "CREATE TRIGGER ", name, " ", event, " ON ", table, "\n");
    author::definition(Postgres, &what, head, definition)
}

/// What creates the triggers of a table or view again.
pub(super) fn again(table: &QualifiedName, before: &Schema) -> Result<Vec<Sql>, Unsupported> {
    before.triggers_of(table).map(definition).collect()
}
