//! From the registry to the graphs of a program's chains.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Options;
use crate::error::Error;
use crate::graph::{self, Chains, Graph, GraphError};
use crate::registry::{self, AnyChain, ChainDefinition, RegistryError};

/// Chains that something is done to together: one, several, or all of the program.
///
/// ```
/// # mod shop { mod r1 { use migrate_core::prelude::*; #[revision(id = "a1")] fn upgrade(_: &mut Operations) {} }
/// #     migrate_core::chain!(pub Shop = "shop"); }
/// # mod accounts { mod r1 { use migrate_core::prelude::*; #[revision(id = "b1")] fn upgrade(_: &mut Operations) {} }
/// #     migrate_core::chain!(pub Accounts = "accounts"); }
/// use migrate_core::run::ChainSet;
///
/// let both = ChainSet::from(shop::Shop).and(accounts::Accounts);
/// assert_eq!(both.names(), ["shop", "accounts"]);
/// assert_eq!(ChainSet::linked().names(), ["accounts", "shop"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainSet(Vec<AnyChain>);

impl ChainSet {
    /// All chains of the program, sorted by name. A crate of which nothing is named is not linked, and neither is its
    /// chain.
    pub fn linked() -> Self {
        Self(AnyChain::linked())
    }

    /// Adds a chain.
    #[must_use]
    pub fn and(mut self, chain: impl Into<AnyChain>) -> Self {
        let chain = chain.into();
        if !self.0.contains(&chain) {
            self.0.push(chain);
        }
        self
    }

    /// The chain, where there is but one.
    pub fn only(&self) -> Option<AnyChain> {
        match self.0.as_slice() {
            [only] => Some(*only),
            [] | [..] => None,
        }
    }

    /// The names of the chains.
    pub fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|chain| chain.name()).collect()
    }

    /// The names of the chains in a row, for what is said of all of them.
    pub(crate) fn title(&self) -> String {
        self.names().join(", ")
    }

    /// The chains.
    pub fn iter(&self) -> impl Iterator<Item = AnyChain> {
        self.0.iter().copied()
    }
}

impl<C: registry::Chain> From<C> for ChainSet {
    fn from(chain: C) -> Self {
        Self(vec![chain.into()])
    }
}

impl From<AnyChain> for ChainSet {
    fn from(chain: AnyChain) -> Self {
        Self(vec![chain])
    }
}

impl FromIterator<AnyChain> for ChainSet {
    fn from_iter<I: IntoIterator<Item = AnyChain>>(chains: I) -> Self {
        chains.into_iter().fold(Self(Vec::new()), Self::and)
    }
}

/// The graph of a chain, on those of the chains that it depends on.
pub(crate) fn graph_of(chain: AnyChain) -> Result<Arc<Graph>, Error> {
    Collector::new(&Options::default()).graph(chain.0)
}

/// The same of a chain that may have no revision yet.
pub(super) fn graph_to_continue(chain: AnyChain) -> Result<Arc<Graph>, Error> {
    match registry::collect(chain.0) {
        Err(RegistryError::Unwritten { .. }) => {
            graph::build(chain.name(), &[]).map(Arc::new).map_err(Error::new)
        }
        Err(_) | Ok(_) => graph_of(chain),
    }
}

/// The graphs of chains, of all that they depend on, and of the others of the program as far as they are sound: what they
/// have made is none of these chains' business, but stands in the same database.
pub(super) fn chains(asked: &ChainSet, options: &Options) -> Result<Chains, Error> {
    if asked.0.is_empty() {
        return Err(Error::new(RegistryError::NoChain));
    }
    let mut collector = Collector::new(options);
    for chain in asked.iter() {
        collector.graph(chain.0)?;
    }
    for other in AnyChain::linked() {
        let has_name = collector.graphs.values().any(|graph| graph.chain() == other.name());
        if !has_name && let Err(error) = collector.graph(other.0) {
            tracing::debug!(chain = other.name(), %error, "a chain of the program is left out");
            collector.stack.clear();
        }
    }
    Ok(Chains::new(collector.graphs.into_values(), &asked.names()))
}

/// Graphs by the identity of their chain.
struct Collector<'a> {
    /// What says the prefix of each chain's names.
    options: &'a Options,
    graphs: BTreeMap<&'static str, Arc<Graph>>,
    /// The chains whose graphs are being made, each for the one before it.
    stack: Vec<&'static ChainDefinition>,
}

impl<'a> Collector<'a> {
    fn new(options: &'a Options) -> Self {
        Self { options, graphs: BTreeMap::new(), stack: Vec::new() }
    }

    fn graph(&mut self, chain: &'static ChainDefinition) -> Result<Arc<Graph>, Error> {
        if let Some(graph) = self.graphs.get(chain.identity) {
            return Ok(Arc::clone(graph));
        }
        if let Some(from) = self.stack.iter().position(|other| other.identity == chain.identity) {
            let mut chains = self.stack[from..].iter().map(|chain| chain.name.to_owned()).collect::<Vec<_>>();
            chains.reverse();
            return Err(Error::new(GraphError::ChainRing { chains, site: chain.site }));
        }
        self.stack.push(chain);
        let entries = registry::collect(chain).map_err(Error::new)?;
        let mut below = BTreeMap::new();
        for need in entries.iter().flat_map(|entry| entry.needs) {
            if !below.contains_key(need.chain.identity) {
                below.insert(need.chain.identity, self.graph(need.chain)?);
            }
        }
        let graph = graph::build_on(chain.name, &entries, below.into_values().collect());
        let prefix = self.options.prefix_of(chain.name).clone();
        let graph = Arc::new(graph.map_err(Error::new)?.with_prefix(prefix));
        if let Some((_, other)) = self.graphs.iter().find(|(_, other)| other.chain() == chain.name) {
            let sites = [other.nodes().next().map_or(chain.site, |node| other.entry(node).site), chain.site];
            return Err(Error::new(RegistryError::SameName { chain: chain.name.to_owned(), sites }));
        }
        self.graphs.insert(chain.identity, Arc::clone(&graph));
        self.stack.pop();
        Ok(graph)
    }
}
