//! What a script looks at before it goes on.

use super::Manner;
use crate::dialect::Dialect;
use crate::dialect::ledger::{Is, has, has_above, is_at};
use crate::dialect::sql::{Piece, Sql, Written, pieces};
use crate::ledger::{LedgerEntry, State};
use crate::name::{Name, QualifiedName};
use crate::plan::StepDirection;

/// Something that must not be.
#[derive(Clone, Debug)]
pub(in crate::dialect) struct Check {
    /// The condition that must not hold.
    pub(in crate::dialect) fault: Sql,
    /// What it means if it does.
    pub(in crate::dialect) says: String,
}

impl Check {
    fn new(dialect: Dialect, fault: impl Piece, says: impl Into<String>) -> Self {
        // Room for a question to the ledger.
        let mut sql = Sql::with_room(dialect, 192);
        sql.push(fault);
        Self { fault: sql, says: says.into() }
    }

    /// A query must find nothing.
    pub(in crate::dialect) fn nothing(dialect: Dialect, query: &str, says: impl Into<String>) -> Self {
        Self::new(dialect, pieces!["EXISTS (", Written(query), ")"], says)
    }

    /// A query must find something.
    pub(in crate::dialect) fn something(dialect: Dialect, query: &str, says: impl Into<String>) -> Self {
        Self::new(dialect, pieces!["NOT EXISTS (", Written(query), ")"], says)
    }

    /// A condition must not hold.
    pub(in crate::dialect) fn not(fault: Sql, says: impl Into<String>) -> Self {
        Self { fault, says: says.into() }
    }

    /// Rows that an operation cannot keep must not be there.
    pub(in crate::dialect) fn guard(
        dialect: Dialect,
        query: &str,
        table: &QualifiedName,
        column: &Name,
        value: Option<&str>,
    ) -> Self {
        let says = match value {
            None => format!("table `{table}` holds rows, and they would have no `{column}`"),
            Some(value) => format!("rows of `{table}` hold `{value}` in `{column}`"),
        };
        Self::nothing(dialect, query, says)
    }

    /// A revision must fit what the ledger says.
    pub(in crate::dialect) fn begins(
        manner: Manner<'_>,
        entry: &LedgerEntry,
        direction: StepDirection,
    ) -> Vec<Self> {
        match direction {
            StepDirection::Down => Self::can_go(manner, &entry.chain, &entry.revision),
            StepDirection::Up => Self::can_come(manner, entry),
        }
    }

    fn can_come(manner: Manner<'_>, entry: &LedgerEntry) -> Vec<Self> {
        let (dialect, ledger) = (manner.shell.dialect(), manner.ledger);
        let LedgerEntry { chain, revision, parents, depends_on, .. } = entry;
        let own = |is| has(ledger, chain, revision, is);
        let begun = format!("revision `{revision}` was begun and is not finished: go on with `upgrade`");
        let mut checks = Vec::with_capacity(2 + parents.len() + depends_on.len());
        checks.extend([
            Self::new(dialect, own(Is::Done), format!("revision `{revision}` is applied already")),
            Self::new(dialect, own(Is::Unfinished), begun),
        ]);
        let needed = parents.iter().map(|id| (chain.as_str(), id.as_str()));
        // What is of another chain has its name before it, for people too: a script brings nothing of those.
        let others = depends_on.iter().map(|id| id.split_once(':').unwrap_or((chain, id)));
        checks.extend(needed.chain(others).map(|(other, id)| {
            let there = has(ledger, other, id, Is::Done);
            let of = if other == chain { String::new() } else { format!(" of chain `{other}`") };
            let says = format!("revision `{revision}` needs `{id}`{of}, which is not applied");
            Self::new(dialect, pieces!["NOT ", there], says)
        }));
        checks
    }

    /// A revision must be applied, with nothing on top of it.
    pub(in crate::dialect) fn can_go(manner: Manner<'_>, chain: &str, revision: &str) -> Vec<Self> {
        let (dialect, ledger) = (manner.shell.dialect(), manner.ledger);
        let there = has(ledger, chain, revision, Is::Done);
        vec![
            Self::new(dialect, pieces!["NOT ", there], format!("revision `{revision}` is not applied")),
            Self::new(
                dialect,
                has_above(dialect, ledger, chain, revision),
                format!("another applied revision needs `{revision}`"),
            ),
        ]
    }

    /// So much of a revision must be in.
    pub(in crate::dialect) fn is_at(
        manner: Manner<'_>,
        entry: &LedgerEntry,
        state: State,
        done: usize,
    ) -> Self {
        let dialect = manner.shell.dialect();
        let progress = u32::try_from(done).unwrap_or(u32::MAX);
        let there = is_at(manner.ledger, entry, state, progress);
        let says = format!("revision `{}` did not run up to here", entry.revision);
        Self::new(dialect, pieces!["NOT ", there], says)
    }
}
