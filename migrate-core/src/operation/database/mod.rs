//! Operations on what a database holds beside tables: its schemas and extensions, and what is in which schema.

mod create_schema;
mod drop_schema;
mod extension;
mod move_to_schema;
mod update_extension;

pub use create_schema::{CreateSchema, CreateSchemaBuilder, Existing};
pub use drop_schema::{DropSchema, Fate};
pub use extension::{CreateExtension, DropExtension, ExtensionBuilder};
pub use move_to_schema::{Movable, MoveToSchema};
pub use update_extension::UpdateExtension;
