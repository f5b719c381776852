//! Schemas as they are found in the wild, one a database, each in its own SQL (`tests/wild/*.sql`): what is found in the
//! database becomes a first revision, and that makes the same again in an empty one, by what the database's own tools show.
//!
//! `MIGRATE_WILD=file.sql` takes another schema than those, for a look at one.
#![expect(clippy::panic, reason = "a test fails by a panic")]

mod chain;
mod compared;
mod found;
mod tokens;
mod written;
