//! The ledger must have a name that its database can have, and what a chain makes must leave that free.

use super::names::{Role, ill};
use super::{Dialect, LowerError, Unsupported, mysql, postgres, sqlite};
use crate::ledger::Ledger;
use crate::name::QualifiedName;
use crate::operation::{Existing, Fate, Operation};
use crate::schema::Schema;
use crate::script::{Script, ScriptOperation, ScriptStep};

/// Whether the names of the ledger are ones that the database keeps as they are.
///
/// # Errors
///
/// With why they are not.
pub(crate) fn ledger_name(dialect: Dialect, ledger: &Ledger) -> Result<(), Unsupported> {
    let Ledger { table, schema } = ledger;
    for name in std::iter::once(table).chain(schema) {
        if name.as_str().is_empty() {
            return Err(ill(Role::Table, name, "has an empty name"));
        }
        if name.as_str().contains('\0') {
            return Err(ill(Role::Table, name, "holds a NUL"));
        }
        match dialect {
            Dialect::MySql => mysql::names::name(Role::Table, name)?,
            Dialect::Postgres => postgres::names::name(Role::Table, name)?,
            Dialect::Sqlite => sqlite::names::name(Role::Table, name)?,
        }
    }
    Ok(())
}

/// Whether a script's tables, indexes and types leave the name of the ledger's table free.
///
/// # Errors
///
/// With the first operation that takes it.
pub(crate) fn of_ledger(script: &Script, ledger: &Ledger) -> Result<(), LowerError> {
    let mut last = None;
    for step in &script.steps {
        of_step(script.dialect, last, step, ledger)?;
        last = step.operations.last().map(|operation| (step, operation)).or(last);
    }
    behind(script.dialect, last, ledger)
}

/// A step's operation, with the step.
pub(crate) type Last<'a> = (&'a ScriptStep, &'a ScriptOperation);

/// Whether what is there before each operation of a step leaves the name free; the last operation before the step has left
/// what is there before its first.
///
/// # Errors
///
/// With the first operation that takes it.
pub(crate) fn of_step<'a>(
    dialect: Dialect,
    mut last: Option<Last<'a>>,
    step: &'a ScriptStep,
    ledger: &Ledger,
) -> Result<(), LowerError> {
    for operation in &step.operations {
        if let Some(fault) = of_its_schema(&operation.operation, ledger) {
            return Err(refused(dialect, step, operation, fault));
        }
        if takes(dialect, &operation.before, ledger) {
            return Err(match last {
                Some((step, last)) if is_taken_by(dialect, last, ledger) => {
                    is_taken(dialect, step, last, ledger)
                }
                // It was there before: another chain has it, or a revision that is not run.
                Some(_) | None => is_taken_before(dialect, step, operation, ledger),
            });
        }
        last = Some((step, operation));
    }
    Ok(())
}

/// Whether what the last operation of all leaves has the name free.
///
/// # Errors
///
/// With it, where it takes it.
pub(crate) fn behind(dialect: Dialect, last: Option<Last<'_>>, ledger: &Ledger) -> Result<(), LowerError> {
    let Some((step, last)) = last else { return Ok(()) };
    if is_taken_by(dialect, last, ledger) {
        return Err(is_taken(dialect, step, last, ledger));
    }
    Ok(())
}

/// Whether it is an operation that takes the name of the ledger's table.
fn is_taken_by(dialect: Dialect, operation: &ScriptOperation, ledger: &Ledger) -> bool {
    let mut after = operation.before.clone();
    // Lowering has applied it before, so that it fits.
    operation.operation.apply(&mut after).is_ok()
        && takes(dialect, &after, ledger)
        && !takes(dialect, &operation.before, ledger)
}

/// Whether something has the name of the ledger's table.
fn takes(dialect: Dialect, schema: &Schema, ledger: &Ledger) -> bool {
    let own = QualifiedName { schema: ledger.schema.clone(), name: ledger.table.clone() };
    match dialect {
        Dialect::MySql => {
            schema.table(&own).is_some() || schema.view(&own).is_some() || schema.sequence(&own).is_some()
        }
        Dialect::Postgres => schema.relation_owner(&own).is_some() || schema.enum_type(&own).is_some(),
        Dialect::Sqlite => schema.relation_owner(&own).is_some(),
    }
}

fn is_taken(dialect: Dialect, step: &ScriptStep, operation: &ScriptOperation, ledger: &Ledger) -> LowerError {
    let fault = Unsupported::new(
        format!("`{ledger}` is the name of the ledger's table"),
        "use another name, or keep the ledger in another table: `--ledger`, or `.ledger(…)` on the run",
    );
    refused(dialect, step, operation, fault)
}

/// What to say where what is there before all of a script has the name.
fn is_taken_before(
    dialect: Dialect,
    step: &ScriptStep,
    operation: &ScriptOperation,
    ledger: &Ledger,
) -> LowerError {
    let fault = Unsupported::new(
        format!("what is there before has the name of the ledger's table, `{ledger}`"),
        "keep the ledger in another table: `--ledger`, or `.ledger(…)` on the run",
    );
    refused(dialect, step, operation, fault)
}

/// The schema that the ledger stands in is there before the first revision, and after the last.
fn of_its_schema(operation: &Operation, ledger: &Ledger) -> Option<Unsupported> {
    let schema = ledger.schema.as_ref()?;
    let fault = || format!("the ledger stands in schema `{schema}`, which is there before the chain");
    if matches!(operation, Operation::CreateSchema(create) if create.schema == *schema && create.existing == Existing::Refuse)
    {
        let help = format!("take it as it is: `op.create_schema(\"{schema}\").if_not_exists();`");
        return Some(Unsupported::new(fault(), help));
    }
    if matches!(operation, Operation::DropSchema(drop) if drop.schema == *schema && drop.fate == Fate::Drop) {
        return Some(Unsupported::new(fault(), format!("leave it: `op.leave_schema(\"{schema}\");`")));
    }
    None
}

fn refused(
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
