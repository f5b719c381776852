use migrate_core::prelude::*;

/// The first.
#[revision(id = "first")]
fn upgrade(_: &mut Operations) {}
