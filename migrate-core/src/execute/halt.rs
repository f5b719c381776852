//! Why a run stopped, and what state the database is in then.

use std::fmt;

use thiserror::Error;

use crate::dialect::{ModifyFault, RebuildFault};
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, Nullability, Operation};
use crate::plan::StepDirection;
use crate::schema::Uniqueness;
use crate::script::{ScriptOperation, ScriptStep};
use crate::session::{DataError, DatabaseError, LockError};
use crate::site::Site;

/// Why a revision stopped.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// Rows would be left that reference nothing, after tables were made anew.
    BrokenReferences {
        /// How many rows reference nothing.
        rows: usize,
        /// How many did before.
        before: i64,
        /// Some of them, in words.
        shown: Vec<String>,
    },
    /// A statement failed.
    Database(DatabaseError),
    /// A data step failed.
    DataStep {
        /// The step's name.
        step: String,
        /// What it returned.
        error: DataError,
    },
    /// What the author's SQL or data step did ended the revision's transaction.
    Escaped,
    /// Rows hold a value that is taken away.
    HoldsValue(Box<HeldValue>),
    /// The run was stopped from outside.
    Interrupted,
    /// The ledger could not be written.
    Ledger(DatabaseError),
    /// The lock for the next part of the revision was not to be had.
    Lock(LockError),
    /// A column of MySQL or MariaDB cannot be changed.
    Modify(ModifyFault),
    /// A table holds rows that the operation would have no value for.
    NotEmpty {
        /// The table.
        table: QualifiedName,
        /// The column that its rows would have no value for.
        column: Name,
    },
    /// A data step panicked.
    Panicked {
        /// The step's name.
        step: String,
        /// The panic's text.
        message: String,
    },
    /// A table of SQLite cannot be made anew.
    Rebuild {
        /// The table.
        table: QualifiedName,
        /// Why not.
        fault: Box<RebuildFault>,
    },
    /// An earlier run stopped inside the revision, and it cannot be known where.
    Resume(super::resume::Unresumable),
    /// The transaction could not be opened or committed.
    Transaction(DatabaseError),
}

/// A value that rows hold and that is taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldValue {
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
    /// The value.
    pub value: String,
    /// How many rows hold it.
    pub rows: i64,
}

impl fmt::Display for HeldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, column, value, rows } = self;
        match rows {
            1 => write!(f, "1 row of `{table}` holds `{value}` in `{column}`"),
            _ => write!(f, "{rows} rows of `{table}` hold `{value}` in `{column}`"),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BrokenReferences { rows, before, shown } => {
                write!(
                    f,
                    "{rows} rows would reference nothing, and {before} did before: {}",
                    shown.join(", ")
                )
            }
            Self::Database(error) => write!(f, "{error}"),
            Self::DataStep { step, error } => write!(f, "data step `{step}` failed: {error}"),
            Self::Escaped => f.write_str("what it ran ended the revision's transaction"),
            Self::HoldsValue(held) => write!(f, "{held}"),
            Self::Interrupted => f.write_str("interrupted"),
            Self::Ledger(error) => write!(f, "the ledger cannot be written: {error}"),
            Self::Lock(error) => write!(f, "{error}"),
            Self::Modify(fault) => write!(f, "{fault}"),
            Self::NotEmpty { table, column } => {
                write!(f, "table `{table}` holds rows, and they would have no `{column}`")
            }
            Self::Panicked { step, message } => write!(f, "data step `{step}` panicked: {message}"),
            Self::Rebuild { table, fault } => write!(f, "table `{table}` cannot be rebuilt: {fault}"),
            Self::Resume(unresumable) => write!(f, "{unresumable}"),
            Self::Transaction(error) => write!(f, "the transaction cannot be opened or committed: {error}"),
        }
    }
}

impl Cause {
    /// The error below.
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) | Self::Ledger(error) | Self::Transaction(error) => Some(error),
            Self::BrokenReferences { .. }
            | Self::DataStep { .. }
            | Self::Escaped
            | Self::HoldsValue(_)
            | Self::Interrupted
            | Self::Lock(_)
            | Self::Modify(_)
            | Self::NotEmpty { .. }
            | Self::Panicked { .. }
            | Self::Rebuild { .. }
            | Self::Resume(_) => None,
        }
    }

    /// Whether the server went away, so that nobody knows how far it came.
    pub(super) fn lost_server(&self) -> bool {
        self.database().is_some_and(|error| error.fault() == crate::session::Fault::Unreachable)
    }
}

