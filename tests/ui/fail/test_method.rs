mod migrations {
    migrate_core::chain!(pub Shop = "shop");
}

struct Shelf;

impl Shelf {
    #[migrate_core::test(migrations::Shop)]
    async fn reads(&self) {}
}

fn main() {}
