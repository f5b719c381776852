//! A chain with two heads.

mod base;
mod left;
mod right;

migrate_core::chain!(pub(crate) Forked = "forked");