/// Where and why a revision stopped.
#[derive(Debug)]
pub(super) struct Halt {
    /// Which operation, counted from zero.
    pub(super) operation: Option<usize>,
    /// The statement.
    pub(super) statement: Option<String>,
    pub(super) cause: Cause,
    /// Whether statements of the same operation had run before it.
    pub(super) partly: bool,
}

impl Halt {
    pub(super) fn of(cause: Cause) -> Self {
        Self { operation: None, statement: None, cause, partly: false }
    }

    pub(super) fn at(operation: usize, statement: Option<&str>, cause: Cause) -> Self {
        let statement = statement.map(str::to_owned);
        Self { operation: Some(operation), statement, ..Self::of(cause) }
    }
}

/// How much of a revision is in after it stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing: it was rolled back.
    Nothing,
    /// So many of its operations, and it is recorded.
    Recorded(usize),
    /// So many of its operations, and it is not recorded.
    Unrecorded(usize),
    /// Nobody knows.
    Unknown,
}

/// An operation that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedOperation {
    /// What it does, in words.
    pub operation: String,
    /// Its place in the revision, counted from one.
    pub position: usize,
    /// How many operations the revision has.
    pub total: usize,
    /// Where the author wrote it.
    pub site: Site,
}

/// What state the database is in after a run stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatabaseState {
    /// The revision before which the run stopped is not touched; the last that this run finished is named.
    After {
        /// The revision.
        revision: String,
        /// Whether it was applied or undone.
        direction: StepDirection,
    },
    /// The run stopped inside a revision, between two parts of it that are committed by themselves.
    Inside {
        /// The revision.
        revision: String,
        /// Whether it was being applied or undone.
        direction: StepDirection,
        /// The operations that are in (or, in a downgrade, undone), in words.
        done: Vec<String>,
        /// The operations that are left, in words.
        left: Vec<String>,
        /// Whether the ledger knows it.
        recorded: Recorded,
    },
    /// The run changed nothing.
    Unchanged,
    /// The server went away, and nobody knows how far it came with the revision, and with those behind it that had been
    /// sent with it.
    Unknown {
        /// The revision.
        revision: String,
        /// Those that were sent with it, in order. What is in of them is whole.
        sent_with: Vec<String>,
    },
}

/// Whether the ledger knows of a revision that stopped inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It does not: what is in has to be undone by hand.
    No,
    /// It does: the next run goes on from there.
    Yes,
}

impl fmt::Display for DatabaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::After { revision, direction: StepDirection::Up } => {
                write!(f, "the database is applied through revision `{revision}`")
            }
            Self::After { revision, direction: StepDirection::Down } => {
                write!(f, "the database is undone through revision `{revision}`, which is no longer applied")
            }
            Self::Inside { revision, direction, done, left, recorded } => {
                let doing = match direction {
                    StepDirection::Up => "applying",
                    StepDirection::Down => "undoing",
                };
                let total = done.len() + left.len();
                write!(
                    f,
                    "the database is inside revision `{revision}`: {doing} it stopped after {} of {total} operations",
                    done.len()
                )?;
                match recorded {
                    Recorded::No => f.write_str(", and the ledger does not know it")?,
                    Recorded::Yes => {}
                }
                for operation in done {
                    write!(f, "\n  done: {operation}")?;
                }
                for operation in left {
                    write!(f, "\n  left: {operation}")?;
                }
                Ok(())
            }
            Self::Unchanged => f.write_str("the database is unchanged"),
            Self::Unknown { revision, sent_with } => {
                write!(f, "the connection was lost inside revision `{revision}`, and whether it is in")?;
                match sent_with.as_slice() {
                    [] => {}
                    [one] => write!(f, ", or `{one}`, which was sent with it,")?,
                    [first, .., last] => {
                        write!(f, ", or any of `{first}` to `{last}`, which were sent with it,")?;
                    }
                }
                f.write_str(" cannot be known from here")
            }
        }
    }
}

