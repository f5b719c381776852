//! Building the graph of what is registered.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ids::Ids;
use super::lists::Lists;
use super::{Graph, GraphError, Node, near};
use crate::name::Prefix;
use crate::registry::{self, Entry};

/// Builds the graph of a chain's revisions, whatever their order. What they depend on in other chains is left out of it:
/// [`build_on`] has it.
///
/// # Errors
///
/// When a parent or a dependency is no revision of the chain, or when revisions wait for each other in a ring, so
/// that no walk from a base reaches them. The compiler sees most of this before; `cfg` can hide it from it.
pub fn build(chain: &'static str, entries: &[&'static Entry]) -> Result<Graph, GraphError> {
    let sorted = registry::sorted(entries.iter().copied());
    let ids = Ids::new(&sorted);
    let places = |named: Named| -> Result<Lists<usize>, GraphError> {
        let mut lists = Lists::with_capacity(sorted.len());
        for entry in &sorted {
            for id in named.ids(entry) {
                match ids.find(id) {
                    Some(place) => lists.push(place),
                    None => return Err(named.unknown(chain, entry, id, &ids)),
                }
            }
            lists.close();
        }
        Ok(lists)
    };
    let parents = places(Named::Parents)?;
    let depends_on = places(Named::Dependencies)?;
    let mut before = Lists::with_capacity(sorted.len());
    for at in 0..sorted.len() {
        for place in parents.of(at).iter().chain(depends_on.of(at)) {
            if !before.open().contains(place) {
                before.push(*place);
            }
        }
        before.close();
    }
    let order = order(&before).map_err(|ring| GraphError::Ring {
        chain: chain.to_owned(),
        revisions: ring.iter().map(|at| sorted[*at].id.to_owned()).collect(),
        site: sorted[ring[0]].site,
    })?;
    Ok(assemble(chain, &sorted, ids, &order, &[parents, depends_on]))
}

/// Builds the graph of a chain's revisions on those of the chains that they depend on.
///
/// # Errors
///
/// As [`build`], and when a dependency is no revision of the chain that it names.
pub fn build_on(
    chain: &'static str,
    entries: &[&'static Entry],
    mut below: Vec<Arc<Graph>>,
) -> Result<Graph, GraphError> {
    let mut graph = build(chain, entries)?;
    below.sort_by_key(|below| below.chain);
    let mut needs = BTreeMap::<Node, Vec<_>>::new();
    for node in graph.nodes() {
        let entry = graph.entry(node);
        for need in entry.needs {
            let other = below.iter().position(|below| below.chain == need.chain.name);
            let found = other.and_then(|other| Some((other, below[other].find(need.id)?)));
            let Some(found) = found else {
                let ids = other.map(|other| below[other].ids.as_slice()).unwrap_or_default();
                return Err(GraphError::UnknownNeed {
                    chain: chain.to_owned(),
                    revision: entry.id.to_owned(),
                    needs: need.to_string(),
                    near: near::nearest(need.id, ids.iter().copied()),
                    site: entry.site,
                });
            };
            needs.entry(node).or_default().push(found);
        }
    }
    graph.below = below;
    graph.needs = needs;
    Ok(graph)
}

/// What a revision names.
#[derive(Clone, Copy)]
enum Named {
    Dependencies,
    Parents,
}

impl Named {
    fn ids(self, entry: &Entry) -> &'static [&'static str] {
        match self {
            Self::Dependencies => entry.depends_on,
            Self::Parents => entry.down,
        }
    }

    fn unknown(self, chain: &str, entry: &Entry, id: &str, ids: &Ids) -> GraphError {
        let near = near::nearest(id, ids.as_slice().iter().copied());
        let (chain, revision, unknown, site) =
            (chain.to_owned(), entry.id.to_owned(), id.to_owned(), entry.site);
        match self {
            Self::Dependencies => {
                GraphError::UnknownDependency { chain, revision, depends_on: unknown, near, site }
            }
            Self::Parents => GraphError::UnknownDown { chain, revision, down: unknown, near, site },
        }
    }
}

/// An order in which everything stands behind what it waits for, each branch walked to its end before the next;
/// or what waits for itself, in the order of ids.
fn order(before: &Lists<usize>) -> Result<Vec<usize>, Vec<usize>> {
    let after = before.turned(|at| at, |at| at);
    let mut waits = (0..before.len()).map(|at| before.of(at).len()).collect::<Vec<_>>();
    let mut ready = (0..before.len()).rev().filter(|at| waits[*at] == 0).collect::<Vec<_>>();
    let mut order = Vec::with_capacity(before.len());
    while let Some(next) = ready.pop() {
        order.push(next);
        for child in after.of(next).iter().rev() {
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
fn ring(before: &Lists<usize>, waits: &[usize]) -> Vec<usize> {
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
        next = before.of(at).iter().copied().find(waiting);
    }
    walked
}

fn assemble(
    chain: &'static str,
    sorted: &[&'static Entry],
    ids: Ids,
    order: &[usize],
    [parents, depends_on]: &[Lists<usize>; 2],
) -> Graph {
    let mut places = vec![Node(0); sorted.len()];
    for (node, at) in order.iter().enumerate() {
        places[*at] = Node(node);
    }
    let nodes = |lists: &Lists<usize>| {
        let mut nodes = Lists::with_capacity(order.len());
        for at in order {
            for place in lists.of(*at) {
                nodes.push(places[*place]);
            }
            nodes.close();
        }
        nodes
    };
    let (parents, depends_on) = (nodes(parents), nodes(depends_on));
    let turned = |lists: &Lists<Node>| lists.turned(|node| node.0, Node);
    Graph {
        chain,
        prefix: Prefix::NONE,
        entries: order.iter().map(|at| sorted[*at]).collect(),
        children: turned(&parents),
        dependents: turned(&depends_on),
        parents,
        depends_on,
        ids,
        places,
        below: Vec::new(),
        needs: BTreeMap::new(),
    }
}
