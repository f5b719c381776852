use migrate_core::prelude::*;

/// Notes on an account.
#[revision(id = "c1", down = "a1")]
fn upgrade(op: &mut Operations) {
    op.create_table("notes", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("text", Text);
    });
}
