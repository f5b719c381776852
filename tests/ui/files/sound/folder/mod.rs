use migrate_core::prelude::*;

/// The second.
#[revision(id = "second", down = "first")]
fn upgrade(_: &mut Operations) {}
