//! `depends_on` with an id that the other crate's chain does not have.

mod migrations {
    mod tickets {
        use migrate_core::prelude::*;

        /// Tickets.
        #[revision(id = "a1", depends_on = [accounts::Accounts("a10c5e2f7b1"), accounts::Accounts("a10c5e2f7b2")])]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Desk = "desk");
}

fn main() {
    let _ = migrations::Desk;
}
