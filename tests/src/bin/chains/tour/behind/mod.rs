//! Another branch.

mod r01_accounts;
mod r02_notes;

migrate_core::chain!(pub(crate) Behind = "tour");
