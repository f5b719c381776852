mod migrations {
    mod a {
        use migrate_core::prelude::*;

        #[revision(id = "a")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("deals", "note", |c| {
                c.not_null().fill(migrate_core::fill_in!("what rows get that hold NULL in `note`"));
            });
        }
    }

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
