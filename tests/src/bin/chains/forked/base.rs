use migrate_core::prelude::*;

/// The trunk.
#[revision(id = "aaa1")]
fn upgrade(op: &mut Operations) {
    op.create_table("trunk", |t| {
        t.column("id", BigInt).primary_key();
    });
}
