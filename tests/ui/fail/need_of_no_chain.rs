//! `depends_on` with a type that the other crate does not have.

mod migrations {
    mod tickets {
        use migrate_core::prelude::*;

        /// Tickets.
        #[revision(id = "a1", depends_on = [accounts::Acounts("a10c5e2f7b1")])]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Desk = "desk");
}

fn main() {
    let _ = migrations::Desk;
}
