//! Sessions: live connections of ours, and what is done with them below the level of revisions.
//!
//! Together with [`execute`](crate::run) this is all that knows sqlx and all that is async. A session is ours alone:
//! it never goes back to a pool, and when it is dropped, by an error, a panic or a cancelled future, it is closed.
#![cfg_attr(
    not(any(feature = "mysql", feature = "postgres", feature = "sqlite")),
    expect(
        clippy::never_loop,
        clippy::unused_async,
        dead_code,
        unreachable_code,
        unused_imports,
        unused_variables,
        reason = "without a driver there is nothing to connect with"
    )
)]

mod address;
mod compare;
mod connection;
mod data_step;
mod database_error;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod driver;
mod inspect;
mod ledger;
mod lock;
mod open_error;
mod row;
#[expect(clippy::module_inception, reason = "the type's file, as all others")]
mod session;
mod shown;
mod source;
mod url;

pub(crate) use address::with_database;
pub(crate) use compare::{beside, compare};
pub(crate) use connection::{Keys, MessageError};
pub(crate) use data_step::call;
pub(crate) use database_error::Fault;
pub(crate) use inspect::inspect;
pub(crate) use ledger::{Needing, Rows};
pub(crate) use lock::Waiting;
pub(crate) use session::Session;
pub(crate) use source::PoolRuntime;

pub use address::{Address, ServerAddress, Tls, TlsMode};
pub use compare::Compared;
pub use connection::Connection;
pub use data_step::{DataError, DataFn, DataStepBuilder};
pub use database_error::DatabaseError;
pub use inspect::InspectError;
pub use lock::LockError;
pub use open_error::OpenError;
pub use row::{FromCell, Row};
pub use source::{Pool, Source};
pub use url::redact;
