//! Tickets, reported by the users of another crate.

mod migrations;
mod models;

pub use migrations::Helpdesk;
pub use models::{Queue, Ticket};
