//! A chain of three revisions: the tables, what an example finds beside it, and the example.

use std::cell::Cell;

use migrate_core::operation::Operations;
use migrate_tests::catalogue::Example;

type Record = fn(&mut Operations);

thread_local! {
    static RECORDS: Cell<[Record; 3]> = const { Cell::new([|_| {}, |_| {}, |_| {}]) };
}

/// Says which example the chain is about from now on, in runs of this thread.
pub(crate) fn set(example: &Example) {
    let before = example.before.map_or::<Record, _>(|_| {}, |code| code.record);
    RECORDS.set([example.base.record, before, example.code.record]);
}

mod revisions {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "shop")]
        fn upgrade(op: &mut Operations) {
            crate::chain::RECORDS.get()[0](op);
        }
    }

    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "before", down = "shop")]
        fn upgrade(op: &mut Operations) {
            crate::chain::RECORDS.get()[1](op);
        }
    }

    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "example", down = "before")]
        fn upgrade(op: &mut Operations) {
            crate::chain::RECORDS.get()[2](op);
        }
    }

    migrate_core::chain!(pub(crate) Examples = "examples");
}

pub(crate) use revisions::Examples;
