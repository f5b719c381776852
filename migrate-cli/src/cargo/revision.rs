//! `revision`: a new revision, written so that the chain compiles.

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use migrate_source::edit::Key;
use migrate_source::graph::{Literal, Site};
use migrate_source::name::{check_branch, check_id};
use migrate_source::problem::ProblemKind;
use migrate_source::{Graph, Place, judge, path_text};

use super::arguments::Revision;
use super::autogenerate;
use super::failure::Failure;
use super::file::{self, Edits, NewRevision};
use super::from_database;
use super::hooks::Hooks;
use super::naming;
use super::project::Project;
use super::source::{require_readable, resolve};
use super::template::{Kind, Template};
use crate::draw::Terminal;
use crate::exit::ExitStatus;

/// `reach` says to the chain's binary which database is meant, where it is asked.
pub(super) fn run(
    project: &Project,
    typed: &Revision,
    reach: &[OsString],
    terminal: Terminal,
) -> Result<ExitCode, Failure> {
    let Revision {
        message,
        autogenerate,
        wanted,
        from_database,
        found,
        head,
        splice,
        branch_label,
        depends_on,
        id,
        empty,
    } = typed;
    if wanted.is_said() && !autogenerate {
        return Err(Failure::Refused {
            what: "what is compared is said, and nothing is".to_owned(),
            help: "add `--autogenerate`".to_owned(),
        });
    }
    if !found.schema.is_empty() && !from_database {
        return Err(Failure::Refused {
            what: "a schema is said, and no database is looked at".to_owned(),
            help: "add `--from-database`".to_owned(),
        });
    }
    let graph = &project.graph;
    require_readable(graph)?;
    let message = require_message(message)?;
    let down = match resolve(project, head)? {
        // The first revision of a chain names none.
        parents if parents.len() > 1 => {
            let help = format!(
                "a revision that continues several is a merge: `cargo migrate merge {}`",
                parents.join(" ")
            );
            let chain = project.chain().to_owned();
            return Err(Failure::ManyHeads { chain, heads: parents, help });
        }
        parents => parents,
    };
    let mut dependencies = Vec::new();
    for name in depends_on {
        for id in resolve(project, name)? {
            if !dependencies.contains(&id) && !down.contains(&id) {
                dependencies.push(id);
            }
        }
    }
    let id = take_id(graph, id.as_deref())?;
    let mut branch = branch_label.as_deref().map(|label| take_label(graph, label)).transpose()?;
    let rival = down.first().and_then(|parent| graph.successors().get(parent.as_str())?.first().copied());
    if let (Some(rival), Some(parent), false) = (rival, down.first(), splice) {
        return Err(Failure::Refused {
            what: format!("`{parent}` is no head: `{}` at {} continues it", rival.id.text, rival.id.site),
            help: "leave `--head` out to go on at the head, or begin a branch here: `--splice`".to_owned(),
        });
    }
    let is_drawn = branch.is_none() && must_declare(graph, &id, &down);
    if is_drawn {
        branch = Some(naming::label(graph, &message));
    }
    let statements = if *autogenerate {
        match autogenerate::ask(project, wanted, reach, &down, terminal)? {
            Ok(statements) => Some(statements),
            Err(code) => return Ok(code),
        }
    } else if *from_database {
        match from_database::ask(project, found, &down, reach, terminal)? {
            Ok(statements) => Some(statements),
            Err(code) => return Ok(code),
        }
    } else {
        None
    };
    let revision =
        NewRevision { id, message, down, depends_on: dependencies, branch, empty: *empty, statements };
    let text = Template::find(project, Kind::Revision)?.fill(&revision)?;
    let done = write(project, graph, &revision, &text, Edits::default(), terminal)?;
    if let (true, Some(label)) = (is_drawn, &revision.branch) {
        terminal.note(&format!("it begins the branch `{label}`; `--branch-label` gives it another name"));
    }
    if *from_database {
        terminal.note("this database has all of it already: `cargo migrate stamp head` tells its ledger");
    }
    Ok(done)
}

