//! `rebase`: puts the revisions of one head behind another head, by editing one `down`.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::process::ExitCode;

use migrate_source::edit::Key;
use migrate_source::graph::Revision;
use migrate_source::{Graph, path_text};

use super::applied::applied;
use super::arguments::Rebase;
use super::failure::{Failure, quoted};
use super::file::Edits;
use super::project::Project;
use super::source::{require_readable, resolve};
use crate::draw::{self, Terminal};
use crate::exit::ExitStatus;

pub(super) fn run(project: &Project, typed: &Rebase, terminal: Terminal) -> Result<ExitCode, Failure> {
    let mut edits = Edits::default();
    let gone = without_missing(project, &mut edits)?;
    let project = gone.as_ref().map_or(project, |(project, _)| project);
    let lost = without_lost(project);
    let project = lost.as_ref().map_or(project, |(project, _)| project);
    let graph = &project.graph;
    require_readable(graph)?;
    let lost = lost.as_ref().map(|(_, lost)| lost.as_slice()).unwrap_or_default();
    let heads = graph.heads().into_iter().map(|head| head.id.text.clone()).collect::<Vec<_>>();
    let is_head = |id: String| -> Result<String, Failure> {
        if heads.contains(&id) {
            return Ok(id);
        }
        Err(Failure::Refused {
            what: format!("`{id}` is no head"),
            help: format!("the heads are {}", quoted(&heads)),
        })
    };
    if let ([_], [(first, parent)]) = (heads.as_slice(), lost) {
        edits.set(graph, first, Key::Down, &[])?;
        edits.write()?;
        tell_removed(terminal, gone.as_ref())?;
        let file = graph.find(first).map(|revision| path_text(&revision.site.file)).unwrap_or_default();
        terminal.data(&format!("{file}\n"))?;
        terminal.note(&format!(
            "{first} is the first of chain `{}` now, and followed {parent} before",
            project.chain()
        ));
        tell_applied(project, terminal, &[first.as_str()], "base");
        return Ok(ExitStatus::Done.into());
    }
    if heads.len() < 2 && gone.is_some() {
        edits.write()?;
        tell_removed(terminal, gone.as_ref())?;
        return Ok(ExitStatus::Done.into());
    }
    if heads.len() < 2 {
        return Err(Failure::Refused {
            what: format!("there is nothing to rebase: chain `{}` has one head", project.chain()),
            help: "rebase is for two revisions that were added to one, each in its own branch of the sources"
                .to_owned(),
        });
    }
    let one = |name: &str| -> Result<String, Failure> {
        let ids = resolve(project, name)?;
        is_head(ids.into_iter().next().unwrap_or_else(|| name.to_owned()))
    };
    let head = typed.head.as_deref().map(one).transpose()?;
    let onto = typed.onto.as_deref().map(one).transpose()?;
    let others = |not: &str| heads.iter().filter(|head| *head != not).cloned().collect::<Vec<_>>();
    let many = |typed: &str| Failure::ManyHeads {
        chain: project.chain().to_owned(),
        heads: heads.clone(),
        help: format!("say which: `cargo migrate rebase HEAD --onto HEAD`; {typed}"),
    };
    let (head, onto) = match (head, onto) {
        (Some(head), Some(onto)) => (head, onto),
        (Some(head), None) => match others(&head).as_slice() {
            [onto] => (head, onto.clone()),
            _ => return Err(many("`--onto` says behind which of the others")),
        },
        (None, Some(onto)) => match others(&onto).as_slice() {
            [head] => (head.clone(), onto),
            _ => return Err(many("the head is the one that moves")),
        },
        (None, None) if heads.len() == 2 => newest_last(graph, lost),
        (None, None) => return Err(many("the first is the one that moves")),
    };
    if head == onto {
        return Err(Failure::Refused {
            what: format!("`{head}` cannot be put behind itself"),
            help: format!("the heads are {}", quoted(&heads)),
        });
    }
    let moved = branch_of(graph, &head, &onto)?;
    let first = moved[0];
    let past = lost.iter().filter(|(id, _)| *id == first.id.text).map(|(_, parent)| parent.clone());
    let was = first.down.iter().map(|parent| parent.text.clone()).chain(past).collect::<Vec<_>>();
    edits.set(graph, &first.id.text, Key::Down, &[&onto])?;
    edits.write()?;
    tell_removed(terminal, gone.as_ref())?;
    let was = if was.is_empty() { "no parent".to_owned() } else { was.join(", ") };
    let file = path_text(&first.site.file);
    terminal.data(&format!("{file}\n"))?;
    let count = draw::count(moved.len(), "revision");
    terminal.note(&format!(
        "put {count} behind {onto}: {} follows it now, and followed {was} before",
        first.id.text
    ));
    if let Some(branch) = &first.branch {
        terminal.note(&format!(
            "it keeps its label, `branch = \"{}\"`; remove that in {file} if it is no branch any more",
            branch.text
        ));
    }
    let ids = moved.iter().map(|revision| revision.id.text.as_str()).collect::<Vec<_>>();
    tell_applied(project, terminal, &ids, was_on(graph, &onto, &first.id.text, lost));
    Ok(ExitStatus::Done.into())
}

