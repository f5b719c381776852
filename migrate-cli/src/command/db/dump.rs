//! `db dump`: the database in a file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::Args;
use migrate_core::run::Database;

use super::{existing, form};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::tools::{self, Content, Form};

/// What can be typed behind `db dump`.
#[derive(Debug, Args)]
#[command(after_help = "It runs pg_dump, mariadb-dump or sqlite3. A file that ends in `.dump` is PostgreSQL's archive, \
                        one that ends in `.db` or `.sqlite` a database of SQLite; all others are SQL. What stands behind \
                        `--` is the tool's own: `db dump shop.sql -- --no-owner`.")]
pub(crate) struct Dump {
    /// The file; without one, or with `-`, it goes to stdout
    file: Option<PathBuf>,
    /// Tables and all else, without rows
    #[arg(long, conflicts_with = "data_only")]
    schema_only: bool,
    /// Rows alone
    #[arg(long)]
    data_only: bool,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Arguments for the tool itself
    #[arg(last = true, value_name = "ARGUMENT")]
    arguments: Vec<OsString>,
}

pub(crate) fn run(context: &Context, typed: &Dump) -> Result<ExitStatus, Failure> {
    let content = match (typed.schema_only, typed.data_only) {
        (true, _) => Content::Schema,
        (false, true) => Content::Rows,
        (false, false) => Content::All,
    };
    let database = existing(context)?;
    let Some(file) = typed.file.as_deref().filter(|file| *file != Path::new("-")) else {
        let tool = tools::dump(&database, content, Form::Sql, &typed.arguments).map_err(Failure::Tool)?;
        tool.run(Stdio::null(), Stdio::inherit()).map_err(Failure::Tool)?;
        return Ok(ExitStatus::Done);
    };
    if file.exists() && !typed.force {
        return Err(Failure::WouldLose {
            what: format!("`{}` is there already and would be written over", file.display()),
            help: "name another file, or say `--force`",
        });
    }
    write(&database, content, file, &typed.arguments)?;
    context.terminal.note(&format!("database `{}` is in `{}`", database.name(), file.display()));
    Ok(ExitStatus::Done)
}

/// Dumps into a file, which is there whole or not at all.
pub(super) fn write(
    database: &Database,
    content: Content,
    file: &Path,
    typed: &[OsString],
) -> Result<(), Failure> {
    let of_file = |what| move |error| Failure::File { what, path: file.to_path_buf(), error };
    let partial = beside(file, ".partial");
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(of_file("write")(error)),
        Ok(()) | Err(_) => {}
    }
    let form = form(database, file);
    let is_copy = form == Form::Archive && database.dialect() == migrate_core::dialect::Dialect::Sqlite;
    let written = if is_copy && content == Content::All {
        database.copy_to(&partial).blocking().map_err(Failure::Core)
    } else {
        let output = File::create_new(&partial).map_err(of_file("write"))?;
        let tool = tools::dump(database, content, form, typed).map_err(Failure::Tool);
        tool.and_then(|tool| {
            tool.run(Stdio::null(), output.try_clone().map_err(of_file("write"))?).map_err(Failure::Tool)?;
            output.sync_all().map_err(of_file("write"))
        })
    };
    let written = written.and_then(|()| fs::rename(&partial, file).map_err(of_file("write")));
    if written.is_err() {
        // What is only half of it is nobody's backup.
        let _ = fs::remove_file(&partial);
    }
    written
}

/// A file beside another, with more behind its name.
pub(super) fn beside(file: &Path, more: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(more);
    PathBuf::from(name)
}
