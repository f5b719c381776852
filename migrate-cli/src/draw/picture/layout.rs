//! Where everything of the picture is: a row for each revision, the newest first, and lanes for what leads from one to
//! another. No line crosses a revision that it does not belong to.

use std::collections::BTreeMap;

use migrate_core::graph::{Graph, Node};

/// A graph on a grid.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// From the top.
    pub(super) rows: Vec<Row>,
    pub(super) edges: Vec<Edge>,
    /// How many lanes there are side by side.
    pub(super) lanes: usize,
}

/// A revision.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) node: Node,
    pub(super) lane: usize,
    /// The number of its colour: one for each line of revisions, counted from zero.
    pub(super) colour: usize,
}

/// A way from a revision down to what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// The row and the lane where it begins.
    pub(super) from: (usize, usize),
    /// The lane in which it goes down.
    pub(super) lane: usize,
    /// The row and the lane where it ends.
    pub(super) to: (usize, usize),
    pub(super) kind: EdgeKind,
    pub(super) colour: usize,
}

/// What an edge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EdgeKind {
    /// To a revision that must be applied before without being a parent.
    DependsOn,
    /// To a parent.
    Parent,
}

/// An edge that has not arrived.
#[derive(Clone, Copy, Debug)]
struct Open {
    to: Node,
    from: (usize, usize),
    kind: EdgeKind,
    colour: usize,
}

/// Lays revisions out, the newest first.
pub(super) fn layout(graph: &Graph, nodes: &[Node]) -> Layout {
    let rows = nodes.iter().enumerate().map(|(row, node)| (*node, row)).collect::<BTreeMap<_, _>>();
    let mut layout = Layout::default();
    let mut lanes = Vec::<Option<Open>>::new();
    let mut colours = 0;
    for (row, node) in nodes.iter().enumerate() {
        let arriving = |open: &Option<Open>| open.is_some_and(|open| open.to == *node);
        // The leftmost way of a child goes on in the revision; what only depends on it does not.
        let own = lanes
            .iter()
            .position(|open| arriving(open) && open.is_some_and(|open| open.kind == EdgeKind::Parent));
        let lane = own.unwrap_or_else(|| free(&mut lanes));
        let colour = own.and_then(|own| lanes[own]).map_or_else(
            || {
                colours += 1;
                colours - 1
            },
            |open| open.colour,
        );
        for (at, open) in lanes.iter_mut().enumerate() {
            if let Some(Open { to: _, from, kind, colour }) = open.take_if(|open| open.to == *node) {
                layout.edges.push(Edge { from, lane: at, to: (row, lane), kind, colour });
            }
        }
        layout.rows.push(Row { node: *node, lane, colour });
        let from = (row, lane);
        let parents = graph.parents(*node).iter().map(|parent| (*parent, EdgeKind::Parent));
        let depends_on = graph.depends_on(*node).iter().map(|other| (*other, EdgeKind::DependsOn));
        let mut continues = false;
        for (to, kind) in parents.chain(depends_on).filter(|(to, _)| rows.contains_key(to)) {
            let (at, colour) = if kind == EdgeKind::Parent && !continues {
                continues = true;
                (lane, colour)
            } else {
                // The lane of the revision itself is its first parent's.
                let at = if continues { free(&mut lanes) } else { free_beside(&mut lanes, lane) };
                if kind == EdgeKind::Parent {
                    colours += 1;
                    (at, colours - 1)
                } else {
                    (at, colour)
                }
            };
            lanes[at] = Some(Open { to, from, kind, colour });
        }
        layout.lanes = layout.lanes.max(lanes.len());
    }
    layout.edges.sort_unstable();
    layout
}

/// The leftmost lane in which nothing goes down.
fn free(lanes: &mut Vec<Option<Open>>) -> usize {
    free_beside(lanes, usize::MAX)
}

/// The same, but for this one.
fn free_beside(lanes: &mut Vec<Option<Open>>, but: usize) -> usize {
    let free = (0..lanes.len()).find(|at| lanes[*at].is_none() && *at != but);
    free.unwrap_or_else(|| {
        lanes.push(None);
        if lanes.len() - 1 == but {
            lanes.push(None);
        }
        lanes.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::graph::tests::graph_of;

    /// The grid, a row a line: `*` a revision, `|` a way.
    fn drawn(layout: &Layout, graph: &Graph) -> String {
        let cell = |row: usize, lane: usize| {
            if layout.rows[row].lane == lane {
                return '*';
            }
            let passes = |edge: &&Edge| edge.lane == lane && edge.from.0 < row && row < edge.to.0;
            match layout.edges.iter().filter(passes).count() {
                0 => ' ',
                1 => '|',
                _ => 'X',
            }
        };
        let line = |row: usize| {
            let cells = (0..layout.lanes).map(|lane| cell(row, lane)).collect::<String>();
            format!("{cells} {}\n", graph.entry(layout.rows[row].node).id)
        };
        (0..layout.rows.len()).map(line).collect()
    }

    #[test]
    fn ways_pass_beside_revisions_and_beside_each_other() {
        let graph = graph_of(&[
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
        let nodes = graph.nodes().rev().collect::<Vec<_>>();
        let layout = layout(&graph, &nodes);
        let drawn = drawn(&layout, &graph);
        assert!(!drawn.contains('X'), "{drawn}");
        insta::assert_snapshot!(drawn);
        assert_sound(&layout, &graph);
    }

    /// Every way is there, none goes through a revision that it neither begins nor ends at, and no two go in one lane.
    fn assert_sound(layout: &Layout, graph: &Graph) {
        let ways = graph.nodes().map(|node| graph.parents(node).len() + graph.depends_on(node).len());
        assert_eq!(layout.edges.len(), ways.sum::<usize>());
        for (at, edge) in layout.edges.iter().enumerate() {
            assert_eq!(layout.rows[edge.from.0].lane, edge.from.1);
            assert_eq!(layout.rows[edge.to.0].lane, edge.to.1);
            let passed = &layout.rows[edge.from.0 + 1..edge.to.0];
            assert!(passed.iter().all(|row| row.lane != edge.lane), "{edge:?}");
            let shares = |other: &&Edge| {
                other.lane == edge.lane && other.from.0 + 1 < edge.to.0 && edge.from.0 + 1 < other.to.0
            };
            assert_eq!(layout.edges[at + 1..].iter().find(shares), None, "beside {edge:?}");
        }
    }

    #[test]
    fn whatever_is_drawn_is_sound() {
        const IDS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        // A throw of dice that is the same every time (Numerical Recipes).
        let mut seed = 1_u32;
        let mut below = move |limit: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(seed >> 16).expect("a number of 16 bits") % limit
        };
        for _ in 0..300 {
            let mut revisions = Vec::new();
            for (at, id) in IDS.iter().enumerate() {
                let mut parents = Vec::new();
                for _ in 0..at.min(1 + below(3)) {
                    parents.push(IDS[at - 1 - below(at.min(4))]);
                }
                parents.sort_unstable();
                parents.dedup();
                let parents: &'static [&'static str] = Vec::leak(parents);
                revisions.push((*id, parents));
            }
            let graph = graph_of(&revisions);
            let nodes = graph.nodes().rev().collect::<Vec<_>>();
            assert_sound(&layout(&graph, &nodes), &graph);
        }
    }
}
