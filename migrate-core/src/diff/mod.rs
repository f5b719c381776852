//! What tells one schema from another: in words, and as the operations that make the one of the other.
//!
//! Pure: [`diff`] compares two [`Schema`]s, be they of a chain, of models or of a database, and knows neither. It asks
//! nothing of anybody: what may be a rename is an [`Ambiguous`] that spells both answers out, and whoever calls asks for
//! one and calls again with it in [`Renames`].
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod ambiguous;
mod change;
mod compare;
mod comparison;
mod filter;
mod first;
mod guess;
mod hit;
mod object;
mod pending;
mod properties;
mod rename;
mod renaming;
mod sides;
mod texts;

pub use ambiguous::{Ambiguous, Guess};
pub use change::{Change, Difference, Field, FillIn, Verdict};
pub use comparison::{Alone, Comparison, Guessing, Scope, TextOf};
pub use filter::Filter;
pub use hit::{Effect, Hit, Rows, Which};
pub use object::{Kind, Object};
pub use rename::{Rename, Renames};

use compare::Comparing;
use pending::{Pending, Phase};
use sides::{Sides, Target};

use crate::operation::Operation;
use crate::schema::Schema;

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

/// What makes `after` of `before`, as far as `how` asks.
///
/// Applied one after the other to the schema before, the operations of all changes that are not blocked make the one after;
/// there are none if nothing differs. The order of columns, constraints and indexes is none.
///
/// ```
/// use migrate_core::diff::{Comparison, diff};
/// use migrate_core::prelude::*;
/// use migrate_core::schema::Schema;
///
/// let schema = |record: fn(&mut Operations)| {
///     let mut schema = Schema::default();
///     for recorded in Operations::record(record) {
///         recorded.operation.apply(&mut schema).expect("it fits");
///     }
///     schema
/// };
/// let before = schema(|op| op.create_table("deals", |t| { t.column("title", Varchar(20)); }));
/// let after = schema(|op| op.create_table("deals", |t| { t.column("title", Text).nullable(); }));
/// let diff = diff(&before, &after, &Comparison::default())?;
/// assert_eq!(
///     diff.changes[0].to_string(),
///     "column `title` of `deals` is another: type: Varchar(20) → Text; nullable: no → yes",
/// );
/// # Ok::<(), migrate_core::diff::Ambiguous>(())
/// ```
///
/// # Errors
///
/// When something may have been renamed, and `how` does not say whether it was.
pub fn diff(before: &Schema, after: &Schema, how: &Comparison) -> Result<Diff, Ambiguous> {
    let sides = Sides { before, after, how };
    let mut renames = guess::of_schema(sides)?;
    let mut pending = Pending::default();
    let mut former = renaming::without_views(before, after);
    if let Some(blocked) = renaming::apply(&renames, &mut former, (before, after), &mut pending) {
        return Ok(Diff { changes: vec![blocked], ..Diff::default() });
    }
    let Target { schema: target, only_before, only_after } = sides.target(&former);
    let parts = guess::of_parts(&former, &target, sides)?;
    if let Some(blocked) = renaming::apply(&parts, &mut former, (before, &target), &mut pending) {
        return Ok(Diff { changes: vec![blocked], ..Diff::default() });
    }
    renames.extend(parts);
    Comparing::new(before, &former, &target, &renames, &mut pending).compare();
    let changes = pending.ordered(&mut before.clone(), &target);
    Ok(Diff { changes, only_before, only_after })
}

/// The places where both schemas have a text and the texts differ. Those that mean the same to the server go into
/// [`Comparison::same`].
pub fn texts(before: &Schema, after: &Schema, how: &Comparison) -> Vec<TextOf> {
    texts::texts(before, after, how)
}

#[cfg(test)]
mod tests;
