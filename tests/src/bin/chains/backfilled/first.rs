use migrate_core::prelude::*;

/// Users.
#[revision(id = "first")]
fn upgrade(op: &mut Operations) {
    op.create_table("users", |t| {
        t.column("id", Integer).primary_key();
        t.column("email", Varchar(100));
        t.column("logins", Integer);
    });
    let users = (1..=1_234).map(|id| (id, format!("User{id}@Example.org"), id % 7));
    op.insert("users", ["id", "email", "logins"], users.collect::<Vec<_>>());
}
