//! `db dump`: the database in a file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::Args;
use migrate_core::run::Database;

use super::DbFailure;
use super::{existing, form, of_file, remove};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::tools::{self, Content, Form, ToolError};

/// What can be typed behind `db dump`.
#[derive(Debug, Args)]
#[command(
    after_help = "It runs pg_dump, mariadb-dump or sqlite3. A file that ends in `.dump` is PostgreSQL's archive, \
                        one that ends in `.db` or `.sqlite` a database of SQLite; all others are SQL. What stands behind \
                        `--` is the tool's own: `db dump shop.sql -- --no-owner`."
)]
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
    let what = match (typed.schema_only, typed.data_only) {
        (true, _) => Content::Schema,
        (false, true) => Content::Rows,
        (false, false) => Content::All,
    };
    let database = existing(context)?;
    let Some(file) = typed.file.as_deref().filter(|file| *file != Path::new("-")) else {
        let tool = tools::dump(&database, what, Form::Sql, &typed.arguments).map_err(DbFailure::Tool)?;
        tool.run(Stdio::null(), Stdio::inherit()).map_err(DbFailure::Tool)?;
        return Ok(ExitStatus::Done);
    };
    if file.exists() && !typed.force {
        return Err(DbFailure::WouldLose {
            what: format!("`{}` is there already and would be written over", file.display()),
            help: "name another file, or say `--force`",
        }
        .into());
    }
    write(&database, what, file, &typed.arguments)?;
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
    let partial = beside(file, ".partial");
    remove(&partial)?;
    let form = form(database, file);
    let is_copy = form == Form::Archive && database.dialect() == migrate_core::dialect::Dialect::Sqlite;
    let written = if is_copy && content == Content::All {
        database.copy_to(&partial).blocking().map_err(Failure::Core)
    } else {
        into(&partial, |output| {
            let tool = tools::dump(database, content, form, typed)?;
            tool.run(Stdio::null(), output)
        })
    };
    let written = written.and_then(|()| fs::rename(&partial, file).map_err(of_file("write", file)));
    if written.is_err() {
        // What is only half of it is nobody's backup.
        remove(&partial)?;
    }
    written
}

/// Has a new file written, down to the disk.
fn into(path: &Path, write: impl FnOnce(File) -> Result<(), ToolError>) -> Result<(), Failure> {
    let file = File::create_new(path).map_err(of_file("write", path))?;
    let output = file.try_clone().map_err(of_file("write", path))?;
    write(output).map_err(DbFailure::Tool)?;
    file.sync_all().map_err(of_file("write", path))
}

/// A file beside another, with more behind its name.
pub(super) fn beside(file: &Path, more: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(more);
    PathBuf::from(name)
}
