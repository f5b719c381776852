//! Sequences on PostgreSQL.

use super::names;
use crate::dialect::Dialect::Postgres;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, sequence as require_sequence};
use crate::dialect::sequence::{changes, options};
use crate::dialect::sql::{Sql, sql};
use crate::operation::{AlterSequence, CreateSequence, DropSequence, RenameSequence, RestartSequence};
use crate::schema::{Schema, Sequence, SequenceNumber, SequenceOwner};
use crate::script::Statement;

/// Creates a sequence.
pub(super) fn create(operation: &CreateSequence) -> Lowered {
    let CreateSequence { sequence: Sequence { name, options, owner, number } } = operation;
    names::name(Role::Sequence, &name.name)?;
    let owner = owner.as_ref().map(owned_by);
    Ok(vec![Statement::ddl(
        sql!(Postgres; "CREATE SEQUENCE ", name, number_words(*number), self::options(Postgres, options), owner),
    )])
}

fn number_words(number: SequenceNumber) -> Option<&'static str> {
    match number {
        SequenceNumber::BigInt => None,
        SequenceNumber::Integer => Some(" AS integer"),
        SequenceNumber::SmallInt => Some(" AS smallint"),
    }
}

fn owned_by(owner: &SequenceOwner) -> Sql {
    let SequenceOwner { table, column } = owner;
    sql!(Postgres; " OWNED BY ", table, ".", column)
}

/// Changes a sequence.
pub(super) fn alter(operation: &AlterSequence, before: &Schema) -> Lowered {
    let name = &operation.sequence;
    let after = after(before, operation.clone())?;
    let (old, new) = (require_sequence(before, name)?, require_sequence(&after, name)?);
    let mut clauses = changes(Postgres, &old.options, &new.options);
    match &new.owner {
        owner if *owner == old.owner => {}
        None => clauses.push(" OWNED BY NONE"),
        Some(owner) => clauses.push(owned_by(owner)),
    }
    if clauses.len() == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER SEQUENCE ", name, clauses))])
}

/// Has a sequence begin again.
pub(super) fn restart(operation: &RestartSequence) -> Vec<Statement> {
    let RestartSequence { sequence, with } = operation;
    let with = with.map(|number| sql!(Postgres; " WITH ", number));
    vec![Statement::ddl(sql!(Postgres; "ALTER SEQUENCE ", sequence, " RESTART", with))]
}

/// Drops a sequence.
pub(super) fn drop(operation: &DropSequence) -> Vec<Statement> {
    vec![Statement::ddl(sql!(Postgres; "DROP SEQUENCE ", &operation.sequence))]
}

/// Renames a sequence. Defaults follow.
pub(super) fn rename(operation: &RenameSequence) -> Lowered {
    let RenameSequence { from, to } = operation;
    names::name(Role::Sequence, to)?;
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER SEQUENCE ", from, " RENAME TO ", to))])
}
