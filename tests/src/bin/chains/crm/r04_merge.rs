use migrate_core::prelude::*;

/// Deals and notes come together.
#[revision(id = "3f00aa", down = ["2d970929c35", "2e5b1c77aa0"])]
fn upgrade(_op: &mut Operations) {}
