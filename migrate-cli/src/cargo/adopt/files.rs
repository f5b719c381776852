//! The files of another tool, as they lie in a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use migrate_core::adopt::history::{self, HistoryFile, HistoryStep, Runs, Tool, Vouched};
use migrate_core::dialect::Dialect;
use migrate_core::operation::Operations;
use migrate_core::schema::{Expression, Schema};
use migrate_source::path_text;

use super::super::failure::Failure;
use super::super::file;
use super::super::project::{Project, folder, shorten};
use super::Adopt;

/// A file with its text.
pub(super) struct Adopted {
    pub(super) file: HistoryFile,
    pub(super) up: PathBuf,
    pub(super) text: String,
    /// The file that undoes it, where it says anything.
    pub(super) down: Option<PathBuf>,
}

impl Adopted {
    /// What the tool could know of its revision.
    pub(super) fn step(&self) -> HistoryStep {
        // A file that says nothing any more has another checksum too.
        let runs = Runs::Sql(self.text.clone());
        HistoryStep { revision: self.file.revision.clone(), runs, vouched: Vouched::ByNobody }
    }
}

/// The files of the tool with their texts, in the order in which they run.
pub(super) fn read(project: &Project, typed: &Adopt, tool: Tool) -> Result<Vec<Adopted>, Failure> {
    let place = typed.folder.clone().unwrap_or_else(|| folder(&project.package).join("migrations"));
    let place = shorten(&place);
    let mut paths = BTreeMap::new();
    list(&place, tool, &mut paths)?;
    let names = paths.keys().cloned().collect::<Vec<_>>();
    let files = history::files(tool, &names).map_err(|fault| Failure::Refused {
        what: format!("in `{}`, {fault}; nothing was written", path_text(&place)),
        help: fault.help().to_owned(),
    })?;
    if files.is_empty() {
        return Err(Failure::Refused {
            what: format!("`{}` holds no file of {}", path_text(&place), tool.name()),
            help: "say where they are: `--folder FOLDER`".to_owned(),
        });
    }
    let adopted = files.into_iter().map(|file| {
        let up = paths[&file.up].clone();
        let text = file::read(&up)?;
        // A file that says nothing undoes nothing: the revision has no downgrade then, and says so.
        let down = file.down.as_ref().map(|down| paths[down].clone());
        let down = match down {
            Some(down) if says_something(&file::read(&down)?) => Some(down),
            Some(_) | None => None,
        };
        Ok(Adopted { file, up, text, down })
    });
    adopted.collect()
}

/// The files of a folder by their names; refinery looks into folders in it too.
fn list(place: &Path, tool: Tool, paths: &mut BTreeMap<String, PathBuf>) -> Result<(), Failure> {
    let failed = |source| Failure::File { what: "look into", file: place.to_owned(), source };
    if !place.is_dir() {
        return Err(Failure::Refused {
            what: format!("there is no folder `{}`", path_text(place)),
            help: format!("say where the files of {} are: `--folder FOLDER`", tool.name()),
        });
    }
    for entry in fs::read_dir(place).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            if tool == Tool::Refinery {
                list(&path, tool, paths)?;
            }
            continue;
        }
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if let Some(other) = paths.insert(name.clone(), path) {
            return Err(Failure::Refused {
                what: format!("two files are called `{name}`, one of them {}", path_text(&other)),
                help: "move one of them away".to_owned(),
            });
        }
    }
    Ok(())
}

/// Whether SQL holds more than comments, on any database.
pub(super) fn says_something(text: &str) -> bool {
    Dialect::ALL.into_iter().any(|dialect| dialect.holds_statement(text))
}

/// Stops at a file that cannot be part of a revision.
pub(super) fn require_fit(dialect: Dialect, adopted: &Adopted, tool: Tool) -> Result<(), Failure> {
    if !says_something(&adopted.text) {
        return Ok(());
    }
    let recorded = Operations::record(|op| {
        op.sql(Expression::from(adopted.text.as_str()));
    });
    for recorded in recorded {
        dialect.lower(&recorded.operation, &Schema::default()).map_err(|unsupported| Failure::Refused {
            what: format!(
                "`{}` cannot be part of a revision: {}; no file was written",
                path_text(&adopted.up),
                unsupported.reason
            ),
            help: format!(
                "{}; when the file is otherwise, say that it has changed since {} ran it: `--changed {}`",
                unsupported.help,
                tool.name(),
                adopted.file.version
            ),
        })?;
    }
    Ok(())
}
