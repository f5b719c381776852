//! `depends_on` with the type of the chain itself.

mod migrations {
    mod tickets {
        use migrate_core::prelude::*;

        /// Tickets.
        #[revision(id = "a1")]
        fn upgrade(_op: &mut Operations) {}
    }

    mod queues {
        use migrate_core::prelude::*;

        /// Queues.
        #[revision(id = "a2", down = "a1", depends_on = [crate::migrations::Desk("a1")])]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Desk = "desk");
}

fn main() {
    let _ = migrations::Desk;
}
