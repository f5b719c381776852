//! What the live tests share: servers, databases of their own, and dumps of a schema by the database's own tools.
//!
//! A test asks for a [`Database`] of a [`Kind`], hands its URL to what it tests, and looks at the outcome
//! with [`Database::sql`] and [`dump()`], neither of which runs any code of the toolkit or of its driver.
//! ```no_run
//! use migrate_tests::{Database, Kind, Ledger, dump};
//!
//! for kind in Kind::ALL {
//!     let database = Database::create(kind);
//!     database.sql("CREATE TABLE deals (id BIGINT PRIMARY KEY)");
//!     assert!(dump(&database, Ledger::LeftOut).contains("deals"));
//! }
//! ```
#![expect(clippy::panic, reason = "a test library reports by panicking")]

pub mod catalogue;
mod client;
pub mod client_session;
pub mod database;
pub mod dump;
pub mod kind;
pub mod remade;
pub mod schema_lines;
pub mod servers;
pub mod shape;
pub mod shell;
pub mod sqlite;
pub mod writer;
pub mod written;

pub use client_session::ClientSession;
pub use database::Database;
pub use dump::{Ledger, described, dump};
pub use kind::Kind;
pub use schema_lines::schema_lines;
pub use servers::{Product, mysql_numbers, mysql_shell, product, usual_collation};
pub use shape::shape;
pub use writer::behind_a_writer;
