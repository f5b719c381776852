//! Sequences on SQLite, which has none.

use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::name::QualifiedName;
use crate::operation::{AlterSequence, CreateSequence, DropSequence, RenameSequence, RestartSequence};

/// Says that there are none.
pub(super) fn none(sequence: &QualifiedName) -> Unsupported {
    Unsupported::new(
        format!("SQLite has no sequences, and `{sequence}` is one"),
        "number the rows by `.identity()`, or keep the last number in a table; `op.on([Postgres, MySql], |op| …)` leaves SQLite out",
    )
}

/// Says that none can be created.
pub(super) fn create(operation: &CreateSequence) -> Lowered {
    Err(none(&operation.sequence.name))
}

/// Says that none can be changed.
pub(super) fn alter(operation: &AlterSequence) -> Lowered {
    Err(none(&operation.sequence))
}

/// Says that none can be dropped.
pub(super) fn drop(operation: &DropSequence) -> Lowered {
    Err(none(&operation.sequence))
}

/// Says that none can begin again.
pub(super) fn restart(operation: &RestartSequence) -> Lowered {
    Err(none(&operation.sequence))
}

/// Says that none can be renamed.
pub(super) fn rename(operation: &RenameSequence) -> Lowered {
    Err(none(&operation.from))
}
