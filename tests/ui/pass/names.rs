//! The attribute, the chain and the functions may have any name.

mod migrations {
    pub use migrate_core::revision as migration;

    mod a {
        use migrate_core::operation::Operations;
        use migrate_core::revision as step;

        #[step(id = "a", downgrade = r#loop)]
        fn r#type(_: &mut Operations) {}

        fn r#loop(_: &mut Operations) {}
    }

    #[rustfmt::skip]
    mod b {
        #[::migrate_core::revision(id = "b", down = "a",)]
        pub(crate) fn first(_: &mut ::migrate_core::operation::Operations) {}
    }

    mod c {
        #[super::migration(id = "c", down = "b")]
        fn upgrade(_: &mut ::migrate_core::operation::Operations) {}
    }

    #[allow(dead_code, non_camel_case_types)]
    struct str;

    migrate_core::chain!(pub Option = "shop",);
}

fn main() {
    migrate_core::__private::check_chain(<migrations::Option as migrate_core::Chain>::DEFINITION);
}
