//! `current`: what is applied. It changes nothing, and never creates the ledger.

use clap::Args;
use migrate_core::run::LedgerView;

use super::{Example, check};
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::{self, Detail};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "current", does: "one line a revision that nothing applied stands on" },
    Example { typed: "current -v", does: "with when it was applied, and how long that took" },
    Example { typed: "current --check-heads", does: "ends with code 6 where anything is not applied" },
];

/// What can be typed behind `current`.
#[derive(Debug, Args)]
pub(crate) struct Current {
    /// Fail where the database is not at all heads
    #[arg(long, short)]
    pub(crate) check_heads: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Current) -> Result<ExitStatus, Failure> {
    let view = context.look()?;
    let text = match typed.output.format {
        Format::Json => json::text("current", context.chain.name(), document(&view))?,
        Format::Text => draw::current::current(&view, Detail::of(context.terminal)),
    };
    context.terminal.data(&text)?;
    if typed.check_heads {
        return check_heads(&view);
    }
    if let Some(line) = draw::current::remark(&view) {
        context.terminal.note(&line);
    }
    Ok(ExitStatus::Done)
}

fn document(view: &LedgerView) -> json::CurrentContent<'_> {
    let of = |ids: &mut dyn Iterator<Item = &str>| {
        let mut records = Vec::new();
        for id in ids {
            records.extend(view.record(id).map(|record| json::Record::new(view, record)));
        }
        records
    };
    let heads = view.heads();
    json::CurrentContent {
        database: json::Database::of(view),
        current: of(&mut heads.iter().map(String::as_str)),
        unfinished: of(&mut view.applied.unfinished().map(|(node, _)| view.graph.entry(node).id)),
        unknown: of(&mut view.applied.unknown().iter().map(String::as_str)),
        is_at_heads: is_at_heads(view),
    }
}

/// Whether everything is applied, and nothing is unfinished or unknown.
pub(crate) fn is_at_heads(view: &LedgerView) -> bool {
    let LedgerView { dialect: _, server: _, graph, records: _, applied } = view;
    let all = graph.nodes().all(|node| applied.contains(node));
    all && applied.unknown().is_empty() && applied.unfinished().next().is_none()
}

fn check_heads(view: &LedgerView) -> Result<ExitStatus, Failure> {
    if is_at_heads(view) {
        return Ok(ExitStatus::Done);
    }
    Err(Failure::Found(check::findings(view, &[])))
}
