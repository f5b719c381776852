//! `--backup`: a dump before anything runs.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use clap::Args;
use migrate_core::dialect::Dialect;
use migrate_core::run::Errand;

use super::{dump, existing, of_file};
use crate::context::Context;
use crate::failure::Failure;
use crate::tools::Content;

/// What the verbs take that can dump first.
#[derive(Clone, Debug, Args)]
pub(crate) struct Backup {
    /// Dump the database into this folder first, if anything is to run
    #[arg(long, value_name = "FOLDER", conflicts_with = "sql")]
    backup: Option<PathBuf>,
}

/// Dumps the database, where that was asked for and something is to run. Nothing runs where it fails.
pub(crate) fn back_up(context: &Context, typed: &Backup, errand: &Errand) -> Result<(), Failure> {
    let Some(folder) = &typed.backup else { return Ok(()) };
    let view = context.look()?;
    if view.script(errand).map_err(Failure::Core)?.is_none() {
        return Ok(());
    }
    let database = existing(context)?;
    fs::create_dir_all(folder).map_err(of_file("make", folder))?;
    let now = DateTime::<Utc>::from(SystemTime::now()).format("%Y%m%dT%H%M%SZ");
    let ending = match database.dialect() {
        Dialect::MySql => "sql",
        Dialect::Postgres => "dump",
        Dialect::Sqlite => "db",
    };
    // The name of a file without its folder and ending, or of a database, with nothing in it that means something to a shell.
    let name = PathBuf::from(database.name());
    let name = name.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let name = name.chars().map(plain).collect::<String>();
    let at = match view.heads().as_slice() {
        [] => "base".to_owned(),
        [head] => head.clone(),
        [_, ..] => "heads".to_owned(),
    };
    let file = folder.join(format!("{name}-{now}-{at}.{ending}"));
    dump::write(&database, Content::All, &file, &[])?;
    context.terminal.note(&format!("before anything runs, the database is in `{}`", file.display()));
    Ok(())
}
