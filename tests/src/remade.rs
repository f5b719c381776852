//! A schema made from scratch, where nothing but the schema is known of what led to it.
//!
//! A database that a chain was applied to must look like another one that was made so, or replay does not know what the
//! database has become.

use migrate_core::dialect::{self, Dialect};
use migrate_core::schema::Schema;

/// The statements that make a schema in an empty database of a dialect.
///
/// # Panics
/// When the dialect cannot have what is in the schema.
pub fn statements(schema: &Schema, dialect: Dialect) -> Vec<String> {
    let created = dialect::creation(schema, dialect).unwrap_or_else(|error| panic!("{error}"));
    created.into_iter().flat_map(|created| created.statements).collect()
}
