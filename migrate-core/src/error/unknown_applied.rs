//! Revisions in the ledger that the program does not have.

use std::fmt;

use crate::graph::RouteError;
use crate::ledger::{LedgerRecord, State};

/// The ledger holds revisions that the program does not have, and something is to be done about which they would have to
/// be known.
#[derive(Clone, Debug)]
pub(crate) struct UnknownApplied {
    /// The chain's name.
    pub(crate) chain: String,
    /// What has a verb be about that chain, where the run was not about it alone.
    pub(crate) flag: String,
    /// What the ledger knows of them, oldest first.
    pub(crate) records: Vec<LedgerRecord>,
}

impl fmt::Display for UnknownApplied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chain, flag: _, records } = self;
        let ids = records.iter().map(|record| format!("`{}`", record.entry.revision)).collect::<Vec<_>>();
        let ids = ids.join(", ");
        write!(f, "the ledger holds revisions of chain `{chain}` that this program does not have: {ids}")
    }
}

impl UnknownApplied {
    /// What the ledger knows of each, in a line.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.records.iter().map(line)
    }

    /// What to type.
    pub(super) fn help(&self) -> String {
        let half = self.records.iter().find(|record| record.state == State::Intent);
        if let Some(half) = half {
            // What is half applied nothing of the ledger's undoes.
            let revision = half.entry.revision.clone();
            let more = if self.records.len() > 1 { "; what to do about the others is told then" } else { "" };
            return format!("{}{more}", RouteError::HalfApplied { revision }.help());
        }
        let ids = self.records.iter().map(|record| record.entry.revision.as_str()).collect::<Vec<_>>();
        let flag = &self.flag;
        let forget = ids.join(" --forget ");
        format!(
            "run a program that has them: they came with another branch or a newer version of this one; or undo them by what \
             the ledger keeps: `downgrade{flag} --stored`; or, where the database is right as it is, take them out of the ledger: \
             `stamp{flag} --forget {forget}`"
        )
    }
}

/// Its id and message, and when it was applied, by which version.
fn line(record: &LedgerRecord) -> String {
    let LedgerRecord { entry, state, progress: _, applied_at, duration_us, tool } = record;
    let what = match state {
        State::Done if *duration_us == 0 => "stamped",
        State::Done => "applied",
        State::Intent => "half applied, begun",
        State::Undo => "half undone, applied",
    };
    let when = format!("{what} at {applied_at} UTC by version {tool}");
    if entry.message.is_empty() {
        format!("`{}` {when}", entry.revision)
    } else {
        format!("`{}` {} ({when})", entry.revision, entry.message)
    }
}
