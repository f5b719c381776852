//! The state of a database in one view.

use std::fmt::Write as _;

use migrate_core::graph::Node;
use migrate_core::ledger::{LedgerRecord, State};
use migrate_core::run::{Change, Changed, LedgerView};

use super::revision::{Marks, Sheet};
use super::rows::grouped;
use super::{Detail, count};

/// What is current, unfinished, pending, unknown and changed, each as far as there is something.
pub(crate) fn status(view: &LedgerView, changed: &[Changed], detail: Detail) -> String {
    let LedgerView { dialect, server, graph, records: _, applied, all: _ } = view;
    let sheet = Sheet::on(view);
    let server = server.map_or_else(|| dialect.to_string(), |server| server.to_string());
    let chain = graph.chain();
    let (have, all) = (applied.nodes().count(), graph.nodes().count());
    let mut text = format!("{chain} on {server}: {have} of {} applied\n", count(all, "revision"));
    let few = |node: Node| sheet.revision(node, Marks::Few, Detail::Line);
    let mut section = |title: String, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = write!(text, "\n{title}:\n");
            for line in lines {
                let _ = writeln!(text, "    {}", line.trim_end());
            }
        }
    };
    section("current".to_owned(), applied.heads(graph).into_iter().map(few).collect());
    let unfinished = applied.unfinished().map(|(node, state)| {
        let how = match state {
            State::Intent => "half applied",
            State::Undo => "half undone",
            State::Done => "done",
        };
        let id = graph.entry(node).id;
        let record = view.record(id);
        let progress = record.map_or(0, |record| record.progress);
        let cursor = record.and_then(LedgerRecord::cursor);
        let rows =
            cursor.map_or_else(String::new, |cursor| format!(", {} rows of the next", grouped(cursor.seen)));
        format!(
            "{id} ({how}, {} in{rows}) {}",
            count(progress as usize, "operation"),
            first_line(graph.entry(node).message)
        )
    });
    section("unfinished, to be gone on with first".to_owned(), unfinished.collect());
    section(
        "holes: not applied, though what stands on them is".to_owned(),
        graph.holes(applied).into_iter().map(few).collect(),
    );
    let pending = graph.nodes().filter(|node| !applied.contains(*node)).collect::<Vec<_>>();
    let shown = match detail {
        Detail::Block => pending.len(),
        Detail::Line => pending.len().min(MOST),
    };
    let mut lines = pending[..shown].iter().map(|node| few(*node)).collect::<Vec<_>>();
    if shown < pending.len() {
        lines.push(format!("… and {} more, which `-v` shows", pending.len() - shown));
    }
    section(format!("pending, {}, in their order", count(pending.len(), "revision")), lines);
    let unknown = applied.unknown().iter().map(|id| match view.record(id) {
        None => id.clone(),
        Some(record) => {
            let what = match record.state {
                State::Done => "applied",
                State::Intent => "half applied, begun",
                State::Undo => "half undone, applied",
            };
            let LedgerRecord { entry, applied_at, tool, .. } = record;
            format!("{id} {} ({what} at {applied_at} UTC, by version {tool})", first_line(&entry.message))
        }
    });
    section("unknown: applied, and not in this program".to_owned(), unknown.collect());
    let changed = changed.iter().map(|Changed { node, what }| {
        let entry = graph.entry(*node);
        let what = match what {
            Change::Both => "other operations and parents",
            Change::Operations => "other operations",
            Change::Parents => "other parents",
        };
        format!("{} ({what}) {}", entry.id, first_line(entry.message))
    });
    section("changed since they were applied".to_owned(), changed.collect());
    text
}

/// How many pending revisions are shown where not all are asked for.
const MOST: usize = 20;

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
