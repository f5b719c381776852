//! `adopt`: the files of another tool become revisions, and the database is told that it has them.
//!
//! The files stay where they are: each revision includes its own. What they have made is declared behind them, as the
//! database has it, so that the next revision can be written from models.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use migrate_core::adopt::history::{self, HistoryFile, HistoryRow, HistoryStep, Runs, Tool, match_history};
use migrate_core::dialect::Dialect;
use migrate_core::operation::Operations;
use migrate_core::schema::{Expression, Schema};
use migrate_source::path_text;

use super::binary::{self, Binary};
use super::failure::{Failure, quoted};
use super::file::{self, NewRevision};
use super::hooks::Hooks;
use super::naming;
use super::project::{Project, folder, shorten};
use super::source::{require_readable, resolve};
use super::template::{Kind, Template};
use crate::command::adopted_by::AdoptedBy;
use crate::draw::Terminal;
use crate::exit::ExitStatus;
use crate::history::{Reading, Told, ToldRow, ToolName};

/// What can be typed behind `adopt`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo migrate adopt --from sqlx            the files of `migrations/` become revisions, and the database is stamped
  cargo migrate adopt --from refinery --folder db/migrations
  cargo migrate adopt --from alembic         the database as it is becomes one revision, with the id of Alembic's head
  cargo migrate adopt --from sqlx --no-database
                                             the revisions alone; `cargo migrate stamp --from sqlx` tells a database")]
