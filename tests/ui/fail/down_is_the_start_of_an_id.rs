mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "2d970929c35")]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "2d9709")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
