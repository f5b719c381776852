//! Schema migrations as Rust functions, checked by the compiler.
//!
//! A chain of **revisions** goes one way through the modules of this crate:
//!
//! 1. [`chain!`] and [`#[revision]`](macro@revision) check the chain when it is compiled and register it ([`registry`]).
//! 2. [`graph`] puts the revisions in order and finds the way from what is applied to a target.
//! 3. [`replay`] calls the revisions' functions, which only record [`operation`]s, and follows the [`schema`] that they
//!    add up to.
//! 4. [`plan`] says what will be done, and what would undo it.
//! 5. [`dialect`] lowers the plan to the SQL of one database: a [`script`], which is accepted or refused.
//! 6. [`execute`] runs the accepted script on a locked [`session`] and tells [`event`]s on the way.
//!
//! What a revision can do stands in the [`catalogue`], by examples.
//!
//! Nothing above [`session`] is async, knows sqlx, or asks a database. [`run`] is the whole way in one call, which
//! the methods of a chain's type begin:
//!
//! ```
//! mod migrations {
//!     mod initial {
//!         use migrate_core::prelude::*;
//!
//!         /// Notes.
//!         #[revision(id = "4b1f0a9c2d7")]
//!         fn upgrade(op: &mut Operations) {
//!             op.create_table("notes", |t| {
//!                 t.column("id", BigInt).identity().primary_key();
//!                 t.column("body", Text);
//!             });
//!         }
//!     }
//!
//!     migrate_core::chain!(pub Notes = "notes");
//! }
//!
//! # fn main() -> Result<(), migrate_core::Error> {
//! # #[cfg(feature = "sqlite")] {
//! let report = migrations::Notes.upgrade_url("sqlite::memory:").blocking()?;
//! assert_eq!(report.after, ["4b1f0a9c2d7"]);
//! # }
//! # Ok(())
//! # }
//! ```

pub mod adopt;
pub mod autogenerate;
pub mod batches;
/// What a revision can do, by examples: their SQL on each database, their way back, what they lock.
#[cfg(doc)]
#[doc = include_str!("../docs/operations.md")]
pub mod catalogue {}
mod check;
mod code;
pub mod dialect;
pub mod diff;
pub mod error;
pub mod event;
pub mod execute;
pub mod facts;
pub mod fixture;
pub mod graph;
pub mod inspect;
pub mod ledger;
pub mod live;
pub mod model;
pub mod name;
pub mod operation;
pub mod plan;
pub mod registry;
pub mod replay;
pub mod report;
pub mod run;
pub mod schema;
pub mod script;
pub mod session;
pub mod site;
pub mod source;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub mod testing;

pub use error::{Error, ErrorKind};
pub use migrate_macros::{SqlEnum, Table, chain, revision, test};
pub use model::{SqlEnum, Table};
pub use registry::{AnyChain, Chain};
pub use report::Report;
pub use run::Run;

/// What nobody but a person knows of a revision that was written by the tool: what rows get that hold NULL, what a value
/// becomes. It does not compile until it is filled in.
///
/// ```compile_fail
/// let note = migrate_core::fill_in!("what rows get that hold NULL in `note`");
/// ```
#[macro_export]
macro_rules! fill_in {
    ($what:literal) => {
        ::core::compile_error!(::core::concat!("to be filled in: ", $what))
    };
}

/// What a revision file imports: the attribute, the recorder, and the words that operations are written with.
pub mod prelude {
    pub use crate::dialect::Dialect::{self, MySql, Postgres, Sqlite};
    pub use crate::operation::Operations;
    pub use crate::schema::Action::{self, Cascade, NoAction, Restrict, SetDefault, SetNull};
    pub use crate::schema::ColumnType::{
        self, BigInt, Boolean, Bytes, Char, Date, Double, Integer, Json, Jsonb, Numeric, Real, SmallInt,
        Text, Time, Timestamp, TimestampTz, Uuid, Varchar,
    };
    pub use crate::schema::{Array, Enum, Identity, Native, Value, asc, desc, expr, next_value, now, prefix};
    pub use crate::session::{Connection, DataError};
    pub use migrate_macros::revision;
}

/// Not public API. Used by generated code.
#[doc(hidden)]
pub mod __private {
    pub use crate::check::check_chain;
    pub use crate::registry::{
        Chain, ChainDefinition, Entry, Id, Known, Need, OnlyBaseWithoutBranch, OnlySuccessorWithoutBranch,
        Registered, Revision, first,
    };
    pub use crate::site::Site;
    pub use inventory;
    pub use migrate_macros::__verdict;
}
