mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(_: &mut Operations) {}
    }

    mod year {
        mod b {
            use migrate_core::prelude::*;

            #[revision(id = "b", down = "a", chain = super::super::Shop)]
            fn upgrade(_: &mut Operations) {}
        }
    }

    migrate_core::chain!(pub Shop = "shop");
}

mod elsewhere {
    use migrate_core::prelude::*;

    use crate::migrations::Shop;

    #[revision(id = "c", down = "b", chain = crate::migrations::Shop)]
    fn third(_: &mut Operations) {}

    #[revision(id = "d", down = "c", chain = Shop)]
    fn fourth(_: &mut Operations) {}
}

fn main() {
    migrate_core::__private::check_chain(<migrations::Shop as migrate_core::Chain>::DEFINITION);
}
