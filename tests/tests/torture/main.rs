//! Chains, names and keys that nobody should write, on the three databases: each goes up, down and up again through the
//! runner, or is refused before anything runs.

mod actions;
mod chain;
mod chains;
mod columns;
mod cut;
mod ledgers;
mod names;
mod refusals;
mod resumed;
mod rig;
mod values;
