mod first;
mod first_copy;
mod second;

migrate_core::chain!(pub Shop = "shop");
