use migrate_core::prelude::*;

mod a {
    use migrate_core::prelude::*;

    #[revision(id = "a")]
    fn upgrade(_: &mut Operations) {}
}

/// Beside the chain.
#[revision(id = "b", down = "a")]
fn upgrade(_: &mut Operations) {}

migrate_core::chain!(Shop = "shop");

fn main() {
    migrate_core::__private::check_chain(<Shop as migrate_core::Chain>::DEFINITION);
}
