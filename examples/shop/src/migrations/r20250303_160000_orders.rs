use migrate_core::prelude::*;

/// Orders and what is in them.
#[revision(id = "5c7720d9e1fa", down = "b6e04f1298c")]
fn upgrade(op: &mut Operations) {
    op.create_enum("order_status", ["new", "paid", "shipped", "cancelled"]);
    op.create_table("orders", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("number", Varchar(20)).unique();
        t.column("account_id", BigInt).references("accounts", "id").on_delete(Restrict);
        t.column("deal_id", BigInt).references("deals", "id").on_delete(SetNull).nullable();
        t.column("status", Enum("order_status")).default("new");
        t.column("placed", TimestampTz).default(now());
        t.index("account_id");
        t.index("deal_id");
    });
    op.create_table("order_items", |t| {
        t.column("order_id", BigInt).references("orders", "id").on_delete(Cascade).primary_key();
        t.column("position", SmallInt).primary_key();
        t.column("product_id", BigInt).references("products", "id").on_delete(Restrict);
        t.column("quantity", Integer).default(1).check("quantity > 0");
        t.column("unit_price", Numeric(12, 2));
        t.index("product_id");
    });
}
