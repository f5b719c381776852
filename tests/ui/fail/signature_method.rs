mod migrations {
    mod a {
        use migrate_core::prelude::*;

        struct A;

        impl A {
            #[revision(id = "a")]
            fn upgrade(&self) {}
        }
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
