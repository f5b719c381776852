use migrate_core::prelude::*;

/// Adding Offer model for managing deals.
#[revision(id = "2d970929c35", down = "1d90e47ab35")]
fn upgrade(op: &mut Operations) {
    op.create_enum("deal_currency", ["USD", "EUR", "AED", "GBP"]);
    op.create_table("offers", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
        t.column("price", Numeric(10, 2)).default(0);
        t.column("currency", Enum("deal_currency")).default("EUR");
        t.column("valid_until", Date).nullable();
        t.column("note", Text).nullable();
        t.check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0")).name("ck_offers_price_positive");
        t.index("deal_id");
    });
}
