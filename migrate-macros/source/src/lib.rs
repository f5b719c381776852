//! Reads revision sources into a graph, without a compiler.
//!
//! [`Sources::read`] takes the file where `chain!` stands and follows its `mod` lines. It gives a
//! [`Graph`] for each chain: the revisions with the place of every literal, and what is not in
//! order. [`problem::judge`] says what is wrong with a graph. `chain!` uses it to word the compiler's errors;
//! the command line uses it where a chain does not compile.
//!
//! It knows no compiler and no database. The same files give the same graph: nothing depends on the order of
//! a folder's entries or of a hash.

pub mod attribute;
pub mod edit;
pub mod graph;
pub mod key;
mod lexer;
pub mod message;
mod module;
pub mod name;
pub mod place;
pub mod problem;
mod reader;
mod sources;
mod standing;
pub mod token;

use std::path::Path;

pub use graph::Graph;
pub use place::Place;
pub use problem::{Problem, judge};
pub use reader::ReadError;
pub use sources::Sources;
pub use standing::{Standing, standing};

/// A path as text for people: without `.` and `..`, with `/` between its parts on every platform.
pub fn path_text(path: &Path) -> String {
    reader::normalise(path).to_string_lossy().replace('\\', "/")
}
