mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        fn outer() {
            use migrate_core::prelude::*;

            #[revision(id = "b", down = "a")]
            fn upgrade(_: &mut Operations) {}
        }
    }

    mod c {
        use migrate_core::prelude::*;

        #[revision(id = "c", down = "b")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
