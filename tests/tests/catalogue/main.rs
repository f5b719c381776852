//! The catalogue: every example on every dialect, as snapshots and on the live databases, and the page that shows them.
//!
//! The snapshots are written with `INSTA_UPDATE=always cargo test -p migrate-tests --test catalogue`.
#![expect(clippy::panic, reason = "a test fails by a panic")]

mod chain;
mod complete;
mod live;
mod locks;
mod page;
mod prefixed;
mod rows;
mod snapshots;
mod written;
