//! Schemas, sequences, views, functions and triggers on the databases that have them, over tables with rows: each chain
//! goes up, down and up again through the runner.
#![expect(clippy::panic, reason = "a test fails by a panic")]

mod alembic;
mod attributes;
mod chain;
mod code;
mod collations;
mod compounds;
mod creations;
mod drift;
mod edits;
mod key_types;
mod moves;
mod needed;
mod options;
mod prefixed;
mod privileges;
mod refused;
mod rig;
mod rows;
mod schemas;
mod sequences;
mod swaps;
mod views;
