//! The script: a plan in the SQL of one dialect, ready to be shown, accepted and run.
//!
//! Made by [`dialect::lower`](crate::dialect::lower) alone.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::batches::Batches;
use crate::facts::Turn;
use crate::graph::StepDirection;
use crate::ledger::LedgerEntry;
use crate::live::{Live, Modify};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::{DataFunction, Hazard, Operation, words};
use crate::schema::{Dialect, Schema};
use crate::site::Site;

/// One statement of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// SQL of the author's: one statement or several, sent as a message of its own.
    Author(String),
    /// Rows of a table that are changed batch by batch, each batch committed with how far it is.
    Backfill(Box<Batches>),
    /// SQL of ours on PostgreSQL that makes or drops an index while the table is written, in no transaction.
    Concurrent {
        /// The statement, without a semicolon.
        sql: String,
        /// Whether the index is there when it is done.
        goal: IndexGoal,
        /// A query for what is there: no row; or one, of `t` for an index that is whole and `f` for one that a
        /// killed build left.
        look: String,
        /// What takes away an index that a killed build left.
        sweep: String,
    },
    /// A function of the author's.
    Data {
        /// The step's name.
        name: String,
        /// What runs.
        function: DataFunction,
        /// The SQL that does the same in a script that somebody runs without the program.
        offline: Option<String>,
    },
    /// SQL of ours that changes the schema: one statement without a semicolon.
    Ddl(String),
    /// SQL of ours that changes rows: one statement without a semicolon.
    Dml(String),
    /// A query that must return no row, or what follows would fail or lose something.
    Guard {
        /// The query.
        query: String,
        /// The table that must be empty.
        table: QualifiedName,
        /// The column that the table's rows would have no value for.
        column: Name,
        /// The value of the column that no row may hold; the query counts those that do. Where there is none, there must be
        /// no row at all.
        value: Option<String>,
        /// What is held with the table, where it is held from the query until the operation is done.
        beside: Beside,
    },
    /// What the session expands when it gets there.
    Live(Live),
}

/// What an operation uses beside its table: who holds a table on MySQL or MariaDB may use no other but those held with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The tables that its new foreign keys reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<QualifiedName>,
    /// Whether the table has a default from a sequence. Such a table is not held on MariaDB, which finds no sequence while it
    /// copies a held table, and dies of one that is held with it (tried on 10.6 and 10.11).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub numbered: bool,
}

impl Beside {
    /// Whether it is nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        let Self { tables, numbered } = self;
        tables.is_empty() && !numbered
    }
}

/// Whether an index is there when a statement is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexGoal {
    /// It is not.
    Gone,
    /// It is, and whole.
    There,
}

/// Where statements run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In no transaction: one statement alone, which commits by itself.
    Autocommit,
    /// In many transactions: one statement alone, which the session cuts into batches. The ledger knows how far it is.
    Batches,
    /// In a transaction that was opened while foreign keys were switched off, which SQLite does outside of one only. They
    /// are checked before it is committed.
    KeysOff,
    /// In a transaction.
    Transaction,
}

impl Statement {
    /// Where it must run. A statement that says nothing runs wherever those beside it do.
    pub fn mode(&self) -> Option<Mode> {
        match self {
            Self::Author(_) | Self::Data { .. } | Self::Dml(_) => Some(Mode::Transaction),
            Self::Backfill(_) => Some(Mode::Batches),
            Self::Concurrent { .. } => Some(Mode::Autocommit),
            Self::Live(Live::Joined { .. } | Live::Rebuild(_)) => Some(Mode::KeysOff),
            Self::Ddl(_) | Self::Guard { .. } | Self::Live(Live::Conditional(_) | Live::Modify(_)) => None,
        }
    }

