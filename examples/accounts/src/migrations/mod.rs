//! The revisions, one `mod` line each, and the chain that they make.

mod r20250113_090000_users;
mod r20250310_140000_teams;
mod r20250602_110000_names;

migrate_core::chain!(pub Accounts = "accounts");
