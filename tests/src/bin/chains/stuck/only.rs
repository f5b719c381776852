use migrate_core::prelude::*;

/// There is no way back.
#[revision(id = "only")]
fn upgrade(op: &mut Operations) {
    op.create_table("one", |t| {
        t.column("id", BigInt).primary_key();
    });
    op.sql("DELETE FROM one");
}
