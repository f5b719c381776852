use migrate_core::prelude::*;

/// Initial schema: users, accounts, the people there, and deals.
#[revision(id = "8f3a1c20b7d4")]
fn upgrade(op: &mut Operations) {
    op.create_table("users", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("email", Varchar(255)).unique();
        t.column("name", Varchar(120));
        t.column("is_active", Boolean).default(true);
        t.column("created_at", TimestampTz).default(now());
    });
    op.create_table("accounts", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(200));
        t.column("website", Varchar(255)).nullable();
        t.column("owner_id", BigInt).references("users", "id").on_delete(SetNull).nullable();
        t.column("created_at", TimestampTz).default(now());
        t.unique("name");
        t.index("owner_id");
    });
    op.create_table("contacts", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("account_id", BigInt).references("accounts", "id").on_delete(Cascade);
        t.column("full_name", Varchar(160)).default("");
        t.column("email", Varchar(255)).nullable();
        t.column("phone", Varchar(40)).nullable();
        t.index("account_id");
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("account_id", BigInt).references("accounts", "id").on_delete(Cascade);
        t.column("contact_id", BigInt).references("contacts", "id").on_delete(SetNull).nullable();
        t.column("title", Varchar(200));
        t.column("stage", Varchar(20)).default("open").check("stage IN ('open', 'won', 'lost')");
        t.column("value", Numeric(12, 2)).default(0);
        t.column("created_at", TimestampTz).default(now());
        t.column("closed_at", TimestampTz).nullable();
        t.index(["account_id", "stage"]);
        t.index("contact_id");
    });
}
