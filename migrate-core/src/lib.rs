//! Schema migrations as Rust functions, checked by the compiler.

pub mod operation;
pub mod registry;
pub mod site;

pub use migrate_macros::{chain, revision};
pub use registry::Chain;

/// What a revision file imports.
pub mod prelude {
    pub use crate::operation::Operations;
    pub use migrate_macros::revision;
}

/// Not public API. Used by generated code.
#[doc(hidden)]
pub mod __private {
    pub use crate::registry::{Chain, ChainDefinition, Entry, ReadRevision, check_chain};
    pub use crate::site::Site;
    pub use inventory;
}
