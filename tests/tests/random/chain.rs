//! A chain whose revisions do what a test tells them to.

use std::cell::RefCell;
use std::rc::Rc;

use migrate_core::operation::Operations;

/// What records an operation.
pub(crate) type Step = Rc<dyn Fn(&mut Operations)>;

/// How many revisions there are.
pub(crate) const REVISIONS: usize = 12;

thread_local! {
    /// What the revisions do, from the first. The others do nothing.
    static REVISIONS_DO: RefCell<Vec<Vec<Step>>> = const { RefCell::new(Vec::new()) };
}

/// Says what the revisions do from now on, in runs of this thread.
pub(crate) fn set(revisions: &[Vec<Step>]) {
    REVISIONS_DO.replace(revisions.to_vec());
}

/// The id of the revision behind so many others; `base` is before the first.
pub(crate) fn id(behind: usize) -> String {
    if behind == 0 { "base".to_owned() } else { format!("s{behind:02}") }
}

fn play(at: usize, op: &mut Operations) {
    let steps = REVISIONS_DO.with_borrow(|revisions| revisions.get(at - 1).cloned());
    steps.into_iter().flatten().for_each(|step| step(op));
}

mod revisions {
    mod s01 {
        use migrate_core::prelude::*;

        #[revision(id = "s01")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(1, op);
        }
    }

    mod s02 {
        use migrate_core::prelude::*;

        #[revision(id = "s02", down = "s01")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(2, op);
        }
    }

    mod s03 {
        use migrate_core::prelude::*;

        #[revision(id = "s03", down = "s02")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(3, op);
        }
    }

    mod s04 {
        use migrate_core::prelude::*;

        #[revision(id = "s04", down = "s03")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(4, op);
        }
    }

    mod s05 {
        use migrate_core::prelude::*;

        #[revision(id = "s05", down = "s04")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(5, op);
        }
    }

    mod s06 {
        use migrate_core::prelude::*;

        #[revision(id = "s06", down = "s05")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(6, op);
        }
    }

    mod s07 {
        use migrate_core::prelude::*;

        #[revision(id = "s07", down = "s06")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(7, op);
        }
    }

    mod s08 {
        use migrate_core::prelude::*;

        #[revision(id = "s08", down = "s07")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(8, op);
        }
    }

    mod s09 {
        use migrate_core::prelude::*;

        #[revision(id = "s09", down = "s08")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(9, op);
        }
    }

    mod s10 {
        use migrate_core::prelude::*;

        #[revision(id = "s10", down = "s09")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(10, op);
        }
    }

    mod s11 {
        use migrate_core::prelude::*;

        #[revision(id = "s11", down = "s10")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(11, op);
        }
    }

    mod s12 {
        use migrate_core::prelude::*;

        #[revision(id = "s12", down = "s11")]
        fn upgrade(op: &mut Operations) {
            crate::chain::play(12, op);
        }
    }

    migrate_core::chain!(pub(crate) Random = "random");
}

pub(crate) use revisions::Random;
