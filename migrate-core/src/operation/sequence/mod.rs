//! Operations on sequences.

mod operations;
mod sequence_builder;

pub(super) use operations::again;
pub use operations::{AlterSequence, CreateSequence, Cycle, DropSequence, RenameSequence};
pub use sequence_builder::{AlterSequenceBuilder, SequenceBuilder};
