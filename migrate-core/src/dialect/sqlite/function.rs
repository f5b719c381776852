//! Functions on SQLite, which keeps none: they are the application's.

use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::operation::{CreateFunction, DropFunction, ReplaceFunction};
use crate::schema::Signature;

fn none(function: &Signature) -> Unsupported {
    Unsupported::new(
        format!("SQLite keeps no functions, and `{function}` is one"),
        "give the application's connections the function, and leave the operation out there: `op.on([Postgres, MySql], |op| …)`",
    )
}

/// Says that none can be created.
pub(super) fn create(operation: &CreateFunction) -> Lowered {
    Err(none(&operation.function.signature()))
}

/// Says that none can be replaced.
pub(super) fn replace(operation: &ReplaceFunction) -> Lowered {
    Err(none(&operation.function.signature()))
}

/// Says that none can be dropped.
pub(super) fn drop(operation: &DropFunction) -> Lowered {
    Err(none(&operation.function))
}
