//! A chain whose two revisions do what a test tells them to.

use std::cell::Cell;

use migrate_core::operation::Operations;

/// What a revision does.
pub(crate) type Record = fn(&mut Operations);

thread_local! {
    static REVISIONS: Cell<[Record; 2]> = const { Cell::new([|_| {}, |_| {}]) };
}

/// Says what the revisions do from now on, in runs of this thread.
pub(crate) fn set(revisions: [Record; 2]) {
    REVISIONS.set(revisions);
}

mod revisions {
    mod first {
        use migrate_core::prelude::*;

        #[revision(id = "first")]
        fn upgrade(op: &mut Operations) {
            crate::chain::REVISIONS.get()[0](op);
        }
    }

    mod second {
        use migrate_core::prelude::*;

        #[revision(id = "second", down = "first")]
        fn upgrade(op: &mut Operations) {
            crate::chain::REVISIONS.get()[1](op);
        }
    }

    migrate_core::chain!(pub(crate) Objects = "objects");
}

pub(crate) use revisions::Objects;
