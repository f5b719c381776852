mod migrations {
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

    mod c {
        use migrate_core::prelude::*;

        #[revision(id = "c", down = "a", branch = "left")]
        fn upgrade(_: &mut Operations) {}
    }

    mod d {
        use migrate_core::prelude::*;

        #[revision(id = "d", down = "c")]
        fn upgrade(_: &mut Operations) {}
    }

    mod e {
        use migrate_core::prelude::*;

        #[revision(id = "e", down = ["b", "d"])]
        fn upgrade(_: &mut Operations) {}
    }

    mod f {
        use migrate_core::prelude::*;

        #[revision(id = "f", down = "e")]
        fn upgrade(_: &mut Operations) {}
    }

    mod g {
        use migrate_core::prelude::*;

        #[revision(id = "g", branch = "second-root", depends_on = ["b"])]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
