//! What a database's ledger says.

use migrate_core::ledger::{LedgerEntry, LedgerRecord};
use migrate_core::run::LedgerView;
use serde::Serialize;

use super::Revision;

/// The database that was asked.
#[derive(Debug, Serialize)]
pub(crate) struct Database {
    dialect: &'static str,
    /// The product and version, where the server says it.
    server: Option<String>,
}

impl Database {
    pub(crate) fn of(view: &LedgerView) -> Self {
        Self { dialect: view.dialect.name(), server: view.server.map(|server| server.to_string()) }
    }
}

/// A row of the ledger.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    id: &'a str,
    message: &'a str,
    parents: &'a [String],
    depends_on: &'a [String],
    state: &'static str,
    progress: u32,
    /// How many rows a backfill that was begun has gone through.
    rows: Option<u64>,
    operations: usize,
    applied_at: &'a str,
    duration_us: i64,
    tool: &'a str,
    hash: &'a str,
    can_be_undone_by_sql: bool,
    /// Whether the program has the revision.
    is_known: bool,
}

impl<'a> Record<'a> {
    pub(crate) fn new(view: &LedgerView, record: &'a LedgerRecord) -> Self {
        let LedgerRecord { entry, state, progress, applied_at, duration_us, tool } = record;
        let LedgerEntry { chain: _, revision, parents, depends_on, message, hash, journal, downgrade: _ } =
            entry;
        Self {
            id: revision,
            message,
            parents,
            depends_on,
            state: state.word(),
            progress: *progress,
            rows: record.cursor().map(|cursor| cursor.seen),
            operations: journal.len(),
            applied_at,
            duration_us: *duration_us,
            tool,
            hash,
            can_be_undone_by_sql: view.undo_of(record).is_ok(),
            is_known: view.graph.find(revision).is_some(),
        }
    }
}

/// What `current` prints.
#[derive(Debug, Serialize)]
pub(crate) struct CurrentContent<'a> {
    pub(crate) database: Database,
    pub(crate) current: Vec<Record<'a>>,
    pub(crate) unfinished: Vec<Record<'a>>,
    pub(crate) unknown: Vec<Record<'a>>,
    pub(crate) is_at_heads: bool,
}

/// What `status` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Status<'a> {
    pub(crate) database: Database,
    pub(crate) current: Vec<&'a str>,
    pub(crate) heads: Vec<&'a str>,
    pub(crate) is_at_heads: bool,
    pub(crate) applied: Vec<Record<'a>>,
    pub(crate) unfinished: Vec<Record<'a>>,
    pub(crate) pending: Vec<Revision<'a>>,
    pub(crate) unknown: Vec<Record<'a>>,
    pub(crate) changed: Vec<Change<'a>>,
}

/// An applied revision that is no longer what was applied.
#[derive(Debug, Serialize)]
pub(crate) struct Change<'a> {
    pub(crate) id: &'a str,
    pub(crate) message: &'a str,
    pub(crate) has_other_operations: bool,
    pub(crate) has_other_parents: bool,
}
