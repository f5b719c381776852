#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unused, unused_qualifications)]
#![deny(rust_2018_idioms, single_use_lifetimes, nonstandard_style, trivial_casts, unnameable_types)]
#![forbid(unsafe_code)]
//! Nothing that the macros write breaks a lint of the user's crate.

/// The migrations.
pub mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a", downgrade = undo)]
        fn upgrade(_: &mut Operations) {}

        fn undo(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
