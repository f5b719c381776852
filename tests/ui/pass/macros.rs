macro_rules! revision_on {
    ($id:literal, $down:literal) => {
        #[migrate_core::revision(id = $id, down = $down)]
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
        revision_on!("b", "a");
    }

    mod c {
        revision_on!("c", "b");
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {
    migrate_core::__private::check_chain(<migrations::Shop as migrate_core::Chain>::DEFINITION);
}
