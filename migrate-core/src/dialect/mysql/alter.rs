//! Changes of columns and constraints on MySQL and MariaDB.

use super::table;
use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, table as require_table};
use crate::dialect::sql::sql;
use crate::operation::{AlterColumn, RenameConstraint, ReplacePrimaryKey};
use crate::schema::{Constraint, Schema};
use crate::script::Statement;

/// Changes a column.
pub(super) fn alter(_operation: &AlterColumn, _before: &Schema) -> Lowered {
    Err(Unsupported::new(
        "MySQL and MariaDB state a column anew to change it, which is not done yet",
        "leave it out there: `op.on([Postgres, Sqlite], |op| …)`",
    ))
}

/// Renames a constraint. A primary key has no name there, and a unique constraint is its index. What has no statement
/// for it, a foreign key or a check, is dropped and made again in one.
pub(super) fn rename_constraint(operation: &RenameConstraint, before: &Schema) -> Lowered {
    let RenameConstraint { table, from, to } = operation;
    super::names::name(Role::Constraint, to)?;
    match require_table(before, table)?.constraint(from) {
        Some(Constraint::PrimaryKey(_)) => Ok(Vec::new()),
        Some(Constraint::Unique(_)) => {
            Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", table, " RENAME INDEX ", from, " TO ", to))])
        }
        Some(Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_)) | None => {
            table::alter(table, before, &after(before, operation.clone())?)
        }
    }
}

/// Replaces the primary key in one statement, so that `AUTO_INCREMENT` is never without a key.
pub(super) fn replace_primary_key(operation: &ReplacePrimaryKey, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}
