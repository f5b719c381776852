//! What is adopted as revisions, and their files.

use std::fs;
use std::path::Path;

use migrate_core::adopt::history::{HistoryFile, Tool};
use migrate_source::path_text;

use super::super::failure::Failure;
use super::super::file::{self, NewRevision};
use super::super::hooks::Hooks;
use super::super::naming;
use super::super::project::Project;
use super::super::template::{Kind, Template};
use super::files::{Adopted, says_something};
use crate::draw::Terminal;

/// The revision that a database of Alembic's becomes, or what Alembic has done to it since.
pub(super) fn of_alembic(
    project: &Project,
    version: &str,
    body: &str,
    down: Vec<String>,
    when: When,
) -> Result<Vec<(String, NewRevision)>, Failure> {
    migrate_source::name::check_id(version)?;
    let (title, slug) = match when {
        When::First => ("The schema as Alembic has made it.", "as alembic left it"),
        When::Since => ("What Alembic has done since.", "what alembic has done since"),
    };
    let remark = Tool::Alembic.remark(version).unwrap_or_default();
    let message = format!("{title}\n\n{remark}");
    let module = naming::module_name(slug, modules(project));
    let statements = Some(body.to_owned()).filter(|body| !body.trim().is_empty());
    let empty = statements.is_none();
    let id = version.to_owned();
    Ok(vec![(module, NewRevision { id, message, down, empty, statements, ..NewRevision::default() })])
}

/// Whether a chain has something of Alembic's already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    First,
    Since,
}

/// The revisions of files, one behind the other, and the one behind them that declares what they have made.
pub(super) fn of_files(
    project: &Project,
    new: &[&Adopted],
    tool: Tool,
    mut down: Vec<String>,
    declared: Option<&str>,
) -> Result<Vec<(String, NewRevision)>, Failure> {
    let width =
        new.iter().map(|adopted| adopted.file.version.to_string().len()).max().unwrap_or_default().max(4);
    let mut revisions = Vec::<(String, NewRevision)>::new();
    for Adopted { file, up, text, down: reverse } in new {
        migrate_source::name::check_id(&file.revision)?;
        let empty = !says_something(text);
        let include = |path: &Path| -> Result<String, Failure> {
            Ok(format!("include_str!({:?})", path_between(&project.graph.folder, path)?))
        };
        let statements = match reverse {
            _ if empty => None,
            None => Some(format!("    op.sql({});\n", include(up)?)),
            Some(reverse) => {
                Some(format!("    op.sql({})\n        .reverse({});\n", include(up)?, include(reverse)?))
            }
        };
        let revision = NewRevision {
            id: file.revision.clone(),
            message: file.message.clone(),
            down: std::mem::replace(&mut down, vec![file.revision.clone()]),
            empty,
            statements,
            ..NewRevision::default()
        };
        revisions.push((module_of(file, width), revision));
    }
    if let Some(body) = declared {
        let message = format!(
            "What the files of {} have made.\n\nNothing of it runs: it says what later revisions and models start from.",
            tool.name()
        );
        let own = revisions.iter().map(|(module, _)| module.as_str());
        let module =
            naming::module_name(&format!("what {} has made", tool.name()), modules(project).chain(own));
        let statements = Some(body.to_owned());
        let id = naming::draw_id(&project.graph);
        revisions.push((module, NewRevision { id, message, down, statements, ..NewRevision::default() }));
    }
    Ok(revisions)
}

/// The modules that the chain has.
fn modules(project: &Project) -> impl Iterator<Item = &str> {
    project.graph.revisions.iter().filter_map(|revision| revision.modules.last()).map(String::as_str)
}

/// The module of a file's revision, in the order of versions by its name: `r20240101_120000_users`, `r0001_initial`.
fn module_of(file: &HistoryFile, width: usize) -> String {
    let version = format!("{:0width$}", file.version);
    let version = match version.split_at_checked(8) {
        Some((day, time)) if time.len() == 6 => format!("{day}_{time}"),
        Some(_) | None => version,
    };
    format!("r{version}_{}", naming::slug(&file.message))
}

/// The way from a folder to a file, as `include_str!` takes it.
fn path_between(from: &Path, to: &Path) -> Result<String, Failure> {
    let find = |path: &Path| {
        fs::canonicalize(path).map_err(|source| Failure::File { what: "find", file: path.to_owned(), source })
    };
    // The folder of a chain may not be there yet, but the one above it is.
    let from = find(from).or_else(|_| {
        let above = from.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok::<_, Failure>(find(above)?.join(from.file_name().unwrap_or_default()))
    })?;
    let to = find(to)?;
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// Writes all revisions, or none.
pub(super) fn write(
    project: &Project,
    revisions: &[(String, NewRevision)],
    terminal: Terminal,
) -> Result<(), Failure> {
    let template = Template::find(project, Kind::Revision)?;
    let texts = revisions.iter().map(|(module, revision)| Ok((module.clone(), template.fill(revision)?)));
    let texts = texts.collect::<Result<Vec<_>, Failure>>()?;
    let hooks = Hooks::read(project)?;
    let files = file::add_revisions(&project.graph, &texts)?;
    let mut hooked = Ok(());
    for file in &files {
        hooked = hooked.and(hooks.run(project, file, true, terminal));
        terminal.data(&format!("{}\n", path_text(file)))?;
    }
    hooked
}
