//! Revisions of a chain, as far as the program itself knows them.

use migrate_core::graph::Node;
use serde::Serialize;

use crate::draw::Sheet;

/// A revision.
#[derive(Debug, Serialize)]
pub(crate) struct Revision<'a> {
    id: &'a str,
    message: &'a str,
    parents: Vec<&'a str>,
    depends_on: Vec<String>,
    children: Vec<&'a str>,
    dependents: Vec<&'a str>,
    label: Option<&'a str>,
    branches: Vec<&'a str>,
    is_head: bool,
    is_effective_head: bool,
    /// `None` where no database was asked.
    is_current: Option<bool>,
    is_applied: Option<bool>,
    site: Site,
}

/// A place in the user's source.
#[derive(Debug, Serialize)]
pub(super) struct Site {
    file: &'static str,
    line: u32,
    column: u32,
}

impl From<migrate_core::site::Site> for Site {
    fn from(site: migrate_core::site::Site) -> Self {
        Self { file: site.file(), line: site.line(), column: site.column() }
    }
}

impl<'a> Revision<'a> {
    pub(crate) fn new(sheet: &Sheet<'a>, node: Node) -> Self {
        let graph = sheet.graph;
        let entry = graph.entry(node);
        let ids = |nodes: &[Node]| nodes.iter().map(|node| graph.entry(*node).id).collect();
        Self {
            id: entry.id,
            message: entry.message,
            parents: ids(graph.parents(node)),
            depends_on: graph.dependencies(node),
            children: ids(graph.children(node)),
            dependents: ids(graph.dependents(node)),
            label: entry.branch,
            branches: sheet.labels.of(node).to_vec(),
            is_head: graph.children(node).is_empty(),
            is_effective_head: graph.is_effective_head(node),
            is_current: sheet.applied.map(|_| sheet.is_current(node)),
            is_applied: sheet.applied.map(|applied| applied.contains(node)),
            site: entry.site.into(),
        }
    }

    /// Several.
    pub(crate) fn all(sheet: &Sheet<'a>, nodes: impl IntoIterator<Item = Node>) -> Vec<Self> {
        nodes.into_iter().map(|node| Self::new(sheet, node)).collect()
    }
}

/// What `show` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Shown<'a> {
    pub(crate) revisions: Vec<Revision<'a>>,
    pub(crate) unknown: Vec<super::Record<'a>>,
}

/// What `heads` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Revisions<'a> {
    pub(crate) revisions: Vec<Revision<'a>>,
}

/// What `history` prints.
#[derive(Debug, Serialize)]
pub(crate) struct History<'a> {
    pub(crate) range: String,
    /// Newest first.
    pub(crate) revisions: Vec<Revision<'a>>,
}

/// What `branches` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Branches<'a> {
    pub(crate) branch_points: Vec<BranchPoint<'a>>,
}

/// Where a chain forks.
#[derive(Debug, Serialize)]
pub(crate) struct BranchPoint<'a> {
    /// `None` for the base, where the chain has several first revisions.
    pub(crate) revision: Option<Revision<'a>>,
    pub(crate) children: Vec<Revision<'a>>,
}
