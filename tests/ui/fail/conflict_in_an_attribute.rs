mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        use migrate_core::prelude::*;

        #[revision(
            id = "b",
<<<<<<< HEAD
            down = "a",
=======
            down = "c",
>>>>>>> theirs
        )]
        fn upgrade(_: &mut Operations) {}
    }

    mod d {
        use migrate_core::prelude::*;

        #[revision(id = "d", down = "b")]
        fn upgrade(_: &mut Operations) {}
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
