//! Rings in a directed graph.

use std::collections::VecDeque;

/// For each node the number of its strongly connected component; a node outside of every ring has one of its
/// own. Tarjan's algorithm without recursion, since a chain is deeper than a thread's stack.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let count = edges.len();
    let (mut order, mut low, mut component) = (vec![NONE; count], vec![0; count], vec![NONE; count]);
    let (mut next, mut found) = (0, 0);
    let mut open = Vec::new();
    for root in 0..count {
        let mut calls = vec![(root, 0)];
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                if order[node] != NONE {
                    continue;
                }
                order[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
            } else {
                let child = edges[node][edge - 1];
                if component[child] == NONE {
                    low[node] = low[node].min(low[child]);
                }
            }
            if let Some(child) = edges[node].get(edge).copied() {
                calls.push((node, edge + 1));
                if order[child] == NONE {
                    calls.push((child, 0));
                } else if component[child] == NONE {
                    low[node] = low[node].min(order[child]);
                }
            } else if low[node] == order[node] {
                while let Some(member) = open.pop() {
                    component[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    component
}

/// Whether edges lead from one node to another.
pub(super) fn leads(edges: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; edges.len()];
    let mut waiting = vec![from];
    while let Some(node) = waiting.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            waiting.extend(&edges[node]);
        }
    }
    false
}

/// The shortest way from one node to another over edges between the nodes of one component.
pub(super) fn way(edges: &[Vec<usize>], component: &[usize], from: usize, to: usize) -> Vec<usize> {
    let mut before = vec![None; edges.len()];
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        if node == to {
            break;
        }
        for child in edges[node].iter().copied() {
            if component[child] == component[from] && before[child].is_none() && child != from {
                before[child] = Some(node);
                queue.push_back(child);
            }
        }
    }
    let mut way = std::iter::successors(Some(to), |node| before[*node]).collect::<Vec<_>>();
    way.reverse();
    way
}
