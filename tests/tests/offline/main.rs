//! Scripts for the databases' own shells: they leave what a run leaves, also where they fail, are run twice, or are killed.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod chains;
mod planted;
mod state;
mod twice;
