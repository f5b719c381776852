use migrate_core::prelude::*;

/// Notes.
#[revision(id = "4b1f0a9c2d7")]
fn upgrade(op: &mut Operations) {
    op.create_table("notes", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("body", Text);
        t.column("created_at", TimestampTz).default(now());
    });
}
