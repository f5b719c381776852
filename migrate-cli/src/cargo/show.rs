//! The verbs that show what the sources say, and ask no database.

use std::env;
use std::process::{Command, ExitCode};

use migrate_core::graph::{Graph, Node};

use super::failure::{Failure, problems};
use super::project::Project;
use super::source::{graph_of, judged, resolve};
use crate::draw::{self, Detail, Terminal, Verbosity};
use crate::exit::ExitStatus;

pub(super) fn heads(project: &Project, terminal: Terminal) -> Result<ExitCode, Failure> {
    print(project, terminal, |graph, detail| {
        graph.heads().into_iter().map(|node| draw::revision::head(graph, node, detail)).collect()
    })
}

pub(super) fn history(project: &Project, terminal: Terminal) -> Result<ExitCode, Failure> {
    print(project, terminal, |graph, detail| {
        let nodes = graph.nodes().rev();
        nodes.map(|node| draw::revision::history(graph, node, false, detail)).collect()
    })
}

pub(super) fn branches(project: &Project, terminal: Terminal) -> Result<ExitCode, Failure> {
    print(project, terminal, |graph, detail| {
        let points = graph.nodes().filter(|node| graph.children(*node).len() > 1);
        let point = |node: Node| {
            let children = graph.children(node).iter();
            let children = children.map(|child| {
                let marks = draw::revision::marks(graph, *child);
                format!("  -> {}\n", draw::revision::line(graph, *child, &marks))
            });
            let own = draw::revision::history(graph, node, false, detail);
            format!("{own}{}", children.collect::<String>())
        };
        points.map(point).collect()
    })
}

pub(super) fn show(project: &Project, names: &[String], terminal: Terminal) -> Result<ExitCode, Failure> {
    let ids = resolve_all(project, names)?;
    print(project, terminal, |graph, _| {
        let nodes = ids.iter().filter_map(|id| graph.find(id));
        nodes.map(|node| draw::revision::history(graph, node, false, Detail::Block)).collect()
    })
}

pub(super) fn edit(project: &Project, names: &[String]) -> Result<ExitCode, Failure> {
    let ids = resolve_all(project, names)?;
    let files =
        ids.iter().filter_map(|id| project.graph.find(id)).map(|revision| revision.site.file.as_path());
    let editor =
        ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|text| !text.is_empty()));
    let refused = |what: String| Failure::Refused {
        what,
        help: "name one: `EDITOR=nano cargo migrate edit head`".to_owned(),
    };
    let Some(editor) = editor else {
        return Err(refused("neither `VISUAL` nor `EDITOR` names an editor".to_owned()));
    };
    // An editor may bring arguments of its own: `code --wait`.
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else { return Err(refused(format!("`{editor}` names no editor"))) };
    let status = Command::new(program).args(words).args(files).status();
    match status {
        Ok(status) if status.success() => Ok(ExitStatus::Done.into()),
        Ok(status) => Err(refused(format!("`{editor}` ended with {status}"))),
        Err(error) => Err(refused(format!("`{editor}` cannot be run: {error}"))),
    }
}

fn resolve_all(project: &Project, names: &[String]) -> Result<Vec<String>, Failure> {
    let mut ids = Vec::new();
    for name in names {
        ids.extend(resolve(project, name)?);
    }
    if ids.is_empty() {
        return Err(Failure::Refused {
            what: "no revision goes by that name".to_owned(),
            help: "name a revision: an id, `head` or `heads`".to_owned(),
        });
    }
    Ok(ids)
}

/// Prints what is asked of the graph, and says on stderr what the compiler will say of it.
fn print(
    project: &Project,
    terminal: Terminal,
    draw: impl Fn(&Graph, Detail) -> String,
) -> Result<ExitCode, Failure> {
    let graph = graph_of(project)?;
    let detail = if terminal.verbosity() == Verbosity::Verbose { Detail::Block } else { Detail::Line };
    terminal.data(&draw(graph, detail))?;
    let (_, others) = judged(&project.graph);
    if !others.is_empty() {
        terminal.note(&format!("the chain does not compile as it is:\n{}", problems(&others)));
    }
    Ok(ExitStatus::Done.into())
}
