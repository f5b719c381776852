//! The graph in words of Mermaid, which documentation and code hosts draw.

use std::fmt::Write as _;

use migrate_core::graph::Node;

use super::{Standing, headline, marks};
use crate::draw::Sheet;

/// Writes revisions, newest first, as a flowchart that grows upwards.
pub(crate) fn mermaid(sheet: &Sheet<'_>, nodes: &[Node]) -> String {
    let place = |node: &Node| nodes.iter().position(|other| other == node);
    let mut text = "flowchart BT\n".to_owned();
    for (at, node) in nodes.iter().enumerate() {
        let id = sheet.graph.entry(*node).id;
        let marks = marks(sheet, *node);
        let message = headline(sheet, *node);
        let gap = if message.is_empty() { "" } else { "<br/>" };
        let class = match Standing::of(sheet, *node) {
            Standing::Unasked => String::new(),
            standing => format!(":::{}", standing.word()),
        };
        let label = [escaped(id), escaped(&marks), gap.to_owned(), escaped(message)].concat();
        let _ = writeln!(text, "    r{at}[\"{label}\"]{class}");
    }
    for (at, node) in nodes.iter().enumerate() {
        for (others, arrow) in [(sheet.graph.parents(*node), "-->"), (sheet.graph.depends_on(*node), "-.->")]
        {
            for other in others.iter().filter_map(place) {
                let _ = writeln!(text, "    r{other} {arrow} r{at}");
            }
        }
    }
    if sheet.applied.is_some() {
        text.push_str(
            "    classDef applied fill:#0072b2,stroke:#0072b2,color:#ffffff\n\
             \x20   classDef current fill:#0072b2,stroke:#d55e00,stroke-width:4px,color:#ffffff\n\
             \x20   classDef pending fill:#ffffff,stroke:#808080,color:#1b1f24,stroke-dasharray:4\n",
        );
    }
    text
}

/// Text within quotes: what Mermaid or HTML would read is written by its number.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if character.is_alphanumeric() || " .,:!?()_-/+='…".contains(character) => {
                escaped.push(character);
            }
            _ if character.is_control() => escaped.push(' '),
            _ => {
                let _ = write!(escaped, "#{};", u32::from(character));
            }
        }
    }
    escaped
}
