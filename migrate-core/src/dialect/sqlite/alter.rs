//! Changes of columns and constraints on SQLite, which has no statement for them.

use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::operation::{AlterColumn, RenameConstraint, ReplacePrimaryKey};
use crate::schema::Schema;

fn no_statement(what: &str) -> Unsupported {
    Unsupported::new(
        format!("SQLite has no statement that {what}"),
        "leave it out there: `op.on([Postgres, MySql], |op| …)`",
    )
}

/// Changes a column.
pub(super) fn alter(_operation: &AlterColumn, _before: &Schema) -> Lowered {
    Err(no_statement("changes a column"))
}

/// Renames a constraint.
pub(super) fn rename_constraint(_operation: &RenameConstraint, _before: &Schema) -> Lowered {
    Err(no_statement("renames a constraint"))
}

/// Replaces the primary key.
pub(super) fn replace_primary_key(_operation: &ReplacePrimaryKey, _before: &Schema) -> Lowered {
    Err(no_statement("replaces a primary key"))
}
