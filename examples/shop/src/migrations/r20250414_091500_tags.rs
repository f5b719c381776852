use migrate_core::prelude::*;

/// Tags, and the deals that have them.
#[revision(id = "74c2ae901b6", down = "0a4d5e7c918")]
fn upgrade(op: &mut Operations) {
    op.create_table("tags", |t| {
        t.column("id", Integer).primary_key();
        t.column("name", Varchar(40)).unique();
        t.column("color", Char(7)).default("#888888");
    });
    op.create_table("deal_tags", |t| {
        t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
        t.column("tag_id", Integer).references("tags", "id").on_delete(Cascade);
        t.primary_key(["deal_id", "tag_id"]);
        t.index("tag_id");
    });
    op.insert(
        "tags",
        ["id", "name", "color"],
        [(1, "key account", "#d4a017"), (2, "renewal", "#2e8b57"), (3, "at risk", "#b22222")],
    );
}
