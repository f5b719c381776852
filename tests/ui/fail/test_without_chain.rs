mod migrations {
    migrate_core::chain!(pub Shop = "shop");
}

type Pool = ();

#[migrate_core::test]
async fn reads(_pool: Pool) {}

fn main() {}
