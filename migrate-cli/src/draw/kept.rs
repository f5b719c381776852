//! What the ledger keeps of a revision that the program does not have, as text.

use std::fmt::Write as _;

use migrate_core::ledger::{LedgerRecord, State};
use migrate_core::run::LedgerView;
use migrate_core::script::Script;

use super::{current, script};

/// A block: what the ledger knows of it, and the SQL that undoes it.
pub(crate) fn kept(view: &LedgerView, record: &LedgerRecord) -> String {
    let entry = &record.entry;
    let ids = |ids: &[String]| if ids.is_empty() { "<base>".to_owned() } else { ids.join(", ") };
    let mut text =
        format!("Revision: {} (not in this program)\nParents: {}\n", entry.revision, ids(&entry.parents));
    if !entry.depends_on.is_empty() {
        let _ = writeln!(text, "Depends on: {}", ids(&entry.depends_on));
    }
    if !entry.message.is_empty() {
        let _ = writeln!(text, "\n    {}", entry.message);
    }
    let _ = writeln!(text, "\n{}", current::block(record));
    match view.undo_of(record) {
        Ok(step) => {
            let steps = vec![step];
            let undo = Script { dialect: view.dialect, chain: entry.chain.clone(), steps };
            // What is known to be in is of the way there, unless the way back was begun.
            let records = match record.state {
                State::Done | State::Undo => view.records.as_slice(),
                State::Intent => &[],
            };
            text.push_str(&script::script(undo, records));
        }
        Err(stuck) => {
            let why = stuck.to_string();
            let mut characters = why.chars();
            let first = characters.next().into_iter().flat_map(char::to_uppercase);
            text.extend(first.chain(characters));
            text.push('\n');
        }
    }
    text.push('\n');
    text
}
