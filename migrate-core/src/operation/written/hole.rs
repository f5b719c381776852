//! What a person must fill in of an operation.

use crate::code::{self, Code};
use crate::name::Name;

/// Something of an operation that nobody but a person knows. It is written as `migrate_core::fill_in!("…")`, which does not
/// compile until it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Where it stands.
    pub place: HolePlace,
    /// What is asked for, in words.
    pub what: String,
}

/// Where something must be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolePlace {
    /// The default of a column that is added.
    Default,
    /// What rows get that hold NULL in a column that takes none from now on.
    Fill,
    /// What rows get that hold a value which an enum has no longer.
    MapTo,
    /// The old value of each row, on the way back from a new type.
    ReverseUsing,
    /// What an update or a backfill sets a column to.
    Set(Name),
    /// The new value of each row, in a new type.
    Using,
}

/// What must be filled in of one operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holes<'a>(&'a [Hole]);

impl<'a> Holes<'a> {
    /// Nothing must be.
    pub(crate) const NONE: Holes<'static> = Holes(&[]);

    pub(crate) const fn new(holes: &'a [Hole]) -> Self {
        Self(holes)
    }

    /// What stands at a place: what must be filled in there, or what is known.
    pub(in crate::operation) fn or(self, place: &HolePlace, known: Option<Code>) -> Option<Code> {
        let hole = self.0.iter().find(|hole| hole.place == *place);
        hole.map(|hole| Code::call("migrate_core::fill_in!", [code::text(&hole.what)])).or(known)
    }
}
