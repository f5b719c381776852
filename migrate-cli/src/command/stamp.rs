//! `stamp`: writes into the ledger what is applied.

use clap::Args;

use super::{Example, read_target};
use crate::arguments::Locking;
use crate::context::Context;
use crate::draw::{self, Progress};
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "stamp head", does: "the schema is there already: count all revisions as applied" },
    Example {
        typed: "stamp 2d970929c35",
        does: "count those up to a revision as applied, and none on top of it",
    },
    Example { typed: "stamp base", does: "count none as applied" },
];

/// What can be typed behind `stamp`.
#[derive(Debug, Args)]
pub(crate) struct Stamp {
    /// What the database is at
    #[arg(allow_negative_numbers = true)]
    pub(crate) target: String,
    #[command(flatten)]
    pub(crate) locking: Locking,
}

pub(crate) fn run(context: &Context, typed: &Stamp) -> Result<ExitStatus, Failure> {
    let target = read_target(&typed.target)?;
    let stamp = context.chain.stamp(context.require_url()?.secret(), target);
    let stamp = stamp.ledger(context.ledger.clone()).lock_wait(typed.locking.wait());
    let stamped = stamp.observe(Progress::new(context.terminal)).blocking().map_err(Failure::Core)?;
    context.terminal.note(&draw::report::stamped(context.chain.name(), &stamped));
    Ok(ExitStatus::Done)
}
