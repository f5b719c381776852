//! `db create`: makes the database.

use clap::Args;
use migrate_core::run::Created;

use super::database;
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

/// What can be typed behind `db create`.
#[derive(Debug, Args)]
#[command(after_help = "A database that is there already stays as it is. `upgrade` then makes its tables.")]
pub(crate) struct Create;

pub(crate) fn run(context: &Context, _typed: &Create) -> Result<ExitStatus, Failure> {
    let database = database(context)?;
    let done = match database.create().blocking().map_err(Failure::Core)? {
        Created::Made => "made",
        Created::There => "is there already:",
    };
    context.terminal.note(&format!("{done} database `{}`", database.name()));
    Ok(ExitStatus::Done)
}
