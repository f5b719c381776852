//! A chain with a fork that is merged again, and something that loses data.

mod r01_initial;
mod r02_deals;
mod r03_notes;
mod r04_merge;
mod r05_no_emails;

migrate_core::chain!(pub(crate) Crm = "crm");
