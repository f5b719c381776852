//! Revisions as text: a line, or a block of lines.

use std::fmt::Write as _;

use migrate_core::graph::{Applied, Graph, Labels, Node};
use migrate_core::run::LedgerView;

use super::Detail;

/// A chain's revisions, and what is known of them.
#[derive(Clone, Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) labels: Labels,
    /// What is applied, where a database was asked.
    pub(crate) applied: Option<&'a Applied>,
    current: Vec<Node>,
}

/// Which marks stand behind an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Branches and heads.
    Few,
    /// Forks, merges, and what is current too.
    All,
}

impl<'a> Sheet<'a> {
    /// Without a database.
    pub(crate) fn of(graph: &'a Graph) -> Self {
        Self { graph, labels: graph.labels(), applied: None, current: Vec::new() }
    }

    /// With what is applied to a database.
    pub(crate) fn on(view: &'a LedgerView) -> Self {
        let LedgerView { graph, applied, .. } = view;
        Self { current: applied.heads(graph), applied: Some(applied), ..Self::of(graph) }
    }

    /// Whether a revision is applied and nothing that is applied continues it.
    pub(crate) fn is_current(&self, node: Node) -> bool {
        self.current.binary_search(&node).is_ok()
    }

    /// What is told behind a revision's id.
    pub(crate) fn marks(&self, node: Node, which: Marks) -> Vec<String> {
        let Self { graph, labels, applied: _, current: _ } = self;
        let mut marks = Vec::new();
        let labels = labels.of(node);
        if !labels.is_empty() {
            marks.push(labels.join(", "));
        }
        if graph.is_effective_head(node) {
            marks.push("effective head".to_owned());
        } else if graph.children(node).is_empty() {
            marks.push("head".to_owned());
        }
        if which == Marks::All {
            let more = [
                (graph.children(node).len() > 1, "branchpoint"),
                (graph.parents(node).len() > 1, "mergepoint"),
                (self.is_current(node), "current"),
            ];
            marks.extend(more.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark.to_owned()));
        }
        marks
    }

    /// A line, or a block: `id (mark) (mark) message`.
    pub(crate) fn revision(&self, node: Node, which: Marks, detail: Detail) -> String {
        let marks = self.marks(node, which);
        match detail {
            Detail::Line => format!("{}\n", self.line(node, &marks)),
            Detail::Block => self.block(node, &marks),
        }
    }

    /// A line of `history`, or a block: `parent (dependency) -> id (mark) (mark) message`.
    pub(crate) fn history(&self, node: Node, detail: Detail) -> String {
        let marks = self.marks(node, Marks::All);
        match detail {
            Detail::Line => {
                let depends_on = self.graph.dependencies(node).join(", ");
                let depends_on = if depends_on.is_empty() { depends_on } else { format!(" ({depends_on})") };
                format!("{}{depends_on} -> {}\n", self.parents(node), self.line(node, &marks))
            }
            Detail::Block => self.block(node, &marks),
        }
    }

    /// `id (mark) (mark) message`.
    pub(crate) fn line(&self, node: Node, marks: &[String]) -> String {
        let entry = self.graph.entry(node);
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
    fn block(&self, node: Node, marks: &[String]) -> String {
        let graph = self.graph;
        let entry = graph.entry(node);
        let mut block = format!("Revision: {}", entry.id);
        for mark in marks {
            let _ = write!(block, " ({mark})");
        }
        let parents = if graph.parents(node).len() > 1 { "Merges" } else { "Parents" };
        let _ = write!(block, "\n{parents}: {}\n", self.parents(node));
        let depends_on = graph.dependencies(node);
        if !depends_on.is_empty() {
            let _ = writeln!(block, "Depends on: {}", depends_on.join(", "));
        }
        for (what, nodes) in [
            ("Branches into", if graph.children(node).len() > 1 { graph.children(node) } else { &[] }),
            ("Needed by", graph.dependents(node)),
        ] {
            if !nodes.is_empty() {
                let _ = writeln!(block, "{what}: {}", self.ids(nodes));
            }
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

    fn parents(&self, node: Node) -> String {
        let ids = self.ids(self.graph.parents(node));
        if ids.is_empty() { "<base>".to_owned() } else { ids }
    }

    fn ids(&self, nodes: &[Node]) -> String {
        nodes.iter().map(|node| self.graph.entry(*node).id).collect::<Vec<_>>().join(", ")
    }

    /// A line beside the drawn graph, which shows the parents: `id (mark) (mark) message`.
    pub(crate) fn beside(&self, node: Node) -> String {
        let mut marks = self.marks(node, Marks::All);
        let depends_on = self.graph.dependencies(node);
        if !depends_on.is_empty() {
            marks.push(format!("depends on {}", depends_on.join(", ")));
        }
        self.line(node, &marks)
    }

    /// The forks, oldest first, each with the revisions that part there; `None` for the base, where there are several
    /// first revisions.
    pub(crate) fn forks(&self) -> Vec<(Option<Node>, Vec<Node>)> {
        let bases = self.graph.bases();
        let base = (bases.len() > 1).then_some((None, bases));
        let forks = self.graph.nodes().map(|node| (Some(node), self.graph.children(node).to_vec()));
        base.into_iter().chain(forks.filter(|(_, children)| children.len() > 1)).collect()
    }

    /// A fork: where it is, and below that the revisions that part there.
    pub(crate) fn fork(&self, at: Option<Node>, children: &[Node], detail: Detail) -> String {
        let mut text = match at {
            None => "<base> (branchpoint)\n".to_owned(),
            Some(node) => self.revision(node, Marks::All, Detail::Line),
        };
        for child in children {
            match detail {
                Detail::Line => {
                    let line = self.line(*child, &self.marks(*child, Marks::Few));
                    let _ = writeln!(text, "    -> {line}");
                }
                Detail::Block => {
                    for line in self.block(*child, &self.marks(*child, Marks::Few)).lines() {
                        let _ = writeln!(text, "{}", format!("    {line}").trim_end());
                    }
                }
            }
        }
        text
    }
}
