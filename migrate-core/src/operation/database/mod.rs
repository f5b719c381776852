//! Operations on what a database holds beside tables: its schemas and extensions.

mod create_schema;
mod drop_schema;
mod extension;

pub use create_schema::{CreateSchema, CreateSchemaBuilder, Existing};
pub use drop_schema::{DropSchema, Fate};
pub use extension::{CreateExtension, DropExtension, ExtensionBuilder};
