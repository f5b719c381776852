//! Revisions as text: a line, or a block of lines.

use std::fmt::Write as _;

use migrate_core::graph::{Graph, Node};

use super::Detail;

/// A line of `heads`, or a block.
pub(crate) fn head(graph: &Graph, node: Node, detail: Detail) -> String {
    match detail {
        Detail::Line => format!("{}\n", line(graph, node, &marks(graph, node))),
        Detail::Block => block(graph, node, &marks(graph, node)),
    }
}

/// A line of `history`, or a block.
pub(crate) fn history(graph: &Graph, node: Node, is_current: bool, detail: Detail) -> String {
    let mut marks = marks(graph, node);
    if graph.children(node).len() > 1 {
        marks.push("branchpoint".to_owned());
    }
    if graph.parents(node).len() > 1 {
        marks.push("mergepoint".to_owned());
    }
    if is_current {
        marks.push("current".to_owned());
    }
    match detail {
        Detail::Line => format!("{} -> {}\n", parents(graph, node), line(graph, node, &marks)),
        Detail::Block => block(graph, node, &marks),
    }
}

/// `id (mark) (mark) message`.
pub(crate) fn line(graph: &Graph, node: Node, marks: &[String]) -> String {
    let entry = graph.entry(node);
    let mut line = entry.id.to_owned();
    for mark in marks {
        let _ = write!(line, " ({mark})");
    }
    if let Some(message) = entry.message.lines().next() {
        let _ = write!(line, " {message}");
    }
    line
}

/// Everything that is registered of a revision, with an empty line behind it.
fn block(graph: &Graph, node: Node, marks: &[String]) -> String {
    let entry = graph.entry(node);
    let mut block = format!("Revision: {}", entry.id);
    for mark in marks {
        let _ = write!(block, " ({mark})");
    }
    let _ = write!(block, "\nParents: {}\n", parents(graph, node));
    if !entry.depends_on.is_empty() {
        let _ = writeln!(block, "Depends on: {}", entry.depends_on.join(", "));
    }
    let _ = writeln!(block, "Site: {}", entry.site);
    if !entry.message.is_empty() {
        block.push('\n');
        for line in entry.message.lines() {
            let _ = writeln!(block, "{}", format!("    {line}").trim_end());
        }
    }
    block.push('\n');
    block
}

/// The branch's label, and whether it is a head.
pub(crate) fn marks(graph: &Graph, node: Node) -> Vec<String> {
    let mut marks = graph.entry(node).branch.map(str::to_owned).into_iter().collect::<Vec<_>>();
    if graph.children(node).is_empty() {
        marks.push("head".to_owned());
    }
    marks
}

fn parents(graph: &Graph, node: Node) -> String {
    let ids = graph.parents(node).iter().map(|parent| graph.entry(*parent).id).collect::<Vec<_>>();
    if ids.is_empty() { "<base>".to_owned() } else { ids.join(", ") }
}
