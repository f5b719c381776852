//! Triggers on MySQL and MariaDB.

use super::names;
use crate::dialect::Dialect::MySql;
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
    free_trigger(MySql, trigger, before)?;
    if before.view(&trigger.table).is_some() {
        return Err(Unsupported::new(
            format!("`{}` is a view, and MySQL and MariaDB have triggers of tables only", trigger.table),
            "leave the trigger out there: `op.on([Postgres, Sqlite], |op| …)`",
        ));
    }
    Ok(vec![Statement::ddl(definition("CREATE TRIGGER ", trigger)?)])
}

/// Replaces a trigger. MySQL itself has no such statement; MariaDB has.
pub(super) fn replace(operation: &ReplaceTrigger) -> Lowered {
    Ok(vec![Statement::ddl(definition("CREATE OR REPLACE TRIGGER ", &operation.trigger)?)])
}

/// Drops a trigger.
pub(super) fn drop(operation: &DropTrigger) -> Vec<Statement> {
    vec![Statement::ddl(sql!(MySql; "DROP TRIGGER ", &operation.trigger))]
}

fn definition(words: &'static str, trigger: &Trigger) -> Result<Sql, Unsupported> {
    let Trigger { name, table, event, definition } = trigger;
    let what = format!("trigger `{name}` of `{table}`");
    let event = author::expression(MySql, &what, event)?;
    let head = sql!(MySql; words, name, " ", event, " ON ", table, "\n");
    author::definition(MySql, &what, head, definition)
}
