use migrate_core::prelude::*;

/// Products.
#[revision(id = "b6e04f1298c", down = "2d970929c35")]
fn upgrade(op: &mut Operations) {
    op.create_table("products", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("sku", Varchar(40)).unique();
        t.column("name", Varchar(200));
        t.column("description", Text).nullable();
        t.column("price", Numeric(12, 2)).check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"));
        t.column("currency_code", Char(3)).references("currencies", "code").on_delete(Restrict);
        t.column("weight_grams", Integer).nullable();
        t.column("legacy_code", Varchar(20)).nullable();
        t.column("is_listed", Boolean).default(true);
        t.index("currency_code");
    });
}
