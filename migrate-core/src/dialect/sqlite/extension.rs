//! Extensions, which are PostgreSQL's.

use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::name::Name;
use crate::operation::{CreateExtension, DropExtension, UpdateExtension};

fn none(extension: &Name) -> Unsupported {
    Unsupported::new(
        format!("SQLite has no extensions in a database, and `{extension}` is one"),
        "leave it out there: `op.on(Postgres, |op| …)`",
    )
}

/// Says that none can be created.
pub(super) fn create(operation: &CreateExtension) -> Lowered {
    Err(none(&operation.extension.name))
}

/// Says that none can be updated.
pub(super) fn update(operation: &UpdateExtension) -> Lowered {
    Err(none(&operation.extension))
}

/// Says that none can be dropped.
pub(super) fn drop(operation: &DropExtension) -> Lowered {
    Err(none(&operation.extension))
}
