use migrate_core::prelude::*;

/// Behind the gate.
#[revision(id = "third", down = "second")]
fn upgrade(op: &mut Operations) {
    op.drop_column("two", "note");
    op.create_table("three", |t| {
        t.column("id", BigInt).primary_key();
    });
}
