//! `current`: what is applied. It changes nothing, and never creates the ledger.

use clap::Args;
use migrate_core::run::LedgerView;

use super::{Example, check, several};
use crate::arguments::Output;
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
    let views = context.look()?.each();
    let detail = Detail::of(context.terminal);
    several::views(
        context.terminal,
        ("current", typed.output.format),
        &views,
        |view| Ok(document(view)),
        |view| Ok(several::named(views.len(), view.graph.chain(), draw::current::current(view, detail))),
    )?;
    if typed.check_heads {
        return check_heads(&views);
    }
    for line in views.iter().filter_map(draw::current::remark) {
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
    let LedgerView { dialect: _, server: _, graph, records: _, applied, all: _ } = view;
    let all = graph.nodes().all(|node| applied.contains(node));
    all && applied.unknown().is_empty() && applied.unfinished().next().is_none()
}

fn check_heads(views: &[LedgerView]) -> Result<ExitStatus, Failure> {
    let behind = views.iter().filter(|view| !is_at_heads(view));
    let found = behind.map(|view| check::findings(view, &[])).collect::<Vec<_>>();
    if found.is_empty() { Ok(ExitStatus::Done) } else { Err(Failure::Found(found)) }
}
