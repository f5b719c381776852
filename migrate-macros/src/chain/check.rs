//! Whether the sources of the chain are in order.

use std::collections::BTreeMap;
use std::path::PathBuf;

use migrate_source::graph::Rival;
use migrate_source::problem::{Problem, ProblemKind};
use migrate_source::{Graph, Sources, judge};
use proc_macro2::Span;

use super::parse::Chain;
use crate::problems::Problems;
use crate::verdict::{Backstop, Finding, Table};

/// What the sources say.
pub(crate) struct Reading {
    /// The ids in the order of bytes, and whether each may be absent; `None` where some may be missing.
    pub(crate) ids: Option<Vec<(String, bool)>>,
    /// The files of its revisions, each with the key of its text.
    pub(crate) files: BTreeMap<PathBuf, u128>,
    /// What is to be said at the revisions; `None` where there is nothing.
    pub(crate) table: Option<Table>,
    /// The chain that has this module already.
    pub(crate) rival: Option<Rival>,
}

/// Reads and judges the sources, as far as they can be found.
pub(crate) fn sources(chain: &Chain, problems: &mut Problems) -> Reading {
    let Some((graph, files)) = read(chain) else {
        let table = Table { backstop: Backstop::On, findings: Vec::new() };
        return Reading { ids: None, files: BTreeMap::new(), table: Some(table), rival: None };
    };
    let mut findings = Vec::new();
    let mut broken = false;
    for problem in judge(&graph) {
        match &problem.kind {
            // The attribute itself says the one, rustc the other.
            ProblemKind::Attribute(_) | ProblemKind::MissingFile { .. } => broken = true,
            ProblemKind::Rival { .. } | ProblemKind::Unlisted { .. } => {
                broken = true;
                problems.add(chain.ident.span(), &problem);
            }
            ProblemKind::DependsOnRing { .. }
            | ProblemKind::Duplicate { .. }
            | ProblemKind::LabelIsId { .. }
            | ProblemKind::LabelTaken { .. }
            | ProblemKind::MergeOfAncestor { .. }
            | ProblemKind::MergeOfContinued { .. }
            | ProblemKind::Ring { .. }
            | ProblemKind::SecondBase { .. }
            | ProblemKind::UndeclaredBranch { .. }
            | ProblemKind::Unknown { .. } => findings.extend(report(&problem)),
        }
    }
    // Beside a mistake that hides revisions, the compiler would only report what follows from it.
    let backstop = if graph.is_complete() || broken { Backstop::Off } else { Backstop::On };
    let silent = backstop == Backstop::Off && findings.is_empty();
    Reading {
        ids: (!graph.unseen).then(|| ids(&graph)),
        files,
        table: (!silent).then_some(Table { backstop, findings }),
        rival: graph.rival.clone(),
    }
}

fn read(chain: &Chain) -> Option<(Graph, BTreeMap<PathBuf, u128>)> {
    let here = Span::call_site();
    let file = here.local_file()?;
    let line = u32::try_from(here.start().line).ok()?;
    let sources = Sources::read(&file).ok()?;
    let graph = sources.find(&file, line, &chain.ident.to_string())?;
    let files = sources.files(&graph);
    Some((graph, files))
}

fn report(problem: &Problem) -> Vec<Finding> {
    let finding = |site: &migrate_source::graph::Site, text: String| Finding {
        file: site.file.to_path_buf(),
        line: site.place.line as usize,
        column: site.place.column as usize,
        text,
    };
    let consequences = problem.consequences.iter().map(|site| finding(site, String::new()));
    std::iter::once(finding(&problem.site, problem.to_string())).chain(consequences).collect()
}

fn ids(graph: &Graph) -> Vec<(String, bool)> {
    let ids = graph.revisions.iter().map(|revision| (revision.id.text.clone(), revision.conditional));
    let mut ids = ids.collect::<Vec<_>>();
    ids.sort();
    ids
}
