//! Failures as text.

use std::fmt::Write as _;

use crate::failure::Failure;

/// A failure: what happened, where in the source, and what to do.
pub(crate) fn failure(failure: &Failure) -> String {
    let mut text = format!("\u{1b}[1;31merror:\u{1b}[0m {failure}\n");
    for site in failure.sites() {
        let _ = writeln!(text, "  at {site}");
    }
    if let Some(help) = failure.help() {
        let _ = writeln!(text, "  \u{1b}[1;36mhelp:\u{1b}[0m {help}");
    }
    text
}
