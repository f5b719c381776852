mod migrations {
    migrate_core::chain!(pub Shop = "shop");
}

type Pool = ();

#[migrate_core::test(migrations::Shop)]
async fn reads(_pool: Pool, _more: u8) {}

fn main() {}
