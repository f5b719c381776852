//! `status`: what is applied, pending, unknown and changed, in one view. It changes nothing.

use clap::Args;
use migrate_core::run::{Change, Changed, LedgerView};

use super::{Example, current, several};
use crate::arguments::Output;
use crate::context::Context;
use crate::draw::{self, Detail, Sheet};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "status", does: "how the database and the program stand to each other" },
    Example { typed: "status --format json", does: "the same for a program" },
];

/// What can be typed behind `status`.
#[derive(Debug, Args)]
pub(crate) struct Status {
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Status) -> Result<ExitStatus, Failure> {
    let views = context.look()?.each();
    let detail = Detail::of(context.terminal);
    let changed = |view: &LedgerView| view.changed().map_err(Failure::Core);
    several::views(
        context.terminal,
        ("status", typed.output.format),
        &views,
        |view| Ok(document(view, &changed(view)?)),
        |view| Ok(draw::status::status(view, &changed(view)?, detail)),
    )?;
    Ok(ExitStatus::Done)
}

fn document<'a>(view: &'a LedgerView, changed: &[Changed]) -> json::Status<'a> {
    let LedgerView { dialect: _, server: _, graph, records, applied, all: _ } = view;
    let id = |node| graph.entry(node).id;
    let unfinished = applied.unfinished().map(|(node, _)| id(node)).collect::<Vec<_>>();
    let records_where = |wanted: &dyn Fn(&str) -> bool| {
        let records = records.iter().filter(|record| wanted(&record.entry.revision));
        records.map(|record| json::Record::new(view, record)).collect()
    };
    json::Status {
        database: json::Database::of(view),
        current: applied.heads(graph).into_iter().map(id).collect(),
        heads: graph.heads().into_iter().map(id).collect(),
        is_at_heads: current::is_at_heads(view),
        applied: records_where(&|revision| graph.find(revision).is_some_and(|node| applied.contains(node))),
        unfinished: records_where(&|revision| unfinished.contains(&revision)),
        pending: {
            let pending = graph.nodes().filter(|node| !applied.contains(*node));
            json::Revision::all(&Sheet::on(view), pending)
        },
        unknown: records_where(&|revision| graph.find(revision).is_none()),
        changed: changed
            .iter()
            .map(|Changed { node, what }| json::Change {
                id: id(*node),
                message: graph.entry(*node).message,
                has_other_operations: matches!(what, Change::Both | Change::Operations),
                has_other_parents: matches!(what, Change::Both | Change::Parents),
            })
            .collect(),
    }
}
