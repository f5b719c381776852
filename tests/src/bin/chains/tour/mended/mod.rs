//! The program from whose middle a revision was deleted.

mod r01_accounts;
mod r03_stages;

migrate_core::chain!(pub(crate) Mended = "tour");
