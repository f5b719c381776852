//! Schema migrations as Rust functions, checked by the compiler.

mod check;
pub mod dialect;
pub mod error;
pub mod event;
pub mod execute;
pub mod graph;
pub mod ledger;
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
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub mod testing;

pub use error::{Error, ErrorKind};
pub use migrate_macros::{chain, revision, test};
pub use registry::Chain;
pub use report::Report;
pub use run::Run;

/// What a revision file imports: the attribute, the recorder, and the words that operations are written with.
pub mod prelude {
    pub use crate::dialect::Dialect::{self, MySql, Postgres, Sqlite};
    pub use crate::operation::Operations;
    pub use crate::schema::Action::{self, Cascade, NoAction, Restrict, SetDefault, SetNull};
    pub use crate::schema::ColumnType::{
        self, BigInt, Boolean, Bytes, Char, Date, Double, Integer, Json, Jsonb, Numeric, Real, SmallInt,
        Text, Time, Timestamp, TimestampTz, Uuid, Varchar,
    };
    pub use crate::schema::{Array, Enum, Value, asc, desc, expr, now};
    pub use crate::session::{Connection, DataError};
    pub use migrate_macros::revision;
}

/// Not public API. Used by generated code.
#[doc(hidden)]
pub mod __private {
    pub use crate::check::check_chain;
    pub use crate::registry::{
        Chain, ChainDefinition, Entry, Id, Known, OnlyBaseWithoutBranch, OnlySuccessorWithoutBranch,
        ReadRevision, Revision, first,
    };
    pub use crate::site::Site;
    pub use inventory;
    pub use migrate_macros::__verdict;
}
