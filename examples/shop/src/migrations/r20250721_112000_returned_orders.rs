use migrate_core::prelude::*;

/// Orders may come back, and nobody offers in pounds any more.
#[revision(id = "4e1f9a6bd25", down = "9cc41e5f7a0")]
fn upgrade(op: &mut Operations) {
    op.add_enum_value("order_status", "returned").after("shipped");
    op.remove_enum_value("deal_currency", "GBP").map_to("EUR");
}
