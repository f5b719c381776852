use migrate_core::prelude::*;

/// Accounts are called companies, as everybody says.
#[revision(id = "e2b85d06f413", down = "93fa6c41d0e")]
fn upgrade(op: &mut Operations) {
    op.rename_table("accounts", "companies");
    op.rename_column("contacts", "account_id", "company_id");
    op.rename_column("deals", "account_id", "company_id");
    op.rename_column("orders", "account_id", "company_id");
    op.rename_column("deals", "value", "amount");
    op.rename_column("orders", "placed", "placed_at");
}
