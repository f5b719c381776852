use migrate_core::prelude::*;

/// The queue of each team.
#[revision(id = "7b3e94d2c60", down = "5d21c0f8a94", depends_on = [accounts::Accounts("c47b90d1e36")])]
fn upgrade(op: &mut Operations) {
    op.create_table("queues", |t| {
        t.column("team_id", BigInt).primary_key().references("teams", "id").on_delete(Cascade);
        t.column("open_until", Time).nullable();
    });
    let (tickets, users) = (op.prefixed("tickets"), op.prefixed("users"));
    op.create_view(
        "tickets_of_teams",
        format!(
            "SELECT u.team_id, count(*) AS tickets \
             FROM {tickets} AS t JOIN {users} AS u ON u.id = t.reporter_id GROUP BY u.team_id"
        ),
    );
}