/// A run that stopped at a revision.
#[derive(Debug, Error)]
#[error("{}", self.headline())]
pub struct ExecuteError {
    /// The revision.
    pub revision: String,
    /// Whether it was being applied or undone.
    pub direction: StepDirection,
    /// Where the revision's id is written.
    pub site: Site,
    /// The operation at which it stopped, where it was at one.
    pub operation: Option<FailedOperation>,
    /// The SQL at which it stopped.
    pub statement: Option<String>,
    /// Why it stopped.
    pub cause: Cause,
    pub(super) inside: Inside,
    /// What would have let the operation through, where the database's error tells.
    advice: Option<String>,
    pub(super) done: Vec<String>,
    pub(super) left: Vec<String>,
    /// The revisions behind this one that went to the server with it.
    pub(super) sent_with: Vec<String>,
}

impl ExecuteError {
    pub(super) fn new(step: &ScriptStep, halt: Halt, inside: Inside) -> Self {
        let Halt { operation, statement, cause, partly: _ } = halt;
        let words = || step.operations.iter().map(ScriptOperation::words);
        let inside = if inside == Inside::Nothing && cause.lost_server() { Inside::Unknown } else { inside };
        let count = match inside {
            Inside::Recorded(count) | Inside::Unrecorded(count) => count,
            Inside::Nothing | Inside::Unknown => 0,
        };
        let failed = operation.and_then(|at| step.operations.get(at).map(|operation| (at, operation)));
        Self {
            revision: step.entry.revision.clone(),
            direction: step.direction,
            site: step.site,
            operation: failed.map(|(at, operation)| FailedOperation {
                operation: operation.words(),
                position: at + 1,
                total: step.operations.len(),
                site: operation.site,
            }),
            statement,
            advice: match (&cause, failed) {
                (Cause::Database(error), Some((_, failed))) => {
                    let found = error.advice().map(str::to_owned);
                    found.or_else(|| advice(&failed.operation, step, &inside, error))
                }
                _ => None,
            },
            cause,
            done: words().take(count).collect(),
            left: words().skip(count).collect(),
            sent_with: Vec::new(),
            inside,
        }
    }

    /// Notes how many rows an operation has gone through that is a backfill and not done.
    pub(super) fn note_rows(&mut self, operation: usize, rows: u64) {
        if self.inside == Inside::Recorded(operation)
            && let Some(words) = self.left.first_mut()
        {
            *words = format!("{words}; it is behind {rows} rows");
        }
    }

    fn headline(&self) -> String {
        let Self { revision, direction, operation, cause, .. } = self;
        let doing = match direction {
            StepDirection::Up => "applying",
            StepDirection::Down => "undoing",
        };
        match operation {
            None => format!("{doing} revision `{revision}`: {cause}"),
            Some(FailedOperation { operation, .. }) => {
                format!("{doing} revision `{revision}`, cannot {operation}: {cause}")
            }
        }
    }

    /// What state the database is in, where the revision itself says it.
    pub(crate) fn state(&self) -> Option<DatabaseState> {
        let inside = |recorded| DatabaseState::Inside {
            revision: self.revision.clone(),
            direction: self.direction,
            done: self.done.clone(),
            left: self.left.clone(),
            recorded,
        };
        match self.inside {
            Inside::Nothing => None,
            Inside::Recorded(_) => Some(inside(Recorded::Yes)),
            Inside::Unrecorded(_) => Some(inside(Recorded::No)),
            Inside::Unknown => Some(DatabaseState::Unknown {
                revision: self.revision.clone(),
                sent_with: self.sent_with.clone(),
            }),
        }
    }

