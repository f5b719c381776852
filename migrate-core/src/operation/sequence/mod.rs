//! Operations on sequences.

mod operations;
mod restart;
mod sequence_builder;

pub(super) use operations::again;
pub use operations::{AlterSequence, CreateSequence, Cycle, DropSequence, RenameSequence};
pub use restart::{RestartSequence, RestartSequenceBuilder};
pub use sequence_builder::{AlterSequenceBuilder, SequenceBuilder};
