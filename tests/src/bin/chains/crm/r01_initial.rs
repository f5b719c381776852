use migrate_core::prelude::*;

/// Accounts.
///
/// Every account is a customer's,
/// and a customer may have several.
#[revision(id = "1975ea83b712")]
fn upgrade(op: &mut Operations) {
    op.create_table("accounts", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(100));
        t.column("email", Varchar(100)).nullable();
    });
    op.create_index("accounts", ["name"]);
}
