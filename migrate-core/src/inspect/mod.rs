//! Inspecting: what the catalogue of a database says, read into a [`Schema`](crate::schema::Schema).
//!
//! Each dialect has a folder of the same two parts. `rows.rs` holds the rows of its catalogue's queries as plain data, which
//! can be recorded and read back. The files beside it make an [`Inspected`] of them: they are pure, ask no database and know
//! no SQL but that of single expressions. The queries themselves are the dialect's (`dialect/*/catalogue.rs`), and
//! [`session`](crate::session) sends them.
//!
//! What is read is a *physical* schema: types are those that the dialect makes of a column's type, names have no schema where
//! they are in the connection's own, and expressions are in the server's own words. `dialect::realize` makes the same
//! of a chain's schema, so that the two can be compared.

mod inspected;
pub(crate) mod mysql;
pub(crate) mod postgres;
pub(crate) mod sqlite;
mod traits;
mod unmodelled;
mod wanted;

pub use inspected::Inspected;
pub(crate) use traits::traits_in;
pub use unmodelled::{Stage, Unmodelled};
pub use wanted::{Schemas, Wanted};
