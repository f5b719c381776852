//! The ledger: our table in the database, one row a revision that is applied or being applied.
//!
//! These are its rows as values. The SQL that reads and writes them is the dialects' (`dialect/*/ledger.rs`).

use std::fmt;

use crate::batches::Cursor;
use crate::name::Name;

/// The ledger's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// The table's name.
    pub table: Name,
    /// The schema it stands in; the connection's own where there is none. PostgreSQL alone.
    pub schema: Option<Name>,
}

impl Default for Ledger {
    fn default() -> Self {
        Self { table: Name::from("migrate_ledger"), schema: None }
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        write!(f, "{}", self.table)
    }
}

/// How far a revision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is applied.
    Done,
    /// It was begun and is not finished: `progress` of its operations are known to be in.
    Intent,
    /// Its downgrade was begun and is not finished: `progress` of the downgrade's operations are known to be in.
    Undo,
}

impl State {
    /// The word in the ledger.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Intent => "intent",
            Self::Undo => "undo",
        }
    }

    /// The state of a word in the ledger.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Done, Self::Intent, Self::Undo].into_iter().find(|state| state.word() == word)
    }
}

/// What the ledger is told of a revision that is being applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The chain's name.
    pub chain: String,
    /// The revision's id.
    pub revision: String,
    /// The parents' ids.
    pub parents: Vec<String>,
    /// The ids that it depends on, those of other chains behind the chain's name and a colon.
    pub depends_on: Vec<String>,
    /// The first line of the message.
    pub message: String,
    /// The hash of its operations, behind the version of the hash's format: `1:…`.
    pub hash: String,
    /// A short hash of each operation, in order: what a resumed run compares.
    pub journal: Vec<String>,
    /// The SQL that undoes the revision, or `None` where no SQL does.
    pub downgrade: Option<String>,
}

/// A row of a chain in the ledger, as far as a run needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The chain's name.
    pub chain: String,
    /// The revision's id.
    pub revision: String,
    /// How far it is.
    pub state: State,
}

impl LedgerRow {
    /// Of a row with everything in it.
    pub fn of(record: &LedgerRecord) -> Self {
        let (chain, revision) = (record.entry.chain.clone(), record.entry.revision.clone());
        Self { chain, revision, state: record.state }
    }

    /// What the rows of a ledger are told apart and sorted by.
    pub fn key(&self) -> (&str, &str) {
        (&self.chain, &self.revision)
    }
}

impl LedgerEntry {
    /// What the rows of a ledger are told apart and sorted by.
    pub fn key(&self) -> (&str, &str) {
        (&self.chain, &self.revision)
    }
}

/// A row of the ledger with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRecord {
    /// What the ledger was told.
    pub entry: LedgerEntry,
    /// How far it is.
    pub state: State,
    /// How many operations are known to be in, where `state` is not done.
    pub progress: u32,
    /// When it was applied, in UTC, as the database writes it.
    pub applied_at: String,
    /// How long it took, in microseconds; 0 for a stamped one.
    pub duration_us: i64,
    /// The version of the toolkit that applied it.
    pub tool: String,
}

/// What stands in the journal before the hash of an operation that was begun and cannot be begun again.
pub(crate) const BEGUN: char = '~';

/// What stands in the journal, in the place of an operation's hash, when a statement of it was begun, counted from zero. The
/// first statement has no number.
pub(crate) fn begun(place: usize, hash: &str) -> String {
    if place == 0 { format!("{BEGUN}{hash}") } else { format!("{BEGUN}{place}{BEGUN}{hash}") }
}

/// What stands in the journal between the hash of a backfill and how far it is.
pub(crate) const CURSOR: char = ' ';

impl LedgerRecord {
    /// How far the operation behind those that are in is, if it is a backfill that was begun.
    pub fn cursor(&self) -> Option<Cursor> {
        let (_, cursor) = self.entry.journal.get(usize::try_from(self.progress).ok()?)?.split_once(CURSOR)?;
        cursor.parse().ok()
    }
}
