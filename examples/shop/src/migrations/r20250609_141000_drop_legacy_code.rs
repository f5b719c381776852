use migrate_core::prelude::*;

/// Drop the codes of the system before this one; nobody has asked for one in a year.
#[revision(id = "48d1f7e205b", down = "a90b34de71c", downgrade = undo)]
fn upgrade(op: &mut Operations) {
    op.drop_column("products", "legacy_code");
    op.drop_column("companies", "website");
}

/// The derived downgrade would bring the columns back empty. The codes were the beginnings of our own numbers.
fn undo(op: &mut Operations) {
    op.add_column("companies", "website", Varchar(255)).nullable();
    op.add_column("products", "legacy_code", Varchar(20)).nullable();
    let products = op.prefixed("products");
    op.sql(format!("UPDATE {products} SET legacy_code = SUBSTR(sku, 1, 20)"));
}
