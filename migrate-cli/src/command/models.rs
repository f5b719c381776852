//! `models`: the models of what the database holds, as a file of Rust.

use clap::Args;
use migrate_core::adopt::{self, Models as Written};

use super::Example;
use super::from_database::{FromDatabase, inspect};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example {
        typed: "models --from-database",
        does: "a struct for each table and an enum for each enum, to be a file",
    },
    Example {
        typed: "models --from-database --schema billing",
        does: "on PostgreSQL, those of another schema too",
    },
];

/// What can be typed behind `models`.
#[derive(Debug, Args)]
pub(crate) struct Models {
    /// Write the models of what the database holds
    #[arg(long, required = true)]
    pub(crate) from_database: bool,
    #[command(flatten)]
    pub(crate) wanted: FromDatabase,
}

pub(crate) fn run(context: &Context, typed: &Models) -> Result<ExitStatus, Failure> {
    let inspected = inspect(context, &typed.wanted)?;
    let Written { text, crates, left_out } = adopt::models(&inspected.schema);
    context.terminal.data(&text)?;
    for left_out in left_out {
        context.terminal.note(&format!("left out, since models have no words for it: {left_out}"));
    }
    if !crates.is_empty() {
        let crates = crates.into_iter().collect::<Vec<_>>().join(" ");
        context.terminal.note(&format!("they have types of other crates: `cargo add {crates}`"));
    }
    Ok(ExitStatus::Done)
}
