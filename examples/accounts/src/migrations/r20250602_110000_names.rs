use migrate_core::prelude::*;

/// What users are called.
#[revision(id = "e82f6a40b57", down = "c47b90d1e36")]
fn upgrade(op: &mut Operations) {
    op.add_column("users", "name", Varchar(120)).nullable();
}
