//! `db drop`: drops the database.

use clap::Args;
use migrate_core::run::{Dropped, Others};

use super::DbFailure;
use super::{agreed, database};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

/// What can be typed behind `db drop`.
#[derive(Debug, Args)]
#[command(after_help = "It asks first; where nobody can be asked, it needs `--yes`.")]
pub(crate) struct Drop {
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Throw out whoever is connected (PostgreSQL; MySQL and MariaDB always do)
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(context: &Context, typed: &Drop) -> Result<ExitStatus, Failure> {
    let database = database(context)?;
    let name = database.name();
    if !database.exists().blocking().map_err(Failure::Core)? {
        context.terminal.note(&format!("there is no database `{name}`"));
        return Ok(ExitStatus::Done);
    }
    if !agreed(context, typed.yes, &format!("drop database `{name}` with all that is in it? [y/N] "))? {
        return Err(DbFailure::WouldLose {
            what: format!("database `{name}` would be dropped with all that is in it"),
            help: "say `db drop --yes`",
        }
        .into());
    }
    let others = if typed.force { Others::ThrownOut } else { Others::Respected };
    let done = match database.drop(others).blocking().map_err(Failure::Core)? {
        Dropped::Gone => "dropped",
        Dropped::Missing => "there is no",
    };
    context.terminal.note(&format!("{done} database `{name}`"));
    Ok(ExitStatus::Done)
}
