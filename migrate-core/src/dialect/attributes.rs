//! What a dialect's definitions do not say yet.

use super::{Dialect, Unsupported};
use crate::schema::{
    Column, Constraint, Identity, Index, IndexPart, Nulls, PrimaryKey, Table, TableOptions, Timing, Unique,
    Validation,
};

/// Something that is not written.
pub(super) fn lacks(dialect: Dialect, what: &str) -> Unsupported {
    let others = Dialect::ALL.into_iter().filter(|other| *other != dialect).map(Dialect::variant);
    Unsupported::new(
        format!("{what} is not written on {dialect}"),
        format!(
            "write it with `op.sql` and `.effect`, or leave it out there: `op.on([{}], |op| …)`",
            others.collect::<Vec<_>>().join(", ")
        ),
    )
}

/// A column must have nothing that is not written.
pub(super) fn column(dialect: Dialect, column: &Column) -> Result<(), Unsupported> {
    let Column { name, column_type: _, nullable: _, default: _, identity, generated, collation, comment } =
        column;
    let what = if identity.is_some_and(|identity| identity != Identity::BY_DEFAULT) {
        "the identity"
    } else if generated.is_some() {
        "the expression"
    } else if collation.as_ref().is_some_and(|collation| collation.name(dialect).is_some()) {
        "the collation"
    } else if comment.is_some() {
        "the comment"
    } else {
        return Ok(());
    };
    Err(lacks(dialect, &format!("{what} of column `{name}`")))
}

/// A constraint must have nothing that is not written.
pub(super) fn constraint(dialect: Dialect, constraint: &Constraint) -> Result<(), Unsupported> {
    let carries = match constraint {
        Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_) => false,
        Constraint::PrimaryKey(PrimaryKey { name: _, columns: _, include, timing: _ }) => !include.is_empty(),
        Constraint::Unique(Unique { name: _, columns: _, include, nulls, timing: _ }) => {
            !include.is_empty() || *nulls == Nulls::NotDistinct
        }
    };
    let what = if constraint.timing() != Timing::Immediate {
        "that it may be deferred"
    } else if constraint.validation() == Validation::NotValid {
        "that it is not valid"
    } else if carries {
        "what else there is"
    } else {
        return Ok(());
    };
    Err(lacks(dialect, &format!("{what}, of {} `{}`,", constraint.kind(), constraint.name())))
}

/// An index must have nothing that is not written.
pub(super) fn index(dialect: Dialect, index: &Index) -> Result<(), Unsupported> {
    let Index { name, parts, uniqueness: _, predicate: _, method, include, nulls } = index;
    let plain = |part: &IndexPart| {
        let IndexPart { key: _, direction: _, nulls, opclass: _, collation: _, prefix: _ } = part;
        part.whole_column().is_some() && nulls.is_none()
    };
    if method.is_some() || !include.is_empty() || *nulls == Nulls::NotDistinct || !parts.iter().all(plain) {
        return Err(lacks(dialect, &format!("more than columns, of index `{name}`,")));
    }
    Ok(())
}

/// A table must have nothing that is not written.
pub(super) fn table(dialect: Dialect, table: &Table) -> Result<(), Unsupported> {
    let TableOptions { mysql, sqlite } = &table.options;
    let has_options = match dialect {
        Dialect::MySql => *mysql != crate::schema::MySqlTable::default(),
        Dialect::Postgres => false,
        Dialect::Sqlite => *sqlite != crate::schema::SqliteTable::default(),
    };
    let what = if has_options {
        "the options"
    } else if table.comment.is_some() {
        "the comment"
    } else {
        return Ok(());
    };
    Err(lacks(dialect, &format!("{what} of table `{}`", table.name)))
}
