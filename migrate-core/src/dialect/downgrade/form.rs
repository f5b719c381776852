//! The comments of a stored downgrade.

use serde::{Deserialize, Serialize};

use crate::facts::{ToldTurn, Turn};
use crate::live::{Conditional, Modify, Rebuild};
use crate::name::{Name, QualifiedName};
use crate::script::{Beside, IndexGoal};

/// The first line, with the form's version.
pub(super) const HEADER: &str = "-- migrate downgrade 1";

/// What stands before the JSON.
pub(super) const COMMENT: &str = "-- ";

/// A comment, and how many lines each of the statements behind it has.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(super) struct Line<T: Nothing = Turn> {
    #[serde(flatten)]
    pub(super) kind: Kind<T>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lines: Vec<usize>,
}

/// What a comment says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(super) enum Kind<T: Nothing = Turn> {
    /// SQL of the author's.
    Author {},
    /// A statement that runs where the catalogue calls for it.
    Conditional(Conditional),
    /// An index made or dropped in no transaction.
    Concurrent { goal: Goal, look: String, sweep: String },
    /// SQL that changes the schema.
    Ddl {},
    /// SQL that changes rows.
    Dml {},
    /// A query that must find nothing.
    Guard {
        table: QualifiedName,
        column: Name,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
        #[serde(default, skip_serializing_if = "Beside::is_nothing")]
        beside: Beside,
    },
    /// A change that a later operation makes too.
    Joined { table: QualifiedName, with: usize },
    /// A column stated anew.
    Modify(Modify),
    /// The operation that the statements behind it are of.
    Operation(Operation<T>),
    /// A table made anew.
    Rebuild(Rebuild),
    /// What no SQL undoes. Nothing else stands in the text then.
    Stuck(Vec<String>),
}

/// Whether an index is there when a statement is done.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Goal {
    Gone,
    There,
}

/// An operation.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(super) struct Operation<T: Nothing = Turn> {
    pub(super) words: String,
    pub(super) hash: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) costs: Vec<Cost>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) cut: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) repeatable: bool,
    #[serde(default, skip_serializing_if = "Nothing::is_nothing")]
    pub(super) turn: T,
}

/// What an operation changes in the catalogue, as it is read or as it is written.
pub(super) trait Nothing {
    /// Whether it changes nothing.
    fn is_nothing(&self) -> bool;
}

impl Nothing for Turn {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Nothing for ToldTurn<'_> {
    fn is_nothing(&self) -> bool {
        ToldTurn::is_nothing(self)
    }
}

/// What an operation may cost.
#[derive(Serialize, Deserialize)]
pub(super) struct Cost {
    pub(super) words: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) destructive: bool,
}

impl From<IndexGoal> for Goal {
    fn from(goal: IndexGoal) -> Self {
        match goal {
            IndexGoal::Gone => Self::Gone,
            IndexGoal::There => Self::There,
        }
    }
}

impl From<Goal> for IndexGoal {
    fn from(goal: Goal) -> Self {
        match goal {
            Goal::Gone => Self::Gone,
            Goal::There => Self::There,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(value: &bool) -> bool {
    !value
}

impl<T: Nothing> Kind<T> {
    /// Whether a statement stands behind it unless it says how many lines do.
    pub(super) fn has_statement(&self) -> bool {
        match self {
            Self::Author {}
            | Self::Conditional(_)
            | Self::Concurrent { .. }
            | Self::Ddl {}
            | Self::Dml {}
            | Self::Guard { .. }
            | Self::Modify(_)
            | Self::Rebuild(_) => true,
            Self::Joined { .. } | Self::Operation(_) | Self::Stuck(_) => false,
        }
    }
}
