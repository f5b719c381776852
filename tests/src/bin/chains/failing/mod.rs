//! A chain whose second revision fails in its middle.

mod first;
mod second;

migrate_core::chain!(pub(crate) Failing = "failing");
