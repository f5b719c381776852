use migrate_core::prelude::*;

/// Another third.
#[revision(id = "third", down = "second")]
fn upgrade(_: &mut Operations) {}
