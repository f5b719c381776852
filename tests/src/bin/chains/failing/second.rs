use migrate_core::prelude::*;

/// Fails.
#[revision(id = "second", down = "first")]
fn upgrade(op: &mut Operations) {
    op.create_table("two", |t| {
        t.column("id", BigInt).primary_key();
    });
    op.sql("UPDATE three SET id = 1");
}
