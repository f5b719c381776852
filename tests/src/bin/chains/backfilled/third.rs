use std::time::Duration;

use migrate_core::prelude::*;

/// Everybody logs in.
#[revision(id = "third", down = "second")]
fn upgrade(op: &mut Operations) {
    op.backfill("users")
        .set("logins", expr("logins + 1"))
        .predicate("id % 3 > 0")
        .restore_with("logins", expr("logins - 1"))
        .batch_size(100)
        .at_most(100)
        .pause(Duration::from_millis(20));
}
