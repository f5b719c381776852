//! Operations on constraints.

mod add_constraint;
mod constraint_builder;
mod drop_constraint;
mod rename_constraint;
mod replace_primary_key;
mod set_key_type;
mod use_index;
mod validate_constraint;

pub use add_constraint::AddConstraint;
pub use constraint_builder::{
    CheckBuilder, ExclusionBuilder, ForeignKeyBuilder, KeyBuilder, MySqlBuilder, PostgresBuilder,
    SqliteBuilder, UniqueBuilder,
};
pub use drop_constraint::DropConstraint;
pub use rename_constraint::RenameConstraint;
pub use replace_primary_key::ReplacePrimaryKey;
pub use set_key_type::SetKeyType;
pub use use_index::{KeyKind, UseIndex, UseIndexBuilder};
pub use validate_constraint::ValidateConstraint;
