use migrate_core::prelude::*;

/// Before the gate.
#[revision(id = "first")]
fn upgrade(op: &mut Operations) {
    op.create_table("one", |t| {
        t.column("id", BigInt).primary_key();
    });
}
