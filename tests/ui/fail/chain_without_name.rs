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

    migrate_core::chain!(pub Shop);
}

use migrations::Shop;

fn main() {
    let _ = Shop;
}
