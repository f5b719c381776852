//! The graph as a picture: in words of Mermaid and DOT, which lay it out themselves, and laid out by us, as SVG and as a
//! page for a browser.

mod dot;
mod html;
mod layout;
mod mermaid;
mod svg;

use migrate_core::graph::Node;

use super::{Marks, Sheet};

pub(crate) use dot::dot;
pub(crate) use html::html;
pub(crate) use mermaid::mermaid;
pub(crate) use svg::svg;

/// What a database has of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It is applied.
    Applied,
    /// It is applied, and nothing applied continues it.
    Current,
    /// It is not applied.
    Pending,
    /// No database was asked.
    Unasked,
}

impl Standing {
    fn of(sheet: &Sheet<'_>, node: Node) -> Self {
        match sheet.applied {
            None => Self::Unasked,
            Some(_) if sheet.is_current(node) => Self::Current,
            Some(applied) if applied.contains(node) => Self::Applied,
            Some(_) => Self::Pending,
        }
    }

    /// One word, by which pictures name a class.
    fn word(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Current => "current",
            Self::Pending => "pending",
            Self::Unasked => "unasked",
        }
    }
}

/// The first line of a revision's message.
fn headline<'a>(sheet: &Sheet<'a>, node: Node) -> &'a str {
    sheet.graph.entry(node).message.lines().next().unwrap_or_default()
}

/// What stands behind a revision's id: labels of branches, heads, what is current, each in brackets behind a blank.
fn marks(sheet: &Sheet<'_>, node: Node) -> String {
    let mut marks = sheet.marks(node, Marks::Few);
    if sheet.is_current(node) {
        marks.push("current".to_owned());
    }
    marks.iter().fold(String::new(), |text, mark| text + " (" + mark + ")")
}

/// Text between tags and in quoted attributes of XML and HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("&quot;"),
            '&' => escaped.push_str("&amp;"),
            '\'' => escaped.push_str("&#39;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // XML has no way to write other control characters.
            '\n' | '\t' => escaped.push(character),
            _ if character.is_control() => escaped.push('\u{FFFD}'),
            _ => escaped.push(character),
        }
    }
    escaped
}
