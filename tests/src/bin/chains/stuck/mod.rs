//! A chain that cannot be undone.

mod only;

migrate_core::chain!(pub(crate) Stuck = "stuck");
