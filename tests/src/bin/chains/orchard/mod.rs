//! A chain with two bases, a fork in a branch, and a revision that depends on one of another branch.

mod trunk {
    use migrate_core::prelude::*;

    /// Trees.
    #[revision(id = "1a00")]
    fn upgrade(op: &mut Operations) {
        op.create_table("trees", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod left_1 {
    use migrate_core::prelude::*;

    /// Apples.
    #[revision(id = "2a01", down = "1a00", branch = "left")]
    fn upgrade(op: &mut Operations) {
        op.create_table("apples", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod left_2 {
    use migrate_core::prelude::*;

    /// Pears.
    #[revision(id = "2a02", down = "2a01")]
    fn upgrade(op: &mut Operations) {
        op.create_table("pears", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod left_3 {
    use migrate_core::prelude::*;

    /// Plums.
    #[revision(id = "2a03", down = "2a02")]
    fn upgrade(op: &mut Operations) {
        op.create_table("plums", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod sub_1 {
    use migrate_core::prelude::*;

    /// Quinces.
    #[revision(id = "2b01", down = "2a02", branch = "sub-2")]
    fn upgrade(op: &mut Operations) {
        op.create_table("quinces", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod right_1 {
    use migrate_core::prelude::*;

    /// Roses.
    #[revision(id = "3a01", down = "1a00", branch = "right")]
    fn upgrade(op: &mut Operations) {
        op.create_table("roses", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod net_1 {
    use migrate_core::prelude::*;

    /// Water.
    #[revision(id = "4a01", branch = "net")]
    fn upgrade(op: &mut Operations) {
        op.create_table("water", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod net_2 {
    use migrate_core::prelude::*;

    /// Water for the pears.
    #[revision(id = "4a02", down = "4a01", depends_on = ["2a02"])]
    fn upgrade(op: &mut Operations) {
        op.create_table("hoses", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

migrate_core::chain!(pub(crate) Orchard = "orchard");
