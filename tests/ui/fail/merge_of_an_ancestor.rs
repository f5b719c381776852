mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(id = "b", down = "a", branch = "left")]
        fn upgrade(_: &mut Operations) {}
    }

    mod c {
        use migrate_core::prelude::*;

        #[revision(id = "c", down = "b")]
        fn upgrade(_: &mut Operations) {}
    }

    mod d {
        use migrate_core::prelude::*;

        #[revision(id = "d", down = ["a", "c"])]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
