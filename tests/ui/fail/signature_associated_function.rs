mod migrations {
    mod a {
        use migrate_core::prelude::*;

        pub struct Users;

        impl Users {
            #[revision(id = "a")]
            fn upgrade(_: &mut Operations) {}
        }
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
