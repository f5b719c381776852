//! The revisions, one `mod` line each, and the chain that they make.

mod r20250120_100000_tickets;
mod r20250317_093000_queues;

migrate_core::chain!(pub Helpdesk = "helpdesk");
