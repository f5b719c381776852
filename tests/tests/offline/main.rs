//! Scripts for the databases' own shells: they leave what a run leaves, also where they fail, are run twice, or are killed.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod catalogue;
#[path = "../catalogue/chain.rs"]
mod chain;
mod chains;
mod cut;
mod planted;
#[path = "../catalogue/rows.rs"]
mod rows;
mod special;
mod state;
mod twice;
