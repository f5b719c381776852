use migrate_core::prelude::*;

/// To the left.
#[revision(id = "bbb1", down = "aaa1", branch = "left")]
fn upgrade(op: &mut Operations) {
    op.create_table("leaves", |t| {
        t.column("id", BigInt).primary_key();
    });
}
