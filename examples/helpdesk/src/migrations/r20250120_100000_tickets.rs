use migrate_core::prelude::*;

/// Tickets, and who reported them.
#[revision(id = "5d21c0f8a94", depends_on = [accounts::Accounts("a10c5e2f7b1")])]
fn upgrade(op: &mut Operations) {
    op.create_table("tickets", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("reporter_id", BigInt).references("users", "id").on_delete(Restrict);
        t.column("asked_as", Enum("user_role")).default("member");
        t.column("subject", Varchar(200));
        t.index(["reporter_id"]);
    });
}
