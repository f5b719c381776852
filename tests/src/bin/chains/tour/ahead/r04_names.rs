use migrate_core::prelude::*;

/// Names are split, by code that is gone one day.
#[revision(id = "b3", down = "b2")]
fn upgrade(op: &mut Operations) {
    op.data_step("split names", async |_: &mut Connection| Ok::<_, DataError>(()))
        .reverse(async |_: &mut Connection| Ok::<_, DataError>(()));
}
