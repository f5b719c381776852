use migrate_core::prelude::*;

/// An index that is made while orders come in.
#[revision(id = "e80b6d4f2a9", down = "c3957e08d1b")]
fn upgrade(op: &mut Operations) {
    op.create_index("orders", ["status", "placed_at"]).concurrently();
}
