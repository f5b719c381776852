macro_rules! revision_on_a {
    ($id:literal) => {
        #[migrate_core::revision(id = $id, down = "a")]
        fn upgrade(_: &mut migrate_core::operation::Operations) {}
    };
}

mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    mod b {
        revision_on_a!("b");
    }

    mod c {
        revision_on_a!("c");
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
