//! Sequences on MariaDB, which has them since version 10.3. MySQL has none, and its server refuses these statements.

use super::names;
use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::attributes::postgres_alone;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, sequence as require_sequence};
use crate::dialect::sequence::{changes, options};
use crate::dialect::sql::sql;
use crate::operation::{AlterSequence, CreateSequence, DropSequence, RenameSequence, RestartSequence};
use crate::schema::{Schema, Sequence, SequenceNumber, SequenceOwner};
use crate::script::Statement;

/// Creates a sequence.
pub(super) fn create(operation: &CreateSequence) -> Lowered {
    let CreateSequence { sequence: Sequence { name, options, owner, number } } = operation;
    names::name(Role::Sequence, &name.name)?;
    no_owner(owner.as_ref())?;
    if *number != SequenceNumber::BigInt {
        let what = format!("sequence `{name}` gives smaller numbers than `BigInt`");
        return Err(postgres_alone(MySql, &what, "say `.max(…)`"));
    }
    Ok(vec![Statement::ddl(sql!(MySql; "CREATE SEQUENCE ", name, self::options(MySql, options)))])
}

fn no_owner(owner: Option<&SequenceOwner>) -> Result<(), Unsupported> {
    match owner {
        None => Ok(()),
        Some(SequenceOwner { table, column }) => Err(Unsupported::new(
            format!("MariaDB's sequences belong to no column, and this one would to `{column}` of `{table}`"),
            "leave that out there, `op.on(Postgres, |op| …)`, and drop the sequence where the column is dropped",
        )),
    }
}

/// Changes a sequence.
pub(super) fn alter(operation: &AlterSequence, before: &Schema) -> Lowered {
    let name = &operation.sequence;
    let after = after(before, operation.clone())?;
    let (old, new) = (require_sequence(before, name)?, require_sequence(&after, name)?);
    no_owner(new.owner.as_ref())?;
    let clauses = changes(MySql, &old.options, &new.options);
    if clauses.len() == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Statement::ddl(sql!(MySql; "ALTER SEQUENCE ", name, clauses))])
}

/// Has a sequence begin again.
pub(super) fn restart(operation: &RestartSequence) -> Vec<Statement> {
    let RestartSequence { sequence, with } = operation;
    let with = with.map(|number| sql!(MySql; " WITH ", number));
    vec![Statement::ddl(sql!(MySql; "ALTER SEQUENCE ", sequence, " RESTART", with))]
}

/// Drops a sequence.
pub(super) fn drop(operation: &DropSequence) -> Vec<Statement> {
    vec![Statement::ddl(sql!(MySql; "DROP SEQUENCE ", &operation.sequence))]
}

/// Renames a sequence, which defaults do not follow.
pub(super) fn rename(operation: &RenameSequence, before: &Schema) -> Lowered {
    let RenameSequence { from, to } = operation;
    names::name(Role::Sequence, to)?;
    if let Some((table, column)) = before.columns_of_sequence(from).next() {
        return Err(Unsupported::new(
            format!(
                "the default of column `{}` of `{}` would still name sequence `{from}` on MariaDB",
                column.name, table.name
            ),
            "drop the default first, and give the column one of the renamed sequence behind",
        ));
    }
    Ok(vec![Statement::ddl(sql!(MySql; "RENAME TABLE ", from, " TO ", to))])
}
