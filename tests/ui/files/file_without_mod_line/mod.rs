mod first;

migrate_core::chain!(pub Shop = "shop");
