//! The revisions, one `mod` line each, and the chain that they make.

mod r20260101_090000_initial;

migrate_core::chain!(pub Notes = "notes");
