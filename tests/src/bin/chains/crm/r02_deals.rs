use migrate_core::prelude::*;

/// Deals of an account.
#[revision(id = "2d970929c35", down = "1975ea83b712", branch = "deals")]
fn upgrade(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("account_id", BigInt).references("accounts", "id").on_delete(Cascade);
        t.column("price", Numeric(10, 2)).default(0);
    });
}
