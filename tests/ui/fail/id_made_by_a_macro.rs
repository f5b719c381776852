mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = concat!("a", "b"))]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "ab")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
