//! Reads revision sources into a graph, without a compiler.

pub mod attribute;
pub mod key;
pub mod message;
pub mod name;
pub mod place;
pub mod token;

pub use place::Place;

/// A path as rustc writes it in keys: `/` between its parts on every platform.
pub fn path_text(path: &std::path::Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
