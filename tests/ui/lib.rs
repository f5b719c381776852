//! What the compiler says of each mistake in a chain: `fail` has one a file with its message, `pass` what must compile.

/// A model of a crate that has no chain, for those that take it.
#[derive(Debug, migrate_core::Table)]
#[table(name = "entities_of_another_crate")]
pub struct Entity {
    /// The key.
    #[column(primary_key)]
    pub id: i64,
}

migrate_core::models!(pub Entities);
