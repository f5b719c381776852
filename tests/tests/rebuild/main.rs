//! SQLite's tables made anew: what is asked for changes, and nothing else does.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod conversions;
mod everything;
mod joined;
mod keys;
mod killed;
mod memory;
mod rows;
mod users;

use migrate_tests::sqlite::{assert_clean, master};
