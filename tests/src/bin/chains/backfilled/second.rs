use migrate_core::prelude::*;

/// Addresses without capitals.
#[revision(id = "second", down = "first")]
fn upgrade(op: &mut Operations) {
    op.add_column("users", "email_lower", Varchar(100)).nullable();
    op.backfill("users")
        .set("email_lower", expr("lower(email)"))
        .matching("email_lower", None::<&str>)
        .batch_size(500);
    op.alter_column("users", "email_lower", |c| {
        c.not_null();
    });
}
