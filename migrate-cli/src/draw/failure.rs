//! Failures as text.

use std::fmt::Display;

/// A failure: what state the database is in, what happened, where in the source, and what to do.
pub(crate) fn failure(failure: &impl Display) -> String {
    let text = failure.to_string().replace("\nhelp:", "\n\u{1b}[1;36mhelp:\u{1b}[0m");
    format!("\u{1b}[1;31merror:\u{1b}[0m {text}\n")
}
