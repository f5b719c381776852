//! A chain whose revisions do what a test tells them to.

use std::cell::RefCell;
use std::rc::Rc;

use migrate_core::operation::Operations;

/// What a revision does.
pub(crate) type Record = Rc<dyn Fn(&mut Operations)>;

thread_local! {
    /// What the revisions do, from the first. The others do nothing.
    static REVISIONS: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
}

/// Says what the revisions do from now on, in runs of this thread.
pub(crate) fn set(revisions: &[Record]) {
    REVISIONS.replace(revisions.to_vec());
}

fn play(at: usize, op: &mut Operations) {
    let record = REVISIONS.with_borrow(|revisions| revisions.get(at).cloned());
    if let Some(record) = record {
        record(op);
    }
}

mod revisions {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(0, op);
        }
    }

    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(1, op);
        }
    }

    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(2, op);
        }
    }

    mod r4 {
        use migrate_core::prelude::*;

        #[revision(id = "r4", down = "r3")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(3, op);
        }
    }

    migrate_core::chain!(pub(crate) Torture = "torture");
}

pub(crate) use revisions::Torture;
