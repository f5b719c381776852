use migrate_core::prelude::*;

/// Teams, and who is in which.
#[revision(id = "c47b90d1e36", down = "a10c5e2f7b1")]
fn upgrade(op: &mut Operations) {
    op.create_table("teams", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(80)).unique();
    });
    op.add_column("users", "team_id", BigInt).nullable().references("teams", "id").on_delete(SetNull);
}
