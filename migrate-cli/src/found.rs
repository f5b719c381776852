//! What a chain's binary tells `cargo migrate` of a database that is there: a document of JSON, which no one else reads.

use serde::{Deserialize, Serialize};

/// What a database holds.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    /// The heads that the binary knows.
    pub(crate) heads: Vec<String>,
    /// The statements of a revision's function.
    pub(crate) body: String,
    /// What they leave out, in words.
    pub(crate) left_out: Vec<String>,
}
