mod migrations {
    migrate_core::chain!(pub Shop = "shop");
}

type Pool = ();

#[migrate_core::test(migrations::Shop)]
fn reads(_pool: Pool) {}

fn main() {}
