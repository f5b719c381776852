use migrate_core::prelude::*;

/// Constraints that were forgotten, on the databases that can have them later.
#[revision(id = "9cc41e5f7a0", down = "b07e92c4d16a")]
fn upgrade(op: &mut Operations) {
    op.on([Postgres, MySql], |op| {
        op.add_foreign_key("orders", "address_id", "addresses", "id").on_delete(SetNull);
        op.add_check("orders", "shipping_cost >= 0").name("ck_orders_shipping_cost");
        op.add_unique("addresses", ["company_id", "street", "postal_code"]);
    });
}
