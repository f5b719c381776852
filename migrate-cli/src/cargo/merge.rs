//! `merge`: a revision that joins heads, and the label that the compiler wants of one of the branches.

use std::process::ExitCode;

use super::arguments::Merge;
use super::failure::Failure;
use super::file::{Edits, NewRevision};
use super::project::Project;
use super::revision::{declare_branches, require_message, take_id, take_label, write};
use super::source::{require_readable, resolve};
use super::template::{Kind, Template};
use crate::draw::Terminal;

pub(super) fn run(project: &Project, typed: &Merge, terminal: Terminal) -> Result<ExitCode, Failure> {
    let Merge { revisions, message, branch_label, id } = typed;
    require_readable(&project.graph)?;
    let heads = project.graph.heads().iter().map(|head| head.id.text.clone()).collect::<Vec<_>>();
    let mut down = Vec::new();
    for name in revisions {
        for id in resolve(project, name)? {
            if !down.contains(&id) {
                down.push(id);
            }
        }
    }
    if revisions.is_empty() {
        down.clone_from(&heads);
    }
    if let Some(inner) = down.iter().find(|id| !heads.contains(id)) {
        return Err(Failure::Refused {
            what: format!("`{inner}` is no head, and a merge joins heads"),
            help: format!("the heads are {}", super::failure::quoted(&heads)),
        });
    }
    if down.len() < 2 {
        return Err(Failure::Refused {
            what: match heads.as_slice() {
                [] => format!("chain `{}` has no revision yet", project.chain()),
                [head] => {
                    format!("there is nothing to merge: chain `{}` has one head, `{head}`", project.chain())
                }
                _ => "a merge joins two heads or more".to_owned(),
            },
            help: "a revision on one head is made by `cargo migrate revision -m \"…\"`".to_owned(),
        });
    }
    let message = match message {
        Some(message) => require_message(message)?,
        None => format!("Merge of {}.", join(&down)),
    };
    let id = take_id(&project.graph, id.as_deref())?;
    let branch = branch_label.as_deref().map(|label| take_label(&project.graph, label)).transpose()?;
    let mut graph = project.graph.clone();
    let mut edits = Edits::default();
    let notes = declare_branches(&mut graph, &mut edits)?;
    let revision =
        NewRevision { id, message, down, depends_on: Vec::new(), branch, empty: true, statements: None };
    let text = Template::find(project, Kind::Merge)?.fill(&revision)?;
    let done = write(project, &graph, &revision, &text, edits, terminal)?;
    for note in &notes {
        terminal.note(note);
    }
    Ok(done)
}

/// `a`, `b` and `c`.
fn join(ids: &[String]) -> String {
    let quoted = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>();
    match quoted.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        all => all.concat(),
    }
}
