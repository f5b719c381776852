//! `depends_on` with a crate that is no dependency.

mod migrations {
    mod tickets {
        use migrate_core::prelude::*;

        /// Tickets.
        #[revision(id = "a1", depends_on = [billing::Billing("a10c5e2f7b1")])]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Desk = "desk");
}

fn main() {
    let _ = migrations::Desk;
}
