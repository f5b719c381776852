mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a", downgrade = undo)]
        fn upgrade(_: &mut Operations) {}

        fn undo(_: &Operations) {}
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
