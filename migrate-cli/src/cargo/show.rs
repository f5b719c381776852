//! The verbs that show what the sources say, and ask no database.

use std::env;
use std::process::{Command, ExitCode};

use migrate_core::graph::Applied;

use super::failure::{Failure, problems};
use super::project::Project;
use super::source::{graph_of, judged, resolve};
use crate::command;
use crate::command::branches::Branches;
use crate::command::graph::Graph;
use crate::command::heads::Heads;
use crate::command::history::History;
use crate::command::show::Show;
use crate::draw::{Sheet, Terminal};
use crate::exit::ExitStatus;

pub(super) fn heads(project: &Project, typed: &Heads, terminal: Terminal) -> Result<ExitCode, Failure> {
    print(project, terminal, |sheets| command::heads::print(terminal, typed, sheets))
}

pub(super) fn graph(project: &Project, typed: &Graph, terminal: Terminal) -> Result<ExitCode, Failure> {
    let nothing = Applied::default();
    print(project, terminal, |sheets| command::graph::print(terminal, typed, &sheets[0], &nothing))
}

pub(super) fn history(project: &Project, typed: &History, terminal: Terminal) -> Result<ExitCode, Failure> {
    let range = typed.read_range().map_err(Failure::verb)?;
    let nothing = Applied::default();
    print(project, terminal, |sheets| {
        command::history::print(terminal, typed, sheets, std::slice::from_ref(&nothing), &range)
    })
}

pub(super) fn branches(project: &Project, typed: &Branches, terminal: Terminal) -> Result<ExitCode, Failure> {
    print(project, terminal, |sheets| command::branches::print(terminal, typed, sheets))
}

pub(super) fn show(project: &Project, typed: &Show, terminal: Terminal) -> Result<ExitCode, Failure> {
    let targets = typed.read_targets().map_err(Failure::verb)?;
    let nothing = Applied::default();
    print(project, terminal, |sheets| {
        command::show::print(terminal, typed, sheets, std::slice::from_ref(&nothing), &targets)
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
    print: impl Fn(&[Sheet<'_>]) -> Result<ExitStatus, crate::failure::Failure>,
) -> Result<ExitCode, Failure> {
    let status = print(&[Sheet::of(graph_of(project)?)]).map_err(Failure::verb)?;
    let (_, others) = judged(&project.graph);
    if !others.is_empty() {
        terminal.note(&format!(
            "chain `{}` does not compile as it is:\n{}",
            project.chain(),
            problems(&others)
        ));
    }
    Ok(status.into())
}
