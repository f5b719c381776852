//! A chain that waits in its middle until a test lets it go on.

mod first;
mod second;
mod third;

migrate_core::chain!(pub(crate) Gated = "gated");
