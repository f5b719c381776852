//! `db`: the database as a whole, by the database's own tools.

mod backup;
mod create;
mod drop;
mod dump;
mod failure;
mod fixtures;
mod load;
mod restore;
mod shell;

use std::fs;
use std::io;
use std::path::Path;

use clap::{Args, Subcommand};
use migrate_core::run::Database;

use super::Example;
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::tools::Form;

pub(crate) use backup::{Backup, back_up};
pub(crate) use failure::DbFailure;
use fixtures::FileError;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "db create", does: "make the database of the URL, where it is not there" },
    Example { typed: "db shell", does: "open psql, mariadb or sqlite3 on it" },
    Example { typed: "db dump shop.sql", does: "write all of it into a file" },
    Example { typed: "db restore shop.sql", does: "read that file into an empty database" },
    Example { typed: "db load fixtures/users.csv", does: "insert rows from SQL, CSV or JSON" },
    Example { typed: "db drop", does: "drop it, after asking" },
];

/// What can be typed behind `db`.
#[derive(Debug, Args)]
pub(crate) struct Db {
    #[command(subcommand)]
    verb: Verb,
}

/// The verbs behind `db`.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Make the database, where it is not there
    Create(create::Create),
    /// Drop the database, with all that is in it
    Drop(drop::Drop),
    /// Open the database's own shell: psql, mariadb or sqlite3
    Shell(shell::Shell),
    /// Write the database into a file, or to stdout
    Dump(dump::Dump),
    /// Read a dump into an empty database
    Restore(restore::Restore),
    /// Insert rows from files: SQL, CSV or JSON
    Load(load::Load),
}

pub(crate) fn run(context: &Context, typed: &Db) -> Result<ExitStatus, Failure> {
    match &typed.verb {
        Verb::Create(typed) => create::run(context, typed),
        Verb::Drop(typed) => drop::run(context, typed),
        Verb::Dump(typed) => dump::run(context, typed),
        Verb::Load(typed) => load::run(context, typed),
        Verb::Restore(typed) => restore::run(context, typed),
        Verb::Shell(typed) => shell::run(context, typed),
    }
}

/// The database that the URL names.
fn database(context: &Context) -> Result<Database, Failure> {
    Database::at(context.require_url()?.secret()).map_err(Failure::Core)
}

/// The same, which must be there.
fn existing(context: &Context) -> Result<Database, Failure> {
    let database = database(context)?;
    if database.exists().blocking().map_err(Failure::Core)? {
        Ok(database)
    } else {
        Err(DbFailure::Missing { name: database.name() }.into())
    }
}

/// How a file of this name is written: archives by their ending, all else as SQL.
fn form(database: &Database, file: &Path) -> Form {
    use migrate_core::dialect::Dialect;

    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let archives: &[&str] = match database.dialect() {
        Dialect::MySql => &[],
        Dialect::Postgres => &["backup", "dump", "pgdump"],
        Dialect::Sqlite => &["db", "sqlite", "sqlite3"],
    };
    if archives.contains(&ending.as_str()) { Form::Archive } else { Form::Sql }
}

/// Whether somebody at the terminal says yes, typed something that says it, or it was said beforehand.
fn agreed(context: &Context, yes: bool, question: &str) -> Result<bool, Failure> {
    if yes {
        return Ok(true);
    }
    if !context.terminal.can_ask() {
        return Ok(false);
    }
    let answer = context.terminal.ask(question)?;
    Ok(["y", "yes"].contains(&answer.as_str()))
}

/// What becomes of an error about a file.
fn of_file(what: &'static str, path: &Path) -> impl Fn(io::Error) -> Failure {
    move |error| DbFailure::File { what, path: path.to_path_buf(), error }.into()
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(of_file("remove", path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}
