use migrate_core::prelude::*;

/// Payments, with what the provider answered.
#[revision(id = "c18fb3329de", down = "e2b85d06f413", branch = "checkout")]
fn upgrade(op: &mut Operations) {
    op.create_enum("payment_method", ["card", "transfer", "cash on delivery"]);
    op.create_table("payments", |t| {
        t.column("id", Uuid).primary_key();
        t.column("order_id", BigInt).references("orders", "id").on_delete(Cascade);
        t.column("method", Enum("payment_method")).default("card");
        t.column("amount", Numeric(12, 2));
        t.column("answer", Jsonb).nullable();
        t.column("receipt", Bytes).nullable();
        t.column("paid_at", TimestampTz).default(now());
        t.index("order_id");
    });
}
