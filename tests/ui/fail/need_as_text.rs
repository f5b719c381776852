//! `depends_on` with another chain before a colon, as the ledger has it, and with the other chain's id alone.

mod migrations {
    mod tickets {
        use migrate_core::prelude::*;

        /// Tickets.
        #[revision(id = "a1", depends_on = ["accounts:a10c5e2f7b1"])]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Desk = "desk");
}

mod bare {
    mod tickets {
        use migrate_core::prelude::*;

        /// Tickets.
        #[revision(id = "a1", depends_on = ["a10c5e2f7b1"])]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Bare = "bare");
}

fn main() {
    let _ = (migrations::Desk, bare::Bare);
}
