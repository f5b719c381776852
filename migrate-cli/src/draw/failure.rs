//! Failures as text.

use std::fmt::Display;

/// What a help may ask to be typed for a chain.
const VERBS: [&str; 6] = ["downgrade", "history", "show", "stamp", "status", "upgrade"];

/// A failure: what state the database is in, what happened, where in the source, and what to do. What is to be typed is for
/// the chain that was typed.
pub(crate) fn failure(failure: &impl Display, chain: Option<&str>) -> String {
    let text = failure.to_string();
    let text = chain.map_or_else(|| text.clone(), |chain| of_chain(&text, chain));
    let text = text.replace("\nhelp:", "\n\u{1b}[1;36mhelp:\u{1b}[0m");
    format!("\u{1b}[1;31merror:\u{1b}[0m {text}\n")
}

fn of_chain(text: &str, chain: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.to_owned();
        if !line.starts_with("help:") {
            return line;
        }
        let line = VERBS.iter().fold(line, |line, verb| {
            let line = line.replace(&format!("`{verb} "), &format!("`{verb} --chain {chain} "));
            line.replace(&format!("`{verb}`"), &format!("`{verb} --chain {chain}`"))
        });
        // What names a chain itself means that one.
        line.replace(&format!(" --chain {chain} --chain "), " --chain ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
