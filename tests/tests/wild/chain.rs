//! A chain of one revision, which does what a test tells it to.

use std::cell::RefCell;

use migrate_core::operation::{Operation, Operations};

thread_local! {
    static DOES: RefCell<Vec<Operation>> = const { RefCell::new(Vec::new()) };
}

/// Says what the revision does from now on, in runs of this thread.
pub(crate) fn set(operations: &[Operation]) {
    DOES.replace(operations.to_vec());
}

fn play(op: &mut Operations) {
    for operation in DOES.with_borrow(Clone::clone) {
        op.add(operation);
    }
}

mod revisions {
    mod first {
        use migrate_core::prelude::*;

        #[revision(id = "first")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(op);
        }
    }

    migrate_core::chain!(pub(crate) Wild = "wild");
}

pub(crate) use revisions::Wild;
