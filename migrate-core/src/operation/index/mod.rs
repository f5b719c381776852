//! Operations on indexes.

mod concurrency;
mod create_index;
mod drop_index;
mod index_builder;
mod rename_index;

pub use concurrency::Concurrency;
pub use create_index::CreateIndex;
pub use drop_index::{DropIndex, DropIndexBuilder, Missing};
pub use index_builder::{IndexBuilder, MySqlIndexBuilder};
pub use rename_index::RenameIndex;
