//! `ensure-version`: makes the ledger, and nothing else.

use clap::Args;
use migrate_core::run::{Ensure, Ensured};

use super::Example;
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
pub(crate) struct EnsureVersion {}

pub(crate) fn run(context: &Context, EnsureVersion {}: &EnsureVersion) -> Result<ExitStatus, Failure> {
    let ensure = Ensure::url(context.chains.clone(), context.require_url()?.secret());
    let ensure = ensure.options(context.options.clone());
    let ensured = ensure.observe(Progress::new(context.terminal)).blocking().map_err(Failure::Core)?;
    let what = match ensured {
        Ensured::Made => "made",
        Ensured::There => "there already",
    };
    let (chain, ledger) = (context.title(), context.options.prefixed_ledger());
    context.terminal.note(&format!("{chain}: the ledger `{ledger}` is {what}"));
    Ok(ExitStatus::Done)
}
