//! What is applied, as text.

use std::fmt::Write as _;
use std::time::Duration;

use migrate_core::ledger::{LedgerRecord, State};
use migrate_core::report::duration;
use migrate_core::run::LedgerView;

use super::{Detail, Marks, Sheet, count};

/// The applied revisions that nothing applied stands on, then what is unfinished, then what this program does not
/// know.
pub(crate) fn current(view: &LedgerView, detail: Detail) -> String {
    let LedgerView { dialect: _, server: _, graph, records, applied, all: _ } = view;
    let sheet = Sheet::on(view);
    let mut text = String::new();
    let mut add = |id: &str, line: &str| {
        let _ = writeln!(text, "{line}");
        if detail == Detail::Block
            && let Some(record) = records.iter().find(|record| record.entry.revision == id)
        {
            text.push_str(&block(record));
        }
    };
    let unfinished = applied.unfinished().collect::<Vec<_>>();
    let is_half_undone = |node| unfinished.contains(&(node, State::Undo));
    for node in applied.heads(graph) {
        let mut marks = sheet.marks(node, Marks::Few);
        if is_half_undone(node) {
            marks.push("half undone".to_owned());
        }
        add(graph.entry(node).id, &sheet.line(node, &marks));
    }
    for (node, _) in unfinished.iter().filter(|(_, state)| *state == State::Intent) {
        let mut marks = sheet.marks(*node, Marks::Few);
        marks.push("half applied".to_owned());
        add(graph.entry(*node).id, &sheet.line(*node, &marks));
    }
    for id in applied.unknown() {
        let record = records.iter().find(|record| record.entry.revision == *id);
        let message = record.map_or("", |record| record.entry.message.as_str());
        add(id, format!("{id} (not in this program) {message}").trim_end());
    }
    text
}

/// What is to be said beside it: that nothing is applied, or that there is more to apply.
pub(crate) fn remark(view: &LedgerView) -> Option<String> {
    let LedgerView { dialect: _, server: _, graph, records, applied, all: _ } = view;
    let chain = graph.chain();
    if records.is_empty() {
        return Some(format!("{chain}: nothing is applied"));
    }
    match graph.nodes().filter(|node| !applied.contains(*node)).count() {
        0 => None,
        missing => Some(format!("{chain}: {} not applied", count(missing, "revision"))),
    }
}

/// What the ledger says of a revision.
pub(super) fn block(record: &LedgerRecord) -> String {
    let LedgerRecord { entry, state, progress, applied_at, duration_us, tool } = record;
    let micros = u64::try_from(*duration_us).unwrap_or_default();
    let (what, how) = match state {
        State::Done if micros == 0 => ("stamped", String::new()),
        State::Done => ("applied", format!(" in {}", duration(Duration::from_micros(micros)))),
        State::Intent => ("begun", format!(", {progress} of {} operations are in", entry.journal.len())),
        State::Undo => ("applied", format!(", {progress} of {} operations are undone", entry.journal.len())),
    };
    format!("    {what} at {applied_at} UTC{how}, by version {tool}\n    hash {}\n", entry.hash)
}