    /// The change of a column that it is, on MySQL and MariaDB.
    pub(crate) fn as_modify(&self) -> Option<&Modify> {
        match self {
            Self::Live(Live::Modify(modify)) => Some(modify),
            Self::Author(_)
            | Self::Backfill(_)
            | Self::Concurrent { .. }
            | Self::Data { .. }
            | Self::Ddl(_)
            | Self::Dml(_)
            | Self::Guard { .. }
            | Self::Live(Live::Conditional(_) | Live::Joined { .. } | Live::Rebuild(_)) => None,
        }
    }

    /// Whether it can go to the server with others, as one message: it is nothing of the author's, and nothing that must
    /// be looked at before the next.
    fn is_plain(&self) -> bool {
        match self {
            Self::Author(_)
            | Self::Backfill(_)
            | Self::Concurrent { .. }
            | Self::Data { .. }
            | Self::Guard { .. }
            | Self::Live(_) => false,
            Self::Ddl(_) | Self::Dml(_) => true,
        }
    }
}

/// Whether what runs before an operation must be committed first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cut {
    /// It must: PostgreSQL lets nothing use a new value of an enum in the transaction that added it.
    Before,
    /// It need not.
    #[default]
    Nowhere,
}

/// Operations of a revision that are committed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where they run.
    pub mode: Mode,
    /// Which they are, counted from zero.
    pub operations: Range<usize>,
}

/// An operation with its statements.
#[derive(Clone, Debug)]
pub struct ScriptOperation {
    /// The operation.
    pub operation: Operation,
    /// Where the author wrote it; for a derived one, where what it undoes was written.
    pub site: Site,
    /// The schema before it.
    pub before: Schema,
    /// What it may cost.
    pub hazards: Vec<Hazard>,
    /// Its statements, in order. None where the dialect needs none.
    pub statements: Vec<Statement>,
    /// Whether what runs before it must be committed first.
    pub cut: Cut,
    /// The name of the [`Compound`](crate::operation::Compound) that it is part of.
    pub compound: Option<Arc<str>>,
    /// What the ledger keeps of it, where its code is gone: `operation` is then [`Operation::Sql`], of which nothing more is
    /// known, and `before` an empty schema.
    pub kept: Option<Kept>,
}

/// What the ledger keeps of an operation beside its statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it does.
    pub words: String,
    /// Whether it does nothing where it is in already.
    pub is_repeatable: bool,
    /// What it changes in the catalogue of MySQL and MariaDB.
    pub turn: Turn,
}

impl ScriptOperation {
    /// What it does, behind the name of the compound that it is part of.
    pub fn words(&self) -> String {
        match &self.kept {
            None => words(self.compound.as_deref(), &self.operation),
            Some(kept) => kept.words.clone(),
        }
    }

    /// Where it must run: as the first of its statements that says it.
    pub fn mode(&self) -> Option<Mode> {
        self.statements.iter().find_map(Statement::mode)
    }
}

/// A revision that is applied or undone.
#[derive(Clone, Debug)]
pub struct ScriptStep {
    /// What the ledger is told.
    pub entry: LedgerEntry,
    /// Where the revision's id is written.
    pub site: Site,
    /// Up or down.
    pub direction: StepDirection,
    /// What runs, in order.
    pub operations: Vec<ScriptOperation>,
    /// What its data steps call what the database has.
    pub names: Prefix,
}

impl ScriptStep {
    /// Whether all of it can go to the server as one message: it is one transaction, nothing of the author's is in it, and
    /// nothing that must be looked at before the next.
    pub fn is_one_message(&self) -> bool {
        self.is_plain(&(0..self.operations.len())) && self.operations.iter().all(|at| at.cut == Cut::Nowhere)
    }

    /// Whether these operations can go to the server as one message.
    pub(crate) fn is_plain(&self, operations: &Range<usize>) -> bool {
        self.operations[operations.clone()].iter().flat_map(|at| &at.statements).all(Statement::is_plain)
    }

    /// Whether all of it is committed together, with the ledger's row.
    pub fn is_one_transaction(&self) -> bool {
        matches!(
            self.segments().as_slice(),
            [Segment { mode: Mode::KeysOff | Mode::Transaction, operations: _ }]
        )
    }