pub(super) struct Adopt {
    /// The tool that has changed the database until now: `alembic`, `refinery` or `sqlx`
    #[arg(long, value_enum, hide_possible_values = true, value_name = "TOOL")]
    pub(super) from: ToolName,
    /// The folder of its files, where it is not `migrations` in the folder of the package
    #[arg(long, value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
    /// Ask no database: write the revisions, and declare nothing of what they make
    #[arg(long)]
    pub(super) no_database: bool,
    /// A schema of `PostgreSQL` to look at beside the connection's own; several times for several; without any, all
    #[arg(long, value_name = "NAME", conflicts_with = "no_database")]
    pub(super) schema: Vec<String>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// A file with its text.
struct Adopted {
    file: HistoryFile,
    up: PathBuf,
    text: String,
    /// The file that undoes it, where it says anything.
    down: Option<PathBuf>,
}

pub(super) fn run(
    project: &Project,
    typed: &Adopt,
    reach: &[std::ffi::OsString],
    terminal: Terminal,
) -> Result<ExitCode, Failure> {
    let Adopt { from, folder: _, no_database, schema, reading } = typed;
    let tool = from.tool();
    require_readable(&project.graph)?;
    if tool == Tool::Alembic && *no_database {
        return Err(Failure::Refused {
            what: "Alembic's revisions are Python, which cannot be read here, so that the database says what they have made"
                .to_owned(),
            help: "leave `--no-database` out, and let the database be at Alembic's head".to_owned(),
        });
    }
    let heads = resolve(project, "head")?;
    if heads.len() > 1 {
        let help = "they are put behind one head: `cargo migrate merge`".to_owned();
        let chain = project.chain().to_owned();
        return Err(Failure::ManyHeads { chain, heads, help });
    }
    let files = if tool == Tool::Alembic { Vec::new() } else { read(project, typed, tool)? };
    let known = project.graph.revisions.iter().filter_map(|revision| tool.version(&revision.id.text));
    let known = known.collect::<Vec<_>>();
    let is_new = |adopted: &&Adopted| !known.contains(&adopted.file.version.to_string());
    let new = files.iter().filter(is_new).collect::<Vec<_>>();
    let goes_on = tool != Tool::Alembic && new.len() < files.len();
    let told = if *no_database {
        None
    } else {
        let words = AdoptedBy::words(*from, reading, goes_on, schema);
        match ask(project, &words, &heads, reach, terminal)? {
            Ok(told) => Some(told),
            Err(code) => return Ok(code),
        }
    };
    if let Some(told) = &told {
        require_same(tool, told, &files, &reading.changed)?;
    }
    let revisions = match &told {
        Some(told) if tool == Tool::Alembic => of_alembic(project, told, heads)?,
        _ => {
            let body = told.as_ref().map(|told| told.body.as_str()).filter(|body| !body.trim().is_empty());
            of_files(project, &new, tool, heads, body)?
        }
    };
    if revisions.is_empty() {
        terminal.note("every file is a revision already, and no file was written");
    } else {
        write(project, &revisions, terminal)?;
        let count = crate::draw::count(revisions.len(), "revision");
        terminal.note(&format!(
            "wrote {count}, with `mod` lines in {}; what {} has written stays as it is",
            path_text(&project.graph.site.file),
            tool.name()
        ));
    }
    for left_out in told.iter().flat_map(|told| &told.left_out) {
        terminal.note(&format!("left out, since there are no words for it: {left_out}"));
    }
    if told.is_none() {
        terminal.note(&format!(
            "to tell a database that it has them: `cargo migrate stamp --from {}`; to tell the chain what they have made: \
             `op.declare(…)` in the next revision",
            from.word()
        ));
        return Ok(ExitStatus::Done.into());
    }
    if goes_on && !new.is_empty() {
        terminal.note(
            "what the new files have made is not declared: say it with `op.declare(…)` in the next revision",
        );
    }
    let words = ["stamp".to_owned(), format!("--from={}", from.word())].into_iter().chain(reading.words());
    let words = words.chain([format!("--chain={}", project.chain())]).map(std::ffi::OsString::from);
    binary::run(project, &words.chain(reach.iter().cloned()).collect::<Vec<_>>(), terminal)
}

/// What the chain's binary says of the database, or the code to end with.
fn ask(
    project: &Project,
    words: &[String],
    down: &[String],
    reach: &[std::ffi::OsString],
    terminal: Terminal,
) -> Result<Result<Told, ExitCode>, Failure> {
    let binary = Binary::make(project, terminal)?;
    let words = words.iter().cloned().chain([format!("--chain={}", project.chain())]);
    let words = words.map(std::ffi::OsString::from).chain(reach.iter().cloned()).collect::<Vec<_>>();
    let told = match binary.ask(project, &words)? {
        Ok(told) => told,
        Err(code) => return Ok(Err(code)),
    };
    let told = serde_json::from_slice::<Told>(&told).map_err(|error| Failure::Refused {
        what: format!("the chain's binary says something else than what the database holds: {error}"),
        help: "let it call `migrate_cli::Cli` and print nothing by itself".to_owned(),
    })?;
    if told.heads != down {
        return Err(Failure::Refused {
            what: format!(
                "the chain's binary knows the heads {}, and not those of the sources",
                quoted(&told.heads)
            ),
            help: "let `[package.metadata.migrate] bin` in Cargo.toml name the binary of this chain"
                .to_owned(),
        });
    }
    Ok(Ok(told))
}

/// The files of the tool with their texts, in the order in which they run.
fn read(project: &Project, typed: &Adopt, tool: Tool) -> Result<Vec<Adopted>, Failure> {
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
fn says_something(text: &str) -> bool {
    Dialect::ALL.into_iter().any(|dialect| dialect.holds_statement(text))
}

/// Stops where the database is not at the last of the files, and where one of them cannot be part of a revision.
fn require_same(tool: Tool, told: &Told, files: &[Adopted], changed: &[String]) -> Result<(), Failure> {
    let rows = told.rows.iter().map(|row| {
        let ToldRow { version, name, checksum, is_whole } = row;
        let (version, name) = (version.clone(), name.clone());
        HistoryRow { version, name, checksum: checksum.clone(), is_whole: *is_whole }
    });
    let rows = rows.collect::<Vec<_>>();
    if tool == Tool::Alembic {
        return match rows.as_slice() {
            [_] => Ok(()),
            [] => Err(refused(&history::HistoryError::Empty { tool })),
            several => {
                let heads = several.iter().map(|row| row.version.clone()).collect::<Vec<_>>();
                Err(Failure::Refused {
                    what: format!(
                        "the database is at several heads of Alembic, {}, and no file was written",
                        quoted(&heads)
                    ),
                    help: "join them first: `alembic merge heads`, then `alembic upgrade head`".to_owned(),
                })
            }
        };
    }
    // A file that says nothing any more has another checksum too.
    let steps = files.iter().map(|adopted| HistoryStep {
        revision: adopted.file.revision.clone(),
        runs: Runs::Sql(adopted.text.clone()),
    });
    let steps = steps.collect::<Vec<_>>();
    let last = match_history(tool, &rows, &steps, changed).map_err(|error| refused(&error))?;
    if let Some(behind) = steps.get(last + 1) {
        return Err(Failure::Refused {
            what: format!(
                "this database does not have `{}`, so that it cannot say what the files make; no file was written",
                behind.revision
            ),
            help: format!(
                "bring it to the last of them, `{}`; or write the revisions alone: `--no-database`",
                tool.upgrade()
            ),
        });
    }
    let dialect = Dialect::ALL.into_iter().find(|dialect| dialect.to_string() == told.dialect);
    for (dialect, adopted) in dialect.iter().flat_map(|dialect| files.iter().map(move |file| (dialect, file)))
    {
        require_fit(*dialect, adopted, tool)?;
    }
    Ok(())
}

/// Stops at a file that cannot be part of a revision.
fn require_fit(dialect: Dialect, adopted: &Adopted, tool: Tool) -> Result<(), Failure> {
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

/// What the core says, with its parts and help.
fn refused(error: &history::HistoryError) -> Failure {
    let faults = error.faults().iter().map(|fault| format!("\n  {fault}")).collect::<Vec<_>>().concat();
    Failure::Refused { what: format!("{error}; no file was written{faults}"), help: error.help() }
}

/// The one revision that a database of Alembic's becomes.
fn of_alembic(
    project: &Project,
    told: &Told,
    down: Vec<String>,
) -> Result<Vec<(String, NewRevision)>, Failure> {
    let Some(ToldRow { version, .. }) = told.rows.first() else { return Ok(Vec::new()) };
    if project.graph.find(version).is_some() {
        return Ok(Vec::new());
    }
    migrate_source::name::check_id(version)?;
    let message = format!("The schema as Alembic has made it.\n\nIt is what Alembic calls `{version}`.");
    let module = naming::module_name("as alembic left it", modules(project));
    let statements = Some(told.body.clone()).filter(|body| !body.trim().is_empty());
    let empty = statements.is_none();
    Ok(vec![(
        module,
        NewRevision { id: version.clone(), message, down, statements, empty, ..NewRevision::default() },
    )])
}

/// The revisions of files, one behind the other, and the one behind them that declares what they have made.
fn of_files(
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
    if let (Some(body), false) = (declared, revisions.is_empty()) {
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
fn write(project: &Project, revisions: &[(String, NewRevision)], terminal: Terminal) -> Result<(), Failure> {
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
