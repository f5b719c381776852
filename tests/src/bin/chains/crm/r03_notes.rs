use migrate_core::prelude::*;

/// Notes on an account.
#[revision(id = "2e5b1c77aa0", down = "1975ea83b712", branch = "notes")]
fn upgrade(op: &mut Operations) {
    op.create_table("notes", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("account_id", BigInt).references("accounts", "id").on_delete(Cascade);
        t.column("text", Text);
    });
}
