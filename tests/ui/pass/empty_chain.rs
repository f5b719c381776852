mod migrations {

    migrate_core::chain!(pub Shop = "shop");
}

fn main() {}
