//! How models, revisions and database differ, as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use migrate_core::diff::Change;

use crate::command::diff::{Differences, Strangers};

/// What differs, in sections that say in whose favour; what mends it stands below each.
pub(crate) fn diff(all: &[Differences], strangers: Option<&Strangers>) -> String {
    let mut text = String::new();
    for Differences { chain, models, database } in all {
        if let Some(changes) = models {
            section(
                &mut text,
                chain,
                changes,
                ["models", "revisions", "what makes the revisions as the models say"],
            );
        }
        if let Some(changes) = database {
            section(
                &mut text,
                chain,
                changes,
                ["revisions", "database", "what makes the database as its revisions say"],
            );
        }
        if models.is_none() && database.is_none() {
            let _ = writeln!(text, "{chain}: there are no models to be compared\n");
        }
    }
    if let Some(Strangers { objects, unmodelled }) = strangers {
        list(
            &mut text,
            "only in the database, and left alone",
            objects.iter().map(ToString::to_string).collect(),
        );
        let words = unmodelled.iter().map(|one| format!("{} `{}`", one.kind, one.name));
        list(&mut text, "in the database, and not compared", words.collect());
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn section(text: &mut String, chain: &str, changes: &[Change], [one, other, mends]: [&str; 3]) {
    if changes.is_empty() {
        let _ = writeln!(text, "{chain}: {one} and {other} do not differ\n");
        return;
    }
    let _ = writeln!(text, "{chain}: {one} and {other} differ; {mends}:\n");
    for change in changes {
        let _ = writeln!(text, "{change}");
        for operation in &change.operations {
            let mark = if change.is_destructive() { "DESTRUCTIVE: " } else { "" };
            let _ = writeln!(text, "    {mark}{operation}");
        }
        if let Some(misfit) = &change.blocked {
            let _ = writeln!(text, "    cannot be done beside the rest: {misfit}");
        }
    }
    text.push('\n');
}

fn list(text: &mut String, title: &str, words: BTreeSet<String>) {
    if words.is_empty() {
        return;
    }
    let _ = writeln!(text, "{title}:");
    for word in words {
        let _ = writeln!(text, "    {word}");
    }
    text.push('\n');
}
