//! Why a run stopped.

use std::fmt;

use crate::dialect::{ModifyFault, RebuildFault};
use crate::name::{Name, QualifiedName};
use crate::session::{DataError, DatabaseError, LockError};

/// Why a revision stopped.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// There are rows that would be lost or changed, and there were none when they were counted.
    Arrived {
        /// What would become of them, in words.
        hit: String,
        /// How many they are.
        rows: i64,
    },
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
    Resume(super::unresumable::Unresumable),
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
            Self::Arrived { hit, rows: 1 } => {
                write!(f, "{hit}: 1 row, which came while the push was under way")
            }
            Self::Arrived { hit, rows } => {
                write!(f, "{hit}: {rows} rows, which came while the push was under way")
            }
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
            Self::Arrived { .. }
            | Self::BrokenReferences { .. }
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
