//! The graph in words of DOT, which Graphviz draws.

use std::fmt::Write as _;

use migrate_core::graph::Node;

use super::{Standing, headline, marks};
use crate::draw::Sheet;

/// Writes revisions, newest first, as a graph that grows upwards.
pub(crate) fn dot(sheet: &Sheet<'_>, nodes: &[Node]) -> String {
    let id = |node: Node| quoted(sheet.graph.entry(node).id);
    let mut text = format!("digraph {} {{\n", quoted(sheet.graph.chain()));
    text.push_str("    rankdir=BT\n    node [shape=box, style=rounded, fontname=\"monospace\"]\n");
    for node in nodes {
        let entry = sheet.graph.entry(*node);
        let marks = marks(sheet, *node);
        let label = format!("{}{marks}\n{}", entry.id, headline(sheet, *node));
        let style = match Standing::of(sheet, *node) {
            Standing::Applied => ", style=\"rounded,filled\", fillcolor=\"#cfe3f3\"",
            Standing::Current => ", style=\"rounded,filled\", fillcolor=\"#cfe3f3\", penwidth=3",
            Standing::Pending => ", style=\"rounded,dashed\"",
            Standing::Unasked => "",
        };
        let _ = writeln!(text, "    {} [label={}{style}]", id(*node), quoted(label.trim_end()));
    }
    for node in nodes {
        let arrows = [(sheet.graph.parents(*node), ""), (sheet.graph.depends_on(*node), " [style=dashed]")];
        for (others, style) in arrows {
            for other in others.iter().filter(|other| nodes.contains(other)) {
                let _ = writeln!(text, "    {} -> {}{style}", id(*other), id(*node));
            }
        }
    }
    text.push_str("}\n");
    text
}

/// A string of DOT, with lines that end where they end.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
