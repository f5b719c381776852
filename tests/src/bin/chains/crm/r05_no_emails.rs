use migrate_core::prelude::*;

/// Addresses stand in the notes now.
#[revision(id = "4c4c4c", down = "3f00aa", depends_on = ["2e5b1c77aa0"])]
fn upgrade(op: &mut Operations) {
    op.drop_column("accounts", "email");
    op.sql("UPDATE notes SET text = trim(text)").reverse("UPDATE notes SET text = text -- nothing to undo");
}
