//! What was pushed, as SQL to read.

use std::fmt::Write as _;

use migrate_core::autogenerate::hit_words;
use migrate_core::report::duration;
use migrate_core::run::{Pushed, PushedChange, Pushing};

use super::count;
use super::script::{comment, draw_operation};

/// The changes: what each is, what rows it hits, and the statements.
pub(crate) fn changes(pushed: &Pushed) -> String {
    let mut text = String::new();
    for PushedChange { change, rows, operations } in &pushed.changes {
        if !text.is_empty() {
            text.push('\n');
        }
        comment(&mut text, &change.to_string());
        for (hit, rows) in change.hits.iter().zip(rows).filter(|(_, rows)| **rows > 0) {
            let rows = count(usize::try_from(*rows).unwrap_or(usize::MAX), "row");
            comment(&mut text, &format!("{}: {rows}", hit_words(hit)));
        }
        for operation in operations {
            draw_operation(&mut text, operation);
        }
    }
    text
}

/// What was done, in a line, and what was left alone.
pub(crate) fn summary(pushed: &Pushed, doing: Pushing) -> String {
    let Pushed { chain, dialect: _, changes, left, unmodelled, took } = pushed;
    let mut text = match (changes.len(), doing) {
        (0, _) => format!("{chain}: nothing to do: the database is as the models say"),
        (some, Pushing::Look) => format!("{chain}: {} to push", count(some, "change")),
        (some, Pushing::Work) => {
            format!("{chain}: pushed {} in {}", count(some, "change"), duration(*took))
        }
    };
    let others = unmodelled.iter().map(|it| format!("{} `{}`", it.kind, it.name));
    let left = left.iter().map(ToString::to_string).chain(others).collect::<Vec<_>>();
    if !left.is_empty() {
        let _ = write!(text, "\nof no model, and left alone: {}", left.join(", "));
    }
    if !changes.is_empty() && doing == Pushing::Work {
        text.push_str(
            "\nto keep it as a revision: `cargo migrate revision --autogenerate -m \"…\"`, and `stamp head` on this database",
        );
    }
    text
}
