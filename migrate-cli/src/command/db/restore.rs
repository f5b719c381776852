//! `db restore`: a dump read into an empty database.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::Args;
use migrate_core::dialect::Dialect;
use migrate_core::run::{Created, Database, Others};
use migrate_core::session::Address;

use super::DbFailure;
use super::dump::beside;
use super::{agreed, database, form, of_file, remove};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::tools::{self, Form, Transaction};

/// What can be typed behind `db restore`.
#[derive(Debug, Args)]
#[command(
    after_help = "The database is made where it is not there. One that holds something is left alone, unless \
                        `--replace` drops it first. At an error it stops: on PostgreSQL and SQLite nothing of the file is in \
                        then; MySQL and MariaDB keep what came before."
)]
pub(crate) struct Restore {
    /// The file that `db dump` wrote
    file: PathBuf,
    /// Drop the database first, with all that is in it; it asks, or needs `--yes`
    #[arg(long)]
    replace: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(context: &Context, typed: &Restore) -> Result<ExitStatus, Failure> {
    let input = File::open(&typed.file).map_err(of_file("read", &typed.file))?;
    let database = database(context)?;
    let name = database.name();
    let core = Failure::Core;
    let is_empty = match database.create().blocking().map_err(core)? {
        Created::Made => true,
        Created::There => database.is_empty().blocking().map_err(core)?,
    };
    if !is_empty && !typed.replace {
        return Err(DbFailure::WouldLose {
            what: format!("database `{name}` is not empty"),
            help: "restore into another one, or drop this one first with `--replace`",
        }
        .into());
    }
    let question = format!("drop database `{name}` with all that is in it, and restore the file? [y/N] ");
    if !is_empty && !agreed(context, typed.yes, &question)? {
        return Err(DbFailure::WouldLose {
            what: format!("database `{name}` would be dropped with all that is in it"),
            help: "say `db restore --replace --yes`",
        }
        .into());
    }
    match database.address() {
        Address::File(target) => restore_file(&database, &typed.file, input, target)?,
        Address::Memory | Address::Server(_) => {
            if !is_empty {
                database.drop(Others::Respected).blocking().map_err(core)?;
                database.create().blocking().map_err(core)?;
            }
            restore_on_server(&database, &typed.file, input)?;
        }
    }
    context.terminal.note(&format!("`{}` is in database `{name}`", typed.file.display()));
    Ok(ExitStatus::Done)
}

fn restore_on_server(database: &Database, file: &Path, input: File) -> Result<(), Failure> {
    let tool = tools::restore(database, form(database, file));
    // What a dump selects is nobody's business.
    let done = tool.map_err(DbFailure::Tool)?.run(input, Stdio::null());
    done.map_err(|error| {
        let state = match database.dialect() {
            Dialect::MySql => format!("database `{}` may hold a part of the file", database.name()),
            Dialect::Postgres | Dialect::Sqlite => {
                format!("nothing of the file is in database `{}`, which is empty", database.name())
            }
        };
        DbFailure::Stopped { error, state }.into()
    })
}

/// Restores beside the file, which is put in the place of the old one only when it is whole.
fn restore_file(database: &Database, file: &Path, input: File, target: &Path) -> Result<(), Failure> {
    let fresh = beside(target, ".restoring");
    remove(&fresh)?;
    let place = |path: &Path| Database::at(&format!("sqlite://{}", escaped(path))).map_err(Failure::Core);
    let restored = match form(database, file) {
        Form::Archive => {
            drop(input);
            place(file)?.copy_to(&fresh).blocking().map_err(Failure::Core)
        }
        Form::Sql => {
            let tool = tools::script(&place(&fresh)?, &[], Transaction::Inside).map_err(DbFailure::Tool)?;
            tool.run(input, Stdio::null()).map_err(|error| {
                let state = format!("database `{}` is as it was", database.name());
                DbFailure::Stopped { error, state }.into()
            })
        }
    };
    let put = restored.and_then(|()| {
        database.drop(Others::Respected).blocking().map_err(Failure::Core)?;
        fs::rename(&fresh, target).map_err(of_file("write", target))
    });
    if put.is_err() {
        remove(&fresh)?;
    }
    put
}

/// A path as it stands in a URL.
fn escaped(path: &Path) -> String {
    let mut text = String::new();
    for character in path.display().to_string().chars() {
        match character {
            '%' => text.push_str("%25"),
            '?' => text.push_str("%3F"),
            '#' => text.push_str("%23"),
            other => text.push(other),
        }
    }
    text
}
