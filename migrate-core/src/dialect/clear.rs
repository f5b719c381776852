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
    let own = QualifiedName { schema: ledger.schema.clone(), name: ledger.table.clone() };
    let taken = |schema: &Schema| match script.dialect {
        Dialect::MySql => {
            schema.table(&own).is_some() || schema.view(&own).is_some() || schema.sequence(&own).is_some()
        }
        Dialect::Postgres => schema.relation_owner(&own).is_some() || schema.enum_type(&own).is_some(),
        Dialect::Sqlite => schema.relation_owner(&own).is_some(),
    };
    let operations = || script.steps.iter().flat_map(|step| step.operations.iter().map(move |at| (step, at)));
    // What is there before an operation is what the one before it left.
    let mut earlier = None;
    for (step, operation) in operations() {
        if let Some(fault) = of_its_schema(&operation.operation, ledger) {
            return Err(refused(script, step, operation, fault));
        }
        if taken(&operation.before) {
            let (step, operation) = earlier.unwrap_or((step, operation));
            return Err(is_taken(script, step, operation, ledger));
        }
        earlier = Some((step, operation));
    }
    let Some((step, last)) = earlier else { return Ok(()) };
    let mut after = last.before.clone();
    // Lowering has applied it before, so that it fits.
    if last.operation.apply(&mut after).is_ok() && taken(&after) {
        return Err(is_taken(script, step, last, ledger));
    }
    Ok(())
}

fn is_taken(script: &Script, step: &ScriptStep, operation: &ScriptOperation, ledger: &Ledger) -> LowerError {
    let fault = Unsupported::new(
        format!("`{ledger}` is the name of the ledger's table"),
        "use another name, or keep the ledger in another table: `--ledger`, or `.ledger(…)` on the run",
    );
    refused(script, step, operation, fault)
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
    script: &Script,
    step: &ScriptStep,
    operation: &ScriptOperation,
    unsupported: Unsupported,
) -> LowerError {
    LowerError {
        dialect: script.dialect,
        revision: step.entry.revision.clone(),
        operation: operation.words(),
        site: operation.site,
        unsupported: Box::new(unsupported),
    }
}
