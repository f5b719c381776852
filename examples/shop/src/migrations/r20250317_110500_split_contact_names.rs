use migrate_core::prelude::*;

/// First and last names of contacts apart.
#[revision(id = "93fa6c41d0e", down = "5c7720d9e1fa")]
fn upgrade(op: &mut Operations) {
    op.add_column("contacts", "first_name", Varchar(80)).default("");
    op.add_column("contacts", "last_name", Varchar(80)).default("");
    op.drop_column("contacts", "full_name");
}
