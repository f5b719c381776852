mod shop {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }
    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

mod stock {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }
    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub(crate) Stock = "stock");
}

fn main() {
    assert_ne!(
        <shop::Shop as migrate_core::Chain>::DEFINITION.identity,
        <stock::Stock as migrate_core::Chain>::DEFINITION.identity
    );
    migrate_core::__private::check_chain(<shop::Shop as migrate_core::Chain>::DEFINITION);
    migrate_core::__private::check_chain(<stock::Stock as migrate_core::Chain>::DEFINITION);
}
