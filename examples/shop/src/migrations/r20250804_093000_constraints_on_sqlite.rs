use migrate_core::prelude::*;

/// The same constraints on SQLite, whose tables are made anew for them.
#[revision(id = "a6d02b7c4f8", down = "4e1f9a6bd25")]
fn upgrade(op: &mut Operations) {
    op.on(Sqlite, |op| {
        op.add_foreign_key("orders", "address_id", "addresses", "id").on_delete(SetNull);
        op.add_check("orders", "CAST(shipping_cost AS REAL) >= 0").name("ck_orders_shipping_cost");
        op.add_unique("addresses", ["company_id", "street", "postal_code"]);
    });
}
