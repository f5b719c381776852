//! The graph beside its revisions, in lanes, as `git log --graph` draws it.

use std::fmt::Write as _;

use migrate_core::graph::{Graph, Node};

/// Draws revisions, newest first, each with its text beside it. Where one of several lanes waits for a revision, they
/// come together before it; a merge opens a lane for each parent. Parents that are not drawn end a lane.
pub(crate) fn graph(graph: &Graph, nodes: &[Node], text: impl Fn(Node) -> String) -> String {
    let mut drawing = Drawing::default();
    let mut drawn = nodes.to_vec();
    drawn.sort_unstable();
    for node in nodes {
        let parents = graph.parents(*node).iter().copied();
        let parents = parents.filter(|parent| drawn.binary_search(parent).is_ok()).collect::<Vec<_>>();
        drawing.revision(*node, &parents, &text(*node));
    }
    drawing.text
}

#[derive(Debug, Default)]
struct Drawing {
    /// The revision that each lane leads to, from left to right.
    lanes: Vec<Node>,
    text: String,
}

impl Drawing {
    fn revision(&mut self, node: Node, parents: &[Node], text: &str) {
        let lane = self.lane(node);
        let mut lines = text.lines();
        let dots = self.row(|at| if at == lane { '*' } else { '|' });
        self.line(&format!("{dots} {}", lines.next().unwrap_or_default()));
        let bars = self.row(|at| if at == lane && parents.is_empty() { ' ' } else { '|' });
        for line in lines {
            self.line(&format!("{bars} {line}"));
        }
        match parents {
            [] => self.end(lane),
            [first, more @ ..] => {
                self.lanes[lane] = *first;
                for parent in more.iter().rev() {
                    self.open(lane, *parent);
                }
            }
        }
    }

    /// The lane of a revision, alone: the others that lead there are joined to it.
    fn lane(&mut self, node: Node) -> usize {
        let Some(lane) = self.lanes.iter().position(|next| *next == node) else {
            self.lanes.push(node);
            return self.lanes.len() - 1;
        };
        while let Some(other) = self.lanes.iter().rposition(|next| *next == node).filter(|at| *at > lane) {
            self.join(lane, other);
        }
        lane
    }

    /// `|_|/ /`: a lane goes over into another on its left, and those on its right move up.
    fn join(&mut self, lane: usize, other: usize) {
        let mut row = String::new();
        for at in 0..self.lanes.len() {
            if at < other {
                row.push('|');
                let next = if at + 1 == other {
                    '/'
                } else if at >= lane {
                    '_'
                } else {
                    ' '
                };
                row.push(next);
            } else if at > other {
                row.push_str(" /");
            }
        }
        self.line(&row);
        self.lanes.remove(other);
    }

    /// `|\ \`: a lane opens beside another, and those on its right move away.
    fn open(&mut self, lane: usize, parent: Node) {
        let mut row = self.lanes[..=lane].iter().map(|_| "|").collect::<Vec<_>>().join(" ");
        row.push('\\');
        row.push_str(&" \\".repeat(self.lanes.len() - lane - 1));
        self.line(&row);
        self.lanes.insert(lane + 1, parent);
    }

    /// A lane ends; those on its right move up.
    fn end(&mut self, lane: usize) {
        self.lanes.remove(lane);
        let right = self.lanes.len() - lane;
        if right > 0 {
            let row = format!("{}{}", "| ".repeat(lane), " /".repeat(right));
            self.line(&row);
        }
    }

    fn row(&self, of: impl Fn(usize) -> char) -> String {
        (0..self.lanes.len()).map(|at| of(at).to_string()).collect::<Vec<_>>().join(" ")
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}", line.trim_end());
    }
}

#[cfg(test)]
pub(super) mod tests {
    use migrate_core::graph;
    use migrate_core::registry::Entry;
    use migrate_core::site::Site;

    /// A graph of these ids, each with its parents.
    pub(in crate::draw) fn graph_of(revisions: &[(&'static str, &'static [&'static str])]) -> graph::Graph {
        let entry = |(id, down): &(&'static str, &'static [&'static str])| -> &'static Entry {
            Box::leak(Box::new(Entry {
                chain: "tests::Shop",
                id,
                down,
                depends_on: &[],
                needs: &[],
                branch: None,
                message: "",
                upgrade: |_| {},
                downgrade: None,
                site: Site::new("src/migrations.rs", 1, 1),
            }))
        };
        graph::build("shop", &revisions.iter().map(entry).collect::<Vec<_>>()).unwrap()
    }

    fn drawn(revisions: &[(&'static str, &'static [&'static str])]) -> String {
        let graph = graph_of(revisions);
        let nodes = graph.nodes().rev().collect::<Vec<_>>();
        super::graph(&graph, &nodes, |node| graph.entry(node).id.to_owned())
    }

    #[test]
    fn lanes_open_and_close_like_those_of_git() {
        let drawn = drawn(&[
            ("a", &[]),
            ("b", &["a"]),
            ("c", &["a"]),
            ("d", &["a"]),
            ("e", &["b", "c", "d"]),
            ("n1", &[]),
            ("n2", &["n1"]),
            ("x", &["e"]),
            ("y", &["e", "n2"]),
        ]);
        insta::assert_snapshot!(drawn);
    }

    #[test]
    fn a_lane_passes_others_on_its_way() {
        insta::assert_snapshot!(drawn(&[
            ("a", &[]),
            ("b", &["a"]),
            ("c", &["b"]),
            ("d", &["a"]),
            ("e", &["b"]),
            ("f", &["d", "c"]),
            ("g", &["e", "d"]),
        ]));
    }
}
