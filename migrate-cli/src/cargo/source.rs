//! Revisions of the sources: names that are typed, and the same graph that a binary has.

use migrate_core::graph::{self, Applied, Target};
use migrate_core::registry::{ChainDefinition, Entry, Need};
use migrate_core::site::Site;
use migrate_source::problem::ProblemKind;
use migrate_source::{Graph, Problem, judge, path_text};

use super::failure::Failure;
use super::project::Project;

/// What is wrong with a chain: what stands in the way of reading it, and what does not.
pub(super) fn judged(graph: &Graph) -> (Vec<Problem>, Vec<Problem>) {
    judge(graph).into_iter().partition(|problem| match &problem.kind {
        ProblemKind::Attribute(_)
        | ProblemKind::DependsOnRing { .. }
        | ProblemKind::Duplicate { .. }
        | ProblemKind::MissingFile { .. }
        | ProblemKind::Ring { .. }
        | ProblemKind::Unknown { .. } => true,
        ProblemKind::LabelIsId { .. }
        | ProblemKind::LabelTaken { .. }
        | ProblemKind::MergeOfAncestor { .. }
        | ProblemKind::MergeOfContinued { .. }
        | ProblemKind::Rival { .. }
        | ProblemKind::SecondBase { .. }
        | ProblemKind::UndeclaredBranch { .. }
        | ProblemKind::Unlisted { .. } => false,
    })
}

/// Stops where the sources cannot be read as one graph.
pub(super) fn require_readable(graph: &Graph) -> Result<(), Failure> {
    let (fatal, _) = judged(graph);
    if fatal.is_empty() { Ok(()) } else { Err(Failure::Unsound(fatal)) }
}

/// The graph that a binary of these sources has, without its functions.
///
/// It lives as long as the process, as what the linker gathers does; the process ends with the command.
pub(super) fn graph_of(project: &Project) -> Result<&graph::Graph, Failure> {
    if let Some(graph) = project.whole.get() {
        return Ok(graph);
    }
    let graph = make(project)?;
    Ok(project.whole.get_or_init(|| graph))
}

fn make(project: &Project) -> Result<graph::Graph, Failure> {
    require_readable(&project.graph)?;
    let chain = leak(project.chain());
    let entries = project.graph.revisions.iter().map(|revision| {
        let site = &revision.id.site;
        let entry: &'static Entry = Box::leak(Box::new(Entry {
            chain,
            id: leak(&revision.id.text),
            down: leak_all(revision.down.iter().map(|literal| literal.text.as_str())),
            depends_on: leak_all(revision.depends_on.iter().map(|literal| literal.text.as_str())),
            needs: leak_needs(&revision.needs),
            branch: revision.branch.as_ref().map(|literal| leak(&literal.text)),
            message: leak(&revision.message),
            upgrade: |_| {},
            downgrade: None,
            site: Site::new(leak(&path_text(&site.file)), site.place.line, site.place.column),
        }));
        entry
    });
    let entries = entries.collect::<Vec<_>>();
    graph::build(chain, &entries).map_err(|error| Failure::Graph(Box::new(error)))
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn leak_all<'a>(texts: impl Iterator<Item = &'a str>) -> &'static [&'static str] {
    Box::leak(texts.map(leak).collect::<Vec<_>>().into_boxed_slice())
}

/// What a revision depends on in other chains, of which the sources of this one know the path of the type.
fn leak_needs(needs: &[migrate_source::graph::Need]) -> &'static [Need] {
    let need = |need: &migrate_source::graph::Need| {
        let name = leak(&need.chain);
        let site = &need.id.site;
        let site = Site::new(leak(&path_text(&site.file)), site.place.line, site.place.column);
        let read = None;
        let chain = ChainDefinition { name, type_name: name, identity: name, site, read, files: "" };
        Need { chain: Box::leak(Box::new(chain)), id: leak(&need.id.text) }
    };
    Box::leak(needs.iter().map(need).collect::<Vec<_>>().into_boxed_slice())
}

/// The ids of the revisions that a target stands for; none for a base.
pub(super) fn resolve(project: &Project, typed: &str) -> Result<Vec<String>, Failure> {
    let target = typed.parse::<Target>().map_err(|error| Failure::Target { error })?;
    if target.asks_database() {
        return Err(Failure::Refused {
            what: format!("`{typed}` is what a database is at, and the sources alone are asked"),
            help: "`cargo migrate current` shows it; name a revision of it".to_owned(),
        });
    }
    // The first revision of a chain stands behind none.
    if project.graph.revisions.is_empty() && typed == "head" {
        return Ok(Vec::new());
    }
    let graph = graph_of(project)?;
    let nodes = graph
        .resolve(&Applied::default(), &target)
        .map_err(|error| Failure::Route { error: Box::new(error) })?;
    Ok(nodes.into_iter().map(|node| graph.entry(node).id.to_owned()).collect())
}