    /// What is committed together, in order; there is always one, so that the ledger's row has a place.
    pub fn segments(&self) -> Vec<Segment> {
        self.segments_behind(0)
    }

    /// What is committed together of that which is left when so many operations are in.
    pub fn segments_behind(&self, done: usize) -> Vec<Segment> {
        segments(self.operations.iter(), done)
    }

    /// The destructive hazards of its operations, with the operations' sites.
    pub fn destructive(&self) -> impl Iterator<Item = (&Hazard, Site)> {
        self.operations.iter().flat_map(|operation| {
            let hazards = operation.hazards.iter().filter(|hazard| hazard.is_destructive());
            hazards.map(|hazard| (hazard, operation.site))
        })
    }
}

/// Cuts operations into what is committed together: as little as can be.
fn segments<'a>(operations: impl Iterator<Item = &'a ScriptOperation>, done: usize) -> Vec<Segment> {
    let mut segments = Vec::<(Option<Mode>, Range<usize>)>::new();
    for (at, operation) in operations.enumerate().skip(done) {
        let wanted = operation.mode();
        match segments.last_mut() {
            Some((mode, range)) if operation.cut == Cut::Nowhere && fit_together(*mode, wanted) => {
                *mode = mode.or(wanted);
                range.end = at + 1;
            }
            Some(_) | None => segments.push((wanted, at..at + 1)),
        }
    }
    if segments.is_empty() {
        segments.push((None, done..done));
    }
    let segment = |(mode, operations): (Option<Mode>, _)| Segment {
        mode: mode.unwrap_or(Mode::Transaction),
        operations,
    };
    segments.into_iter().map(segment).collect()
}

fn fit_together(mode: Option<Mode>, wanted: Option<Mode>) -> bool {
    match (mode, wanted) {
        (Some(Mode::Autocommit | Mode::Batches), _) | (_, Some(Mode::Autocommit | Mode::Batches)) => false,
        (None, _) | (_, None) => true,
        (Some(mode), Some(wanted)) => mode == wanted,
    }
}

/// A plan in the SQL of one dialect.
#[derive(Clone, Debug)]
pub struct Script {
    /// The dialect.
    pub dialect: Dialect,
    /// The chain's name.
    pub chain: String,
    /// The revisions, in the order they run.
    pub steps: Vec<ScriptStep>,
}

/// What the user allows beyond what authors wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// Nothing: a downgrade must lose no rows.
    #[default]
    Safe,
    /// A downgrade may lose rows.
    Destructive,
}

/// A script that may run. Made by [`Script::accept`] alone.
#[derive(Clone, Debug)]
pub struct AcceptedScript(Script);

impl AcceptedScript {
    /// The script.
    pub fn script(&self) -> &Script {
        &self.0
    }
}

/// Something that a downgrade would lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The revision.
    pub revision: String,
    /// What it loses.
    pub hazard: Hazard,
    /// Where the operation that would be undone is written.
    pub site: Site,
}

impl Script {
    /// Accepts the script if nothing in it needs more leave than is given. What an author wrote in an upgrade is
    /// leave enough; a downgrade that loses rows needs it.
    ///
    /// # Errors
    ///
    /// With all that would be lost without leave.
    pub fn accept(self, consent: Consent) -> Result<AcceptedScript, Vec<Loss>> {
        let losses = match consent {
            Consent::Destructive => Vec::new(),
            Consent::Safe => self.losses(),
        };
        if losses.is_empty() { Ok(AcceptedScript(self)) } else { Err(losses) }
    }

    /// What the downgrades of the script would lose.
    fn losses(&self) -> Vec<Loss> {
        let downs = self.steps.iter().filter(|step| step.direction == StepDirection::Down);
        downs
            .flat_map(|step| {
                step.destructive().map(|(hazard, site)| Loss {
                    revision: step.entry.revision.clone(),
                    hazard: hazard.clone(),
                    site,
                })
            })
            .collect()
    }
}
