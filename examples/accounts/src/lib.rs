//! Users and teams, as a crate that applications depend on: its tables come with it, by a chain of its own.

mod migrations;

pub use migrations::Accounts;
