//! Models: Rust structs that say what the tables of a chain are to be, so that the next revision can be written from them.
//!
//! A struct that derives [`Table`](derive@crate::Table) is a table; an enum that derives [`SqlEnum`](derive@crate::SqlEnum) is an enum
//! type. [`collect`] makes the schema of a chain's models, as replay makes that of its revisions: it asks no database, and
//! what does not fit is an error with the place in the source.
//!
//! ```
//! use migrate_core::prelude::Sqlite;
//! use migrate_core::{SqlEnum, Table};
//!
//! #[derive(Table)]
//! #[table(unique(deal_id, price))]
//! struct Offer {
//!     #[column(primary_key, identity)]
//!     id: i64,
//!     #[column(references = Deal, on_delete = Cascade, index)]
//!     deal_id: i64,
//!     #[column(type = Numeric(10, 2), default = 0)]
//!     price: f64,
//!     #[column(default = Currency::Eur)]
//!     currency: Currency,
//!     note: Option<String>,
//! }
//!
//! #[derive(Table)]
//! struct Deal {
//!     #[column(primary_key, identity)]
//!     id: i64,
//! }
//!
//! #[derive(SqlEnum)]
//! #[sql_enum(rename_all = "UPPERCASE")]
//! enum Currency {
//!     Eur,
//!     Usd,
//! }
//!
//! mod migrations {
//!     migrate_core::chain!(pub Shop = "shop");
//! }
//!
//! # fn main() -> Result<(), migrate_core::model::ModelError> {
//! let models = migrate_core::model::collect(migrations::Shop, Sqlite)?;
//! let tables = models.schema.tables().map(|table| table.name.to_string()).collect::<Vec<_>>();
//! assert_eq!(tables, ["deals", "offers"]);
//! # Ok(())
//! # }
//! ```
//!
//! A model belongs to the chain whose module's parent holds it: with `chain!` in `crate::migrations`, all models of the
//! crate. Where a crate has several such chains, `#[table(chain = path)]` says which. Models of a crate that has no chain
//! are made ready by [`models!`](crate::models), and taken by `chain!(pub Shop = "shop", models = [entities::Entities])`.

mod belonging;
mod collect;
mod definition;
mod describe;
mod error;
mod fit;
mod message;
mod sql_type;

pub use belonging::Home;
#[doc(hidden)]
pub use belonging::{RegisteredHome, Taken};
pub(crate) use collect::collect_told;
pub use collect::{Models, Sites, collect};
#[doc(hidden)]
pub use definition::{
    EnumDefinition, ModelDefinition, ModelField, RegisteredEnum, RegisteredModel, Renamed, Standing,
};
pub use definition::{SqlEnum, Table};
#[doc(hidden)]
pub use describe::{Describe, Nullable, Probe};
pub use error::ModelError;
pub use sql_type::SqlType;
