mod migrations {
    migrate_core::chain!(pub Shop = "shop");
}

type Pool = ();

#[migrate_core::test(migrations::Shop)]
struct Reads;

fn main() {}
