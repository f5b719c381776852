//! Users and teams, as a crate that applications depend on: its tables come with it, by a chain of its own.

mod migrations;
mod models;

pub use migrations::Accounts;
pub use models::{Team, User, UserRole};
