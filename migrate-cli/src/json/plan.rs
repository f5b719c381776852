//! What a run would do.

use migrate_core::dialect::{self, Dialect, Lock};
use migrate_core::graph::StepDirection;
use migrate_core::ledger::{LedgerRecord, State};
use migrate_core::live::Live;
use migrate_core::report::ReportedChain;
use migrate_core::run::LedgerView;
use migrate_core::script::{Mode, ScriptOperation, ScriptStep, Segment as Together, Statement as Sql};
use serde::Serialize;

use super::Database;
use super::revision::Site;

/// What `plan` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Plan {
    database: Database,
    steps: Vec<Step>,
    current: Vec<String>,
    current_after: Vec<String>,
    chains: Vec<Place>,
    is_destructive: bool,
}

/// Where a chain is before and after.
#[derive(Debug, Serialize)]
struct Place {
    chain: String,
    current: Vec<String>,
    current_after: Vec<String>,
}

impl From<ReportedChain> for Place {
    fn from(ReportedChain { chain, before, after, unknown: _, half_applied: _ }: ReportedChain) -> Self {
        Self { chain, current: before, current_after: after }
    }
}

/// A revision that is applied or undone.
#[derive(Debug, Serialize)]
struct Step {
    chain: String,
    id: String,
    message: String,
    direction: &'static str,
    site: Site,
    operations_in: u32,
    segments: Vec<Segment>,
}

/// Operations that are committed together.
#[derive(Debug, Serialize)]
struct Segment {
    mode: &'static str,
    operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug, Serialize)]
struct Operation {
    words: String,
    site: Site,
    is_destructive: bool,
    hazards: Vec<Hazard>,
    /// `None` where an author's own code runs, of which nobody else knows what it locks.
    locks: Option<Vec<TableLock>>,
    statements: Vec<Statement>,
}

/// What is locked, and what others wait with.
#[derive(Debug, Serialize)]
struct TableLock {
    /// `None` for the whole database.
    table: Option<String>,
    mode: &'static str,
    blocks: &'static str,
}

/// What an operation may cost.
#[derive(Debug, Serialize)]
struct Hazard {
    text: String,
    is_destructive: bool,
}

/// A statement, or what is done in its place.
#[derive(Debug, Serialize)]
pub(super) struct Statement {
    kind: &'static str,
    marks: Vec<&'static str>,
    sql: Vec<String>,
    function: Option<String>,
}

impl Plan {
    /// The plan of a script without steps: there is nothing to do.
    pub(crate) fn of(view: &LedgerView) -> Self {
        Self {
            database: Database::of(view),
            steps: Vec::new(),
            current: view.heads(),
            current_after: Vec::new(),
            chains: Vec::new(),
            is_destructive: false,
        }
    }

    /// Adds a step of the script.
    pub(crate) fn add(&mut self, view: &LedgerView, step: &ScriptStep) {
        self.is_destructive |= step.destructive().next().is_some();
        self.steps.push(Step::new(view.dialect, step, view.record(&step.entry.revision)));
    }

    /// Says where the chains are when all of it is done.
    pub(crate) fn with_places_after(self, view: &LedgerView, after: Vec<ReportedChain>) -> Self {
        let own = after.iter().find(|place| place.chain == view.graph.chain());
        let current_after = own.map(|place| place.after.clone()).unwrap_or_default();
        Self { current_after, chains: after.into_iter().map(Place::from).collect(), ..self }
    }
}

impl Step {
    fn new(dialect: Dialect, step: &ScriptStep, record: Option<&LedgerRecord>) -> Self {
        let ScriptStep { entry, site, direction, operations, names: _ } = step;
        let operations_in =
            record.filter(|record| record.state != State::Done).map_or(0, |record| record.progress);
        let segment = |Together { mode, operations: range }: Together| Segment {
            mode: match mode {
                Mode::Autocommit => "autocommit",
                Mode::Batches => "batches",
                Mode::KeysOff => "transaction-keys-off",
                Mode::Transaction => "transaction",
            },
            operations: operations[range].iter().map(|at| Operation::new(dialect, step, at)).collect(),
        };
        let left = step.segments_behind(usize::try_from(operations_in).unwrap_or(usize::MAX));
        Self {
            chain: entry.chain.clone(),
            id: entry.revision.clone(),
            message: entry.message.clone(),
            direction: match direction {
                StepDirection::Down => "down",
                StepDirection::Up => "up",
            },
            site: (*site).into(),
            operations_in,
            segments: left.into_iter().map(segment).collect(),
        }
    }
}

