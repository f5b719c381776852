mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        use migrate_core::operation::Operations;
        use migrate_core::revision as step;

        #[step(id = "b", down = "nowhere")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
