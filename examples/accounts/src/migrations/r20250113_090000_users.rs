use migrate_core::prelude::*;

/// Users.
#[revision(id = "a10c5e2f7b1")]
fn upgrade(op: &mut Operations) {
    op.create_enum("user_role", ["member", "admin"]);
    op.create_table("users", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("email", Varchar(254)).unique();
        t.column("role", Enum("user_role")).default("member");
    });
}
