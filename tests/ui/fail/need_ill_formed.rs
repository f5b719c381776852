//! `depends_on` with another chain's revision written in other ways, and named twice.

mod migrations {
    mod tickets {
        use migrate_core::prelude::*;

        /// Tickets.
        #[revision(id = "a1", depends_on = [accounts::Accounts["a10c5e2f7b1"]])]
        fn upgrade(_op: &mut Operations) {}
    }

    mod queues {
        use migrate_core::prelude::*;

        /// Queues.
        #[revision(id = "a2", down = "a1", depends_on = [accounts::Accounts("a"), accounts::Accounts("a")])]
        fn upgrade(_op: &mut Operations) {}
    }

    mod notes {
        use migrate_core::prelude::*;

        /// Notes.
        #[revision(id = "a3", down = accounts::Accounts("a10c5e2f7b1"))]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Desk = "desk");
}

fn main() {
    let _ = migrations::Desk;
}