impl Operation {
    fn new(dialect: Dialect, step: &ScriptStep, operation: &ScriptOperation) -> Self {
        let is_destructive = operation.hazards.iter().any(migrate_core::operation::Hazard::is_destructive);
        let hazard = |hazard: &migrate_core::operation::Hazard| Hazard {
            text: hazard.to_string(),
            is_destructive: hazard.is_destructive(),
        };
        Self {
            words: operation.words(),
            site: operation.site.into(),
            is_destructive,
            hazards: operation.hazards.iter().map(hazard).collect(),
            locks: locks(dialect, step, operation),
            statements: operation
                .statements
                .iter()
                .map(|statement| Statement::new(dialect, statement, is_destructive))
                .collect(),
        }
    }
}

/// What an operation locks, but for what its own revision makes, which nobody else has seen.
fn locks(dialect: Dialect, step: &ScriptStep, operation: &ScriptOperation) -> Option<Vec<TableLock>> {
    let before = step.operations.first().map(|first| &first.before);
    let is_known = |lock: &Lock| match (&lock.table, before) {
        (Some(table), Some(before)) => before.table(table).is_some() || before.view(table).is_some(),
        (None, _) | (_, None) => true,
    };
    let locks = dialect::locks(dialect, operation)?;
    let lock = |Lock { table, mode }: Lock| TableLock {
        table: table.map(|table| table.to_string()),
        mode: mode.words(),
        blocks: mode.blocks().word(),
    };
    Some(locks.into_iter().filter(is_known).map(lock).collect())
}

impl Statement {
    pub(super) fn new(dialect: Dialect, statement: &Sql, is_destructive: bool) -> Self {
        let one = |sql: &String| vec![sql.clone()];
        let (kind, sql, function) = match statement {
            Sql::Author(sql) => ("author", one(sql), None),
            Sql::Backfill(batches) => ("backfill", batches.offline.clone(), None),
            Sql::Concurrent { sql, goal: _, look: _, sweep: _ } => ("concurrent", one(sql), None),
            Sql::Data { name, function: _, offline: _ } => ("function", Vec::new(), Some(name.clone())),
            Sql::Ddl(sql) => ("schema", one(sql), None),
            Sql::Dml(sql) => ("rows", one(sql), None),
            Sql::Guard { query, table: _, column: _, value: _, beside: _ } => ("guard", one(query), None),
            Sql::Live(live) => (
                match live {
                    Live::Conditional(_) => "conditional",
                    Live::Joined { .. } => "joined",
                    Live::Modify(_) => "modify",
                    Live::Rebuild(_) => "rebuild",
                },
                live.offline().into_iter().map(str::to_owned).collect(),
                None,
            ),
        };
        Self { kind, marks: marks(dialect, statement, is_destructive), sql, function }
    }
}

/// What somebody who lets it run should know of a statement.
fn marks(dialect: Dialect, statement: &Sql, is_destructive: bool) -> Vec<&'static str> {
    let (commits, is_asked, is_worked_out) = match statement {
        Sql::Author(_) | Sql::Data { .. } | Sql::Dml(_) => (false, false, false),
        Sql::Backfill(_) | Sql::Concurrent { .. } => (true, false, false),
        Sql::Ddl(_) => (dialect == Dialect::MySql, false, false),
        Sql::Guard { .. } => (false, true, false),
        Sql::Live(_) => (dialect == Dialect::MySql, false, true),
    };
    let marks = [
        ("asks", is_asked),
        ("commits", commits),
        ("destructive", is_destructive && !is_asked),
        ("worked-out", is_worked_out),
    ];
    marks.into_iter().filter(|(_, is_so)| *is_so).map(|(mark, _)| mark).collect()
}
