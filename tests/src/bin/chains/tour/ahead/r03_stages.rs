use migrate_core::prelude::*;

/// Accounts have stages.
#[revision(id = "b2", down = "b1")]
fn upgrade(op: &mut Operations) {
    super::super::stages(op);
}
