//! The program that went ahead.

mod r01_accounts;
mod r02_prices;
mod r03_stages;
mod r04_names;

migrate_core::chain!(pub(crate) Ahead = "tour");
