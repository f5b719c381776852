use migrate_core::prelude::*;

/// Accounts.
#[revision(id = "a1")]
fn upgrade(op: &mut Operations) {
    super::super::accounts(op);
}
