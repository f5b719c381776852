use migrate_core::prelude::*;

/// Addresses, and where an order goes.
#[revision(id = "d5310fe8a72", down = "c18fb3329de")]
fn upgrade(op: &mut Operations) {
    op.create_table("addresses", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("company_id", BigInt).references("companies", "id").on_delete(Cascade);
        t.column("street", Varchar(200));
        t.column("city", Varchar(120));
        t.column("postal_code", Varchar(12)).nullable();
        t.column("country_code", Char(2)).references("countries", "code").on_delete(Restrict);
        t.index("company_id");
        t.index("country_code");
    });
    op.add_column("orders", "address_id", BigInt).nullable();
    op.add_column("orders", "shipping_cost", Numeric(8, 2)).default("0.00");
}
