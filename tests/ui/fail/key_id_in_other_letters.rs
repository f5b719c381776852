mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(Id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
