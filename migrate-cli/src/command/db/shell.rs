//! `db shell`: the database's own shell.

use std::ffi::OsString;

use clap::Args;

use super::{DbFailure, existing};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::tools;

/// What can be typed behind `db shell`.
#[derive(Debug, Args)]
#[command(
    after_help = "The password goes by the environment, never as an argument. What stands behind `--` is the \
                        shell's own: `db shell -- -c 'SELECT 1'` with psql."
)]
pub(crate) struct Shell {
    /// Arguments for the shell itself
    #[arg(last = true, value_name = "ARGUMENT")]
    arguments: Vec<OsString>,
}

pub(crate) fn run(context: &Context, typed: &Shell) -> Result<ExitStatus, Failure> {
    let database = existing(context)?;
    let shell =
        tools::shell(&database, &context.options.search_path, &typed.arguments).map_err(DbFailure::Tool)?;
    shell.hand_over().map_err(DbFailure::Tool)?;
    Ok(ExitStatus::Done)
}
