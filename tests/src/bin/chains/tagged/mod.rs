//! A chain whose data step reads the tag of the run.

mod tenants;

migrate_core::chain!(pub Tagged = "tagged");
