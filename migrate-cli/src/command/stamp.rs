//! `stamp`: writes into the ledger what is applied.

use clap::Args;

use super::{Example, read_target};
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
    Example { typed: "stamp left right", does: "count the heads of two branches" },
    Example { typed: "stamp -1", does: "count the newest as not applied" },
    Example { typed: "stamp base", does: "count none as applied" },
    Example {
        typed: "stamp --purge 2d970929c35",
        does: "forget what this program does not know, and other branches",
    },
];

/// What can be typed behind `stamp`.
#[derive(Debug, Args)]
pub(crate) struct Stamp {
    /// What the database is at: one target, or one of each branch
    #[arg(allow_negative_numbers = true, required = true, value_name = "TARGET")]
    pub(crate) targets: Vec<String>,
    /// Take everything else of the chain out of the ledger: other branches, and what this program does not know
    #[arg(long)]
    pub(crate) purge: bool,
}

pub(crate) fn run(context: &Context, typed: &Stamp) -> Result<ExitStatus, Failure> {
    let mut targets = typed.targets.iter().map(|target| read_target(target));
    let first = targets.next().expect("clap requires a target")?;
    let mut stamp = context.chain.stamp(context.require_url()?.secret(), first);
    for target in targets {
        stamp = stamp.and(target?);
    }
    if typed.purge {
        stamp = stamp.purge();
    }
    let stamp = stamp.options(context.options.clone());
    let stamped = stamp.observe(Progress::new(context.terminal)).blocking().map_err(Failure::Core)?;
    context.terminal.note(&draw::report::stamped(context.chain.name(), &stamped));
    Ok(ExitStatus::Done)
}
