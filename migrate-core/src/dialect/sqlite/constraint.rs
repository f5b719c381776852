//! Constraints on SQLite, which stand where the table or one of its columns is made, and nowhere later.
//!
//! What is of one column alone stands with that column, since `ALTER TABLE … DROP COLUMN` takes it along then and
//! is refused otherwise (tried on 3.51).

use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::name::Name;
use crate::operation::{AddConstraint, DropConstraint};
use crate::schema::{Check, Constraint, Table};

/// The column that a constraint stands with, if it is of that one alone.
pub(super) fn column_of<'a>(table: &'a Table, constraint: &Constraint) -> Option<&'a Name> {
    let sole = |columns: &[Name]| match columns {
        [column] => table.column(column).map(|column| &column.name),
        _ => None,
    };
    match constraint {
        Constraint::Check(check) => sole(&mentioned(table, check)),
        Constraint::ForeignKey(key) => sole(&key.columns),
        Constraint::PrimaryKey(key) => sole(&key.columns)
            .filter(|name| table.column(name).is_some_and(|column| column.identity.is_some())),
        // `DROP COLUMN` refuses it wherever it stands.
        Constraint::Unique(_) => None,
    }
}

/// The columns that a check mentions.
pub(super) fn mentioned(table: &Table, check: &Check) -> Vec<Name> {
    let names = table.columns.iter().map(|column| &column.name);
    names.filter(|name| check.expression.mentions(name)).cloned().collect()
}

/// Says that a constraint cannot be added.
pub(super) fn add(operation: &AddConstraint) -> Lowered {
    let AddConstraint { table, constraint } = operation;
    let (kind, name) = (constraint.kind(), constraint.name());
    Err(Unsupported::new(
        format!("SQLite cannot add {kind} `{name}` to `{table}`, which is there"),
        "put it into `create_table`, the only place for now; `op.on([Postgres, MySql], |op| …)` leaves SQLite out",
    ))
}

/// Says that a constraint cannot be dropped.
pub(super) fn drop(operation: &DropConstraint) -> Lowered {
    let DropConstraint { table, constraint } = operation;
    Err(Unsupported::new(
        format!("SQLite cannot drop constraint `{constraint}` of `{table}`"),
        "keep it for now; `op.on([Postgres, MySql], |op| …)` leaves SQLite out",
    ))
}
