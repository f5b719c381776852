//! What tells one schema from another: in words, and as the operations that make the one of the other.
//!
//! Pure: [`diff`] compares two [`Schema`]s, be they of a chain, of models or of a database, and knows neither. It asks
//! nothing of anybody: what may be a rename is an [`Ambiguous`] that spells both answers out, and whoever calls asks for
//! one and calls again with it in [`Renames`].
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod ambiguous;
mod change;
mod comparison;
mod filter;
mod hit;
mod object;
mod rename;

pub use ambiguous::{Ambiguous, Guess};
pub use change::{Change, Difference, Field, FillIn, Verdict};
pub use comparison::{Alone, Comparison, Guessing, Scope, TextOf};
pub use filter::Filter;
pub use hit::{Effect, Hit, Rows, Which};
pub use object::{Kind, Object};
pub use rename::{Rename, Renames};

use crate::operation::Operation;

/// What tells one schema from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// What differs, in an order in which the operations of one after the other run.
    pub changes: Vec<Change>,
    /// What only the one schema has and shall keep, as [`Comparison::only_before`] says; sorted.
    pub only_before: Vec<Object>,
    /// What only the other schema has and shall keep for itself, as [`Comparison::only_after`] says; sorted.
    pub only_after: Vec<Object>,
}

impl Diff {
    /// Whether nothing differs. What is told apart is no difference.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The operations of all changes, in order.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.changes.iter().flat_map(|change| &change.operations)
    }

    /// The first change whose operations do not go together with the rest of the schema.
    pub fn blocked(&self) -> Option<&Change> {
        self.changes.iter().find(|change| change.blocked.is_some())
    }
}
