#![expect(clippy::non_minimal_cfg, reason = "what is always there, and what never is")]

mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }
    #[cfg(all())]
    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a")]
        fn upgrade(_: &mut Operations) {}
    }
    #[cfg(any())]
    mod b_again {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a")]
        fn upgrade(_: &mut Operations) {}
    }
    mod c {
        use migrate_core::prelude::*;

        #[revision(id = "c", down = "b")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {
    migrate_core::__private::check_chain(<migrations::Shop as migrate_core::Chain>::DEFINITION);
}
