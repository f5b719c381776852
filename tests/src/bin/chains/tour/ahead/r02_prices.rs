use migrate_core::prelude::*;

/// Prices of an account.
#[revision(id = "b1", down = "a1")]
fn upgrade(op: &mut Operations) {
    super::super::prices(op);
}
