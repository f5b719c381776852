//! A chain with two heads, of which one depends on the other.

mod trunk {
    use migrate_core::prelude::*;

    /// Ships.
    #[revision(id = "aa01")]
    fn upgrade(op: &mut Operations) {
        op.create_table("ships", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod crew {
    use migrate_core::prelude::*;

    /// Sailors.
    #[revision(id = "cc01", down = "aa01", branch = "crew")]
    fn upgrade(op: &mut Operations) {
        op.create_table("sailors", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

mod cargo {
    use migrate_core::prelude::*;

    /// Crates, and who counts them.
    #[revision(id = "dd01", down = "aa01", branch = "cargo", depends_on = ["cc01"])]
    fn upgrade(op: &mut Operations) {
        op.create_table("crates", |t| {
            t.column("id", BigInt).primary_key();
        });
    }
}

migrate_core::chain!(pub(crate) Leaning = "leaning");