/// Says what a database needs that has revisions which were moved, unless the one that is configured has none of them.
fn tell_applied(project: &Project, terminal: Terminal, moved: &[&str], target: &str) {
    let has = match applied(project) {
        None => "a database that has these revisions already must undo them".to_owned(),
        Some(applied) => {
            let has = applied.into_iter().filter(|id| moved.contains(&id.as_str())).collect::<Vec<_>>();
            if has.is_empty() {
                return;
            }
            format!("the database has {} already, and must undo what was moved", quoted(&has))
        }
    };
    terminal.note(&format!(
        "{has}: `cargo migrate downgrade --stored {target}` does so by what its ledger keeps, then `cargo migrate upgrade`"
    ));
}

/// The last revision that a database keeps when it undoes one that was moved: what it followed, where that is there still,
/// or else what it follows now.
fn was_on<'a>(graph: &'a Graph, onto: &'a str, first: &str, lost: &[(String, String)]) -> &'a str {
    let was = graph.find(first).and_then(|revision| revision.down.first());
    let was = was.filter(|was| lost.is_empty() && graph.find(&was.text).is_some());
    was.map_or(onto, |was| was.text.as_str())
}

/// Says which `mod` lines went.
fn tell_removed(terminal: Terminal, gone: Option<&(Project, Vec<String>)>) -> Result<(), Failure> {
    let Some((project, lines)) = gone else { return Ok(()) };
    let file = path_text(&project.graph.site.file);
    terminal.data(&format!("{file}\n"))?;
    for line in lines {
        terminal.note(&format!("took `mod {line};` out of {file}: its file is gone"));
    }
    Ok(())
}

/// The project without the `mod` lines of the chain whose files are gone, where there are such; the lines are taken out by
/// the edits.
fn without_missing(project: &Project, edits: &mut Edits) -> Result<Option<(Project, Vec<String>)>, Failure> {
    let mut graph = project.graph.clone();
    if graph.missing.is_empty() {
        return Ok(None);
    }
    let lines = graph.missing.drain(..).map(|missing| missing.name).collect::<Vec<_>>();
    for line in &lines {
        edits.remove_mod_line(&graph, line)?;
    }
    let package = project.package.clone();
    Ok(Some((Project { package, graph, whole: OnceCell::new() }, lines)))
}

/// The project as if revisions whose only parent is no revision of the chain had none, where there is such a one, or two
/// heads then, and these revisions with the parents that they name.
fn without_lost(project: &Project) -> Option<(Project, Vec<(String, String)>)> {
    let mut graph = project.graph.clone();
    let mut lost = Vec::new();
    for revision in &mut graph.revisions {
        if let [parent] = revision.down.as_slice()
            && project.graph.find(&parent.text).is_none()
        {
            lost.push((revision.id.text.clone(), parent.text.clone()));
            revision.down.clear();
        }
    }
    let is_mendable = lost.len() == 1 || (!lost.is_empty() && graph.heads().len() > 1);
    let package = project.package.clone();
    is_mendable.then(|| (Project { package, graph, whole: OnceCell::new() }, lost))
}

/// Of two heads the one that moves, which stands on a lost parent or else whose file is the later by its name, and the
/// one that stays.
fn newest_last(graph: &Graph, lost: &[(String, String)]) -> (String, String) {
    let mut heads = graph.heads();
    heads.sort_by_key(|head| {
        let base = ancestors(graph, &head.id.text);
        let is_lost = lost.iter().any(|(id, _)| base.contains(id.as_str()));
        (is_lost, head.site.file.file_name(), &head.id.text)
    });
    let ids = heads.iter().map(|head| head.id.text.clone()).collect::<Vec<_>>();
    (ids[1].clone(), ids[0].clone())
}

/// The revisions that stand under one head and not under another, the first of them first.
fn branch_of<'a>(graph: &'a Graph, head: &str, onto: &str) -> Result<Vec<&'a Revision>, Failure> {
    let base = ancestors(graph, onto);
    let mut moved = Vec::new();
    let mut at = graph.find(head);
    while let Some(revision) = at.filter(|revision| !base.contains(revision.id.text.as_str())) {
        if revision.is_merge() {
            return Err(Failure::Refused {
                what: format!("`{}` is a merge, which has no one place to be put", revision.id.text),
                help: "join the heads instead: `cargo migrate merge`".to_owned(),
            });
        }
        if let Some(stuck) = revision.depends_on.iter().find(|on| on.text == onto) {
            return Err(Failure::Refused {
                what: format!("`{}` depends on `{}`, which it would follow", revision.id.text, stuck.text),
                help: "remove that `depends_on` first".to_owned(),
            });
        }
        moved.insert(0, revision);
        at = revision.down.first().and_then(|parent| graph.find(&parent.text));
    }
    if moved.is_empty() {
        return Err(Failure::Refused {
            what: format!("`{onto}` stands on `{head}` already"),
            help: "there is nothing to do".to_owned(),
        });
    }
    Ok(moved)
}

/// A revision and all that it stands on.
fn ancestors<'a>(graph: &'a Graph, id: &'a str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        if found.insert(id)
            && let Some(revision) = graph.find(id)
        {
            waiting.extend(revision.down.iter().map(|parent| parent.text.as_str()));
        }
    }
    found
}
