//! Revisions of another crate's chain and of another chain of this one, in every way to name them.
#![deny(missing_docs)]

mod people {
    mod first {
        use migrate_core::prelude::*;

        /// People.
        #[revision(id = "p.1")]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub(crate) People = "people");
}

mod migrations {
    mod one {
        use migrate_core::prelude::*;

        /// One alone, without brackets.
        #[revision(id = "a1", depends_on = accounts::Accounts("a10c5e2f7b1"))]
        fn upgrade(_op: &mut Operations) {}
    }

    mod two {
        use accounts::Accounts as Users;
        use migrate_core::prelude::*;

        /// Beside one of the chain itself, and under other names.
        #[revision(id = "a2", branch = "x", depends_on = ["a1", Users("c47b90d1e36"), ::accounts::Accounts("e82f6a40b57"), crate::people::People("p.1")])]
        fn upgrade(_op: &mut Operations) {}
    }

    migrate_core::chain!(pub Desk = "desk");
}

fn main() {
    let graph = migrate_core::run::graph(migrations::Desk).unwrap();
    let node = graph.find("a2").unwrap();
    assert_eq!(
        graph.dependencies(node),
        ["a1", "accounts:c47b90d1e36", "accounts:e82f6a40b57", "people:p.1"]
    );
    let below = graph.below().iter().map(|below| below.chain()).collect::<Vec<_>>();
    assert_eq!(below, ["accounts", "people"]);
    let linked = migrate_core::run::ChainSet::linked();
    assert_eq!(linked.names(), ["accounts", "desk", "people"]);
}
