use migrate_core::prelude::*;

/// The third.
#[revision(id = "third", down = "second")]
fn upgrade(_: &mut Operations) {}