/// Writes a revision and changes of others, and says so.
pub(super) fn write(
    project: &Project,
    graph: &Graph,
    revision: &NewRevision,
    text: &str,
    edits: Edits,
    terminal: Terminal,
) -> Result<ExitCode, Failure> {
    let modules = graph.revisions.iter().filter_map(|revision| revision.modules.last());
    let module = naming::module_name(&revision.message, modules.map(String::as_str));
    let hooks = Hooks::read(project)?;
    let file = file::add_revision(graph, &module, text, edits)?;
    let hooked = hooks.run(project, &file, revision.statements.is_some(), terminal);
    terminal.data(&format!("{}\n", path_text(&file)))?;
    let behind = if revision.down.is_empty() {
        "first of its branch".to_owned()
    } else {
        format!("after {}", revision.down.join(" and "))
    };
    terminal.note(&format!(
        "wrote revision {}, {behind}; its `mod` line is in {}",
        revision.id,
        path_text(&graph.site.file)
    ));
    hooked.map(|()| ExitStatus::Done.into())
}

/// A message that says something.
pub(super) fn require_message(message: &str) -> Result<String, Failure> {
    let message = message.replace("\r\n", "\n").replace('\r', "\n");
    let message = message.trim();
    if message.is_empty() {
        return Err(Failure::Refused {
            what: "the message is empty".to_owned(),
            help: "say in a few words what the revision does: `-m \"Orders have a state\"`".to_owned(),
        });
    }
    // The compiler refuses comments that may read otherwise than they are.
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hidden = message.chars().find(|c| turns(*c) || (c.is_control() && !matches!(c, '\n' | '\t')));
    if let Some(hidden) = hidden {
        return Err(Failure::Refused {
            what: format!("the message holds {hidden:?}, which may not stand in a comment"),
            help: "leave that character out".to_owned(),
        });
    }
    Ok(message.to_owned())
}

/// The id that was typed, or one that is drawn.
pub(super) fn take_id(graph: &Graph, typed: Option<&str>) -> Result<String, Failure> {
    let Some(id) = typed else { return Ok(naming::draw_id(graph)) };
    check_id(id)?;
    require_free(graph, id)
}

/// A label that was typed.
pub(super) fn take_label(graph: &Graph, label: &str) -> Result<String, Failure> {
    check_branch(label)?;
    require_free(graph, label)
}

fn require_free(graph: &Graph, name: &str) -> Result<String, Failure> {
    let mut names =
        graph.revisions.iter().flat_map(|revision| [Some(&revision.id), revision.branch.as_ref()]);
    match names.find_map(|own| own.filter(|own| own.text == name)) {
        Some(taken) => Err(Failure::Taken { typed: name.to_owned(), site: taken.site.to_string() }),
        None => Ok(name.to_owned()),
    }
}

/// Whether the compiler wants a label of a new revision on this parent.
fn must_declare(graph: &Graph, id: &str, down: &[String]) -> bool {
    let mut graph = graph.clone();
    let file = Arc::new(graph.site.file.join(id));
    let literal = |text: &String| Literal {
        text: text.clone(),
        site: Site { file: Arc::clone(&file), place: Place::START },
    };
    let id = literal(&id.to_owned());
    let site = id.site.clone();
    graph.revisions.push(migrate_source::graph::Revision {
        branch: None,
        conditional: false,
        depends_on: Vec::new(),
        needs: Vec::new(),
        down: down.iter().map(literal).collect(),
        downgrade: None,
        faults: Vec::new(),
        function: None,
        id,
        message: String::new(),
        modules: Vec::new(),
        site: site.clone(),
    });
    judge(&graph).iter().any(|problem| problem.site == site && wants_label(&problem.kind))
}

/// Whether a label mends a broken rule.
fn wants_label(kind: &ProblemKind) -> bool {
    matches!(kind, ProblemKind::SecondBase { .. } | ProblemKind::UndeclaredBranch { .. })
}

/// Labels the branches that the compiler wants labelled, and gives what is to be said of it.
pub(super) fn declare_branches(graph: &mut Graph, edits: &mut Edits) -> Result<Vec<String>, Failure> {
    let mut notes = Vec::new();
    let wanting = judge(graph).into_iter().filter(|problem| wants_label(&problem.kind));
    for site in wanting.map(|problem| problem.site).collect::<Vec<_>>() {
        let is_it = |revision: &migrate_source::graph::Revision| {
            revision.id.site == site || revision.down.iter().any(|parent| parent.site == site)
        };
        let Some(at) = graph.revisions.iter().position(is_it) else { continue };
        let label = naming::label(graph, &graph.revisions[at].message);
        let id = graph.revisions[at].id.text.clone();
        edits.set(graph, &id, Key::Branch, &[&label])?;
        let file = path_text(&graph.revisions[at].site.file);
        notes.push(format!("labelled the branch that begins with {id}: `branch = \"{label}\"` in {file}"));
        graph.revisions[at].branch = Some(Literal { text: label, site });
    }
    Ok(notes)
}
