//! Tickets, reported by the users of another crate.

mod migrations;

pub use migrations::Helpdesk;
