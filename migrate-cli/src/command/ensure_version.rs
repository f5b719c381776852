//! `ensure-version`: makes the ledger, and nothing else.

use clap::Args;
use migrate_core::run::Ensured;

use super::Example;
use crate::arguments::Locking;
use crate::context::Context;
use crate::draw::Progress;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[Example {
    typed: "ensure-version",
    does: "so that a user who may make no table can run revisions that make none",
}];

/// What can be typed behind `ensure-version`.
#[derive(Debug, Args)]
pub(crate) struct EnsureVersion {
    #[command(flatten)]
    pub(crate) locking: Locking,
}

pub(crate) fn run(context: &Context, typed: &EnsureVersion) -> Result<ExitStatus, Failure> {
    let ensure = context.chain.ensure(context.require_url()?.secret());
    let ensure = ensure.ledger(context.ledger.clone()).lock_wait(typed.locking.wait());
    let ensured = ensure.observe(Progress::new(context.terminal)).blocking().map_err(Failure::Core)?;
    let what = match ensured {
        Ensured::Made => "made",
        Ensured::There => "there already",
    };
    context.terminal.note(&format!("{}: the ledger `{}` is {what}", context.chain.name(), context.ledger));
    Ok(ExitStatus::Done)
}
