use migrate_core::prelude::*;

/// Calls, meetings and notes on a deal.
#[revision(id = "0a4d5e7c918", down = "e2b85d06f413", branch = "crm")]
fn upgrade(op: &mut Operations) {
    op.create_enum("activity_kind", ["call", "meeting", "note"]);
    op.create_table("activities", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
        t.column("user_id", BigInt).references("users", "id").on_delete(SetNull).nullable();
        t.column("kind", Enum("activity_kind"));
        t.column("body", Text);
        t.column("due_on", Date).nullable();
        t.column("starts_at", Time).nullable();
        t.column("done_at", TimestampTz).nullable();
        t.column("created_at", TimestampTz).default(now());
        t.index("deal_id");
        t.index("user_id");
    });
}
