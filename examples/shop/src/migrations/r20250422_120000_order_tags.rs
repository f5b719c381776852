use migrate_core::prelude::*;

/// Tags for orders too.
///
/// The tags themselves are made on the other branch, which this one does not wait for otherwise.
#[revision(id = "6be19d47c03", down = "d5310fe8a72", depends_on = ["74c2ae901b6"])]
fn upgrade(op: &mut Operations) {
    op.create_table("order_tags", |t| {
        t.column("order_id", BigInt).references("orders", "id").on_delete(Cascade).primary_key();
        t.column("tag_id", Integer).references("tags", "id").on_delete(Cascade).primary_key();
        t.index("tag_id");
    });
}
