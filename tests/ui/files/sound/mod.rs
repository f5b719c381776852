#[path = "elsewhere/named.rs"]
mod by_path;
mod first;
mod folder;
#[cfg(any())]
mod left_out;

migrate_core::chain!(pub Shop = "shop");
