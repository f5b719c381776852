//! What one statement of a table's description says.

use crate::code::{Code, Link};

/// A word, what it is given, and what is said behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub(super) word: &'static str,
    pub(super) arguments: &'a [Code],
    pub(super) links: &'a [Link],
}

impl<'a> Part<'a> {
    /// What `t.word(…).further(…)` says.
    pub(super) fn of(code: &'a Code) -> Option<Self> {
        let (first, links) = code.links().split_first()?;
        Some(Self { word: first.method, arguments: &first.arguments, links })
    }
}

/// Whether a word of the attribute has this one in it. What a single database has of a table is known to its builder.
pub(super) fn is_known(word: &str, method: &str) -> bool {
    const OF_PARTS: [&str; 6] = ["name", "on_delete", "on_update", "predicate", "using", "with"];
    matches!(word, "mysql" | "postgres" | "sqlite") || OF_PARTS.contains(&method)
}
