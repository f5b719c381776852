use migrate_core::prelude::*;

/// Indexes for the lists that people look at all day.
#[revision(id = "3e5d6a90f28", down = "fa8027c6b5d")]
fn upgrade(op: &mut Operations) {
    op.create_index("orders", [asc("company_id"), desc("placed_at")]);
    // The one above serves the foreign key as well. It was named when companies were accounts.
    op.drop_index("orders", "ix_orders_account_id");
    op.create_index("deals", [asc("stage"), desc("created_at")]).name("ix_deals_newest");
    op.create_index("contacts", ["company_id", "email"]).unique();
    // MariaDB has no partial indexes; there the whole table is in it.
    op.on([Postgres, Sqlite], |op| {
        op.create_index("activities", "due_on").predicate("done_at IS NULL").name("ix_activities_open");
    });
    op.on(MySql, |op| {
        op.create_index("activities", ["due_on", "done_at"]).name("ix_activities_open");
    });
}
