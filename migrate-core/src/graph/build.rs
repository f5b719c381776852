//! Building the graph of what is registered.

use super::{Graph, GraphError, Node, Revision};
use crate::name::Name;
use crate::registry::Entry;

/// Builds the graph of a chain's revisions, whatever their order.
///
/// # Errors
///
/// When a parent or a dependency is no revision of the chain, or when revisions wait for each other in a ring, so
/// that no walk from a base reaches them. The compiler sees most of this before; `cfg` can hide it from it.
pub fn build(chain: &'static str, entries: &[&'static Entry]) -> Result<Graph, GraphError> {
    let mut sorted = entries.to_vec();
    sorted.sort_unstable_by_key(|entry| entry.id);
    let find = |id: &str| sorted.binary_search_by_key(&id, |entry| entry.id).ok();
    let names = || sorted.iter().map(|entry| Name::from(entry.id)).collect::<Vec<_>>();
    let mut before = Vec::with_capacity(sorted.len());
    for entry in &sorted {
        let mut waits_for = Vec::with_capacity(entry.down.len() + entry.depends_on.len());
        for (ids, is_parent) in [(entry.down, true), (entry.depends_on, false)] {
            for id in ids {
                let Some(parent) = find(id) else {
                    let near = Name::from(*id).nearest(&names()).map(|name| name.to_string());
                    let (chain, revision, unknown) =
                        (chain.to_owned(), entry.id.to_owned(), (*id).to_owned());
                    return Err(if is_parent {
                        GraphError::UnknownDown { chain, revision, down: unknown, near, site: entry.site }
                    } else {
                        GraphError::UnknownDependency {
                            chain,
                            revision,
                            depends_on: unknown,
                            near,
                            site: entry.site,
                        }
                    });
                };
                if !waits_for.contains(&parent) {
                    waits_for.push(parent);
                }
            }
        }
        before.push(waits_for);
    }
    let order = order(&before).map_err(|ring| GraphError::Ring {
        chain: chain.to_owned(),
        revisions: ring.iter().map(|at| sorted[*at].id.to_owned()).collect(),
        site: sorted[ring[0]].site,
    })?;
    Ok(assemble(chain, &sorted, &order))
}

/// An order in which everything stands behind what it waits for, each branch walked to its end before the next;
/// or what waits for itself, in the order of ids.
fn order(before: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut after = vec![Vec::new(); before.len()];
    let mut waits = Vec::with_capacity(before.len());
    for (at, waits_for) in before.iter().enumerate() {
        waits.push(waits_for.len());
        for parent in waits_for {
            after[*parent].push(at);
        }
    }
    let mut ready = (0..before.len()).rev().filter(|at| waits[*at] == 0).collect::<Vec<_>>();
    let mut order = Vec::with_capacity(before.len());
    while let Some(next) = ready.pop() {
        order.push(next);
        for child in after[next].iter().rev() {
            waits[*child] -= 1;
            if waits[*child] == 0 {
                ready.push(*child);
            }
        }
    }
    if order.len() == before.len() {
        return Ok(order);
    }
    Err(ring(before, &waits))
}

/// One ring among those that still wait, from its smallest id on.
fn ring(before: &[Vec<usize>], waits: &[usize]) -> Vec<usize> {
    let waiting = |at: &usize| waits[*at] > 0;
    let mut walked = Vec::new();
    let mut next = (0..before.len()).find(waiting);
    while let Some(at) = next {
        if let Some(start) = walked.iter().position(|seen| *seen == at) {
            let mut ring = walked.split_off(start);
            ring.reverse();
            let smallest = ring.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(place, _)| place);
            ring.rotate_left(smallest);
            return ring;
        }
        walked.push(at);
        next = before[at].iter().copied().find(waiting);
    }
    walked
}

fn assemble(chain: &'static str, sorted: &[&'static Entry], order: &[usize]) -> Graph {
    let mut place = vec![Node(0); sorted.len()];
    for (node, at) in order.iter().enumerate() {
        place[*at] = Node(node);
    }
    let ids = sorted.iter().zip(&place).map(|(entry, node)| (entry.id, *node)).collect::<Vec<_>>();
    let find = |id: &&str| sorted.binary_search_by_key(id, |entry| entry.id).ok();
    let nodes = |ids: &[&str]| ids.iter().filter_map(find).map(|at| place[at]).collect::<Vec<_>>();
    let mut revisions = order
        .iter()
        .map(|at| Revision {
            entry: sorted[*at],
            parents: nodes(sorted[*at].down),
            depends_on: nodes(sorted[*at].depends_on),
            children: Vec::new(),
            dependents: Vec::new(),
        })
        .collect::<Vec<_>>();
    for at in 0..revisions.len() {
        for parent in revisions[at].parents.clone() {
            revisions[parent.0].children.push(Node(at));
        }
        for dependency in revisions[at].depends_on.clone() {
            revisions[dependency.0].dependents.push(Node(at));
        }
    }
    Graph { chain, revisions, ids }
}
