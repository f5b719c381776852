//! The catalogue: every example on every dialect, as snapshots and on the live databases, and the page that shows them.
//!
//! The snapshots are written with `INSTA_UPDATE=always cargo test -p migrate-tests --test catalogue`.

mod chain;
mod complete;
mod live;
mod rows;
mod shape;
mod snapshots;
