//! `downgrade`: undoes revisions.

use clap::{Args, ValueEnum};
use migrate_core::script::Consent;

use super::{Example, read_target, run_to_end};
use crate::arguments::{Locking, Transacting};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "downgrade -1", does: "undoes the newest revision" },
    Example { typed: "downgrade 2d970929c35", does: "undoes what stands on top of a revision" },
    Example { typed: "downgrade base --allow destructive", does: "undoes everything, with the rows in it" },
];

/// What can be typed behind `downgrade`.
#[derive(Debug, Args)]
pub(crate) struct Downgrade {
    /// Where to go; the target itself stays applied
    #[arg(allow_negative_numbers = true)]
    pub(crate) target: String,
    /// Allow what is refused otherwise
    #[arg(long, value_name = "WHAT")]
    pub(crate) allow: Option<Allow>,
    #[command(flatten)]
    pub(crate) transacting: Transacting,
    #[command(flatten)]
    pub(crate) locking: Locking,
}

/// What can be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allow {
    /// Lose rows, columns and tables with what is in them
    Destructive,
}

pub(crate) fn run(context: &Context, typed: &Downgrade) -> Result<ExitStatus, Failure> {
    let target = read_target(&typed.target)?;
    let consent = match typed.allow {
        None => Consent::Safe,
        Some(Allow::Destructive) => Consent::Destructive,
    };
    let run = context.chain.downgrade(context.require_url()?.secret(), target).consent(consent);
    run_to_end(context, &typed.locking, run.transactions(typed.transacting.transactions()))
}
