//! `check`: whether everything is in order, for machines that decide by the exit code.

use clap::Args;
use migrate_core::run::{Changed, LedgerView};

use super::{Example, current};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::{Failure, Findings};
use crate::stale;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "check", does: "ends with code 6 where anything is amiss, and says what" },
    Example {
        typed: "check --offline",
        does: "without a database: the chain, and that this is of its sources",
    },
];

/// What can be typed behind `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Ask no database
    #[arg(long)]
    pub(crate) offline: bool,
}

pub(crate) fn run(context: &Context, typed: &Check) -> Result<ExitStatus, Failure> {
    context.chain.prove().map_err(Failure::Core)?;
    let chain = context.chain.name();
    if let Some(stale) = stale::compare(context.chain.definition()).filter(|stale| !stale.is_empty()) {
        return Err(Failure::Stale { chain: chain.to_owned(), stale });
    }
    if typed.offline {
        context.terminal.note(&format!("{chain}: the chain is sound"));
        return Ok(ExitStatus::Done);
    }
    let view = context.look()?;
    let changed = view.changed().map_err(Failure::Core)?;
    if changed.is_empty() && current::is_at_heads(&view) {
        context.terminal.note(&format!("{chain}: the chain is sound, and the database is at its heads"));
        return Ok(ExitStatus::Done);
    }
    Err(Failure::Found(findings(&view, &changed)))
}

/// What is not as it should be.
pub(crate) fn findings(view: &LedgerView, changed: &[Changed]) -> Findings {
    let LedgerView { dialect: _, server: _, graph, records: _, applied } = view;
    let id = |node| graph.entry(node).id.to_owned();
    Findings {
        chain: graph.chain().to_owned(),
        missing: graph.nodes().filter(|node| !applied.contains(*node)).map(id).collect(),
        unfinished: applied.unfinished().map(|(node, _)| id(node)).collect(),
        unknown: applied.unknown().to_vec(),
        changed: changed.iter().map(|changed| id(changed.node)).collect(),
    }
}
