//! A chain that changes many rows.

mod first;
mod second;
mod third;

migrate_core::chain!(pub(crate) Backfilled = "backfilled");
