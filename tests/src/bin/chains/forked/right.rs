use migrate_core::prelude::*;

/// To the right.
#[revision(id = "bbb2", down = "aaa1", branch = "right")]
fn upgrade(op: &mut Operations) {
    op.create_table("fruits", |t| {
        t.column("id", BigInt).primary_key();
    });
}
