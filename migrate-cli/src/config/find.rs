//! Finding the file where nobody names it.

use std::fs;
use std::path::{Path, PathBuf};

use super::FILE;

/// The nearest `migrate.toml`: in the folder, or above it, up to the root of its Cargo workspace, or of its package where
/// that is in none. Where there is no `Cargo.toml` at all, as on a server, only the folder counts.
pub(crate) fn find(folder: &Path) -> Option<PathBuf> {
    let root = root(folder);
    for above in folder.ancestors() {
        let file = above.join(FILE);
        if file.is_file() {
            return Some(file);
        }
        if above == root {
            return None;
        }
    }
    None
}

/// The highest folder that counts.
fn root(folder: &Path) -> &Path {
    let mut package = None;
    for above in folder.ancestors() {
        if let Ok(manifest) = fs::read_to_string(above.join("Cargo.toml")) {
            let is_workspace = |line: &str| line.trim_start().starts_with("[workspace");
            if manifest.lines().any(is_workspace) {
                return above;
            }
            package = package.or(Some(above));
        }
    }
    package.unwrap_or(folder)
}