    /// What to do next.
    pub fn help(&self) -> String {
        let again = match self.direction {
            StepDirection::Up => "`upgrade`",
            StepDirection::Down => "`downgrade`",
        };
        match (&self.cause, &self.inside) {
            (Cause::Escaped, _) => {
                "take what ends the transaction out of the revision, and put right by hand what is in"
                    .to_owned()
            }
            (Cause::Resume(unresumable), _) => unresumable.help(&self.revision),
            (Cause::BrokenReferences { .. }, _) => {
                format!("put right the rows that the error shows, then type {again} again")
            }
            (Cause::HoldsValue(held), _) => {
                let HeldValue { table, column, value, rows: _ } = &**held;
                match self.direction {
                    StepDirection::Up => format!(
                        "say what they get instead, `.map_to(\"…\")` behind `remove_enum_value`, or give them another \
                         `{column}` first, with `op.update(…)` before it"
                    ),
                    StepDirection::Down => format!(
                        "give the rows of `{table}` another `{column}` than `{value}`, then type {again} again"
                    ),
                }
            }
            (Cause::NotEmpty { table, column }, _) => match self.direction {
                StepDirection::Up => format!(
                    "give `{column}` a default or make it nullable, or empty `{table}` if its rows can go"
                ),
                StepDirection::Down => format!("empty `{table}` if its rows can go, and type {again} again"),
            },
            (Cause::Modify(fault), _) => format!("{}; then type {again} again", fault.help()),
            (Cause::Rebuild { fault, .. }, _) if let Some(help) = fault.help(self.direction) => {
                format!("{help}; then type {again} again")
            }
            (Cause::Interrupted, Inside::Nothing | Inside::Recorded(_)) => {
                format!("type {again} again to go on")
            }
            (_, Inside::Unknown) => {
                format!("type `current` to see whether the revision is in, then {again} again")
            }
            (_, Inside::Unrecorded(_)) => {
                format!("undo by hand what is in, then type {again} again")
            }
            (_, Inside::Nothing) if let Some(advice) = &self.advice => {
                format!("{advice}; then type {again} again")
            }
            (_, Inside::Recorded(_)) => {
                let advice = self.advice.as_deref().unwrap_or("put right what failed");
                format!("{advice}; then type {again} again: it goes on behind what is in")
            }
            (_, Inside::Nothing) => format!("put right what failed, then type {again} again"),
        }
    }
}

/// What would have let an operation through: SQLSTATE of PostgreSQL, numbers of MySQL and MariaDB, extended result codes of
/// SQLite.
fn advice(
    operation: &Operation,
    step: &ScriptStep,
    inside: &Inside,
    error: &DatabaseError,
) -> Option<String> {
    let code = error.code()?;
    if let Operation::AlterColumn(AlterColumn { set_type, nullability, .. }) = operation {
        let advice = match code {
            _ if step.direction == StepDirection::Down => return None,
            "23502" if matches!(nullability, Some(Nullability::NotNull { fill: None })) => {
                "say what they get: `c.not_null().fill(…)`, or write them before"
            }
            "22P02" | "22001" | "22003" | "22007" | "22008" | "1264" | "1265" | "1292" | "1366" | "1406"
                if set_type.is_some() =>
            {
                "say with `.using(…)` how such values are converted, or write others before"
            }
            _ => return None,
        };
        return Some(advice.to_owned());
    }
    let wants_rows = matches!(operation, Operation::AddConstraint(_) | Operation::ReplacePrimaryKey(_))
        || matches!(operation, Operation::CreateIndex(it) if it.index.uniqueness == Uniqueness::Unique);
    match code {
        // A row is there twice, or does not keep a check or a foreign key.
        "23503" | "23505" | "23514" | "1062" | "1452" | "3819" | "4025" | "275" | "1555" | "2067" if wants_rows => {
            Some(match (step.direction, inside) {
                (StepDirection::Down, _) => "change or delete the rows that are in the way".to_owned(),
                (StepDirection::Up, Inside::Recorded(_)) => {
                    let parents = step.entry.parents.join(" ");
                    let parents = if parents.is_empty() { "base" } else { &parents };
                    format!(
                        "put the rows right, by hand or with `op.update(…)` or `op.delete(…)` right before it (to give the \
                         revision up, undo by hand what is in and type `stamp {parents}`)"
                    )
                }
                (StepDirection::Up, _) => {
                    "put the rows right in a revision before, or with `op.update(…)` or `op.delete(…)` before it".to_owned()
                }
            })
        }
        _ => None,
    }
}
