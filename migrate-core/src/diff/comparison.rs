//! How two schemas are compared.

use std::collections::BTreeSet;

use super::{Filter, Kind, Renames};
use crate::name::{Name, QualifiedName};
use crate::schema::Signature;

/// How two schemas are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What both sides can have; the rest is as before on both.
    pub scope: Scope,
    /// What is known of names.
    pub renames: Renames,
    /// Whether what may be a rename is asked for.
    pub guessing: Guessing,
    /// Texts that differ and mean the same: as a server that is asked tells.
    pub same: BTreeSet<TextOf>,
    /// Which objects are compared.
    pub filter: Filter,
    /// What an object is that only the schema before has.
    pub only_before: Alone,
    /// What an object is that only the schema after has.
    pub only_after: Alone,
}

/// What an object is that only one side has. What is of a table that both have, such as a column, is a difference always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alone {
    /// It is listed apart, and left alone.
    Apart,
    /// It differs.
    #[default]
    Differs,
}

/// Whether what goes and what comes may be the same under another name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guessing {
    /// A pair that nobody has spoken of is [`Ambiguous`](super::Ambiguous).
    #[default]
    Ask,
    /// What nobody has spoken of is not the same.
    Never,
}

/// Which kinds of objects are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Those that come, go and change.
    pub whole: BTreeSet<Kind>,
    /// Those that come and never go.
    pub additions: BTreeSet<Kind>,
}

/// Where a text of the author's stands. Names are those after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextOf {
    /// The expression of a check.
    Check(QualifiedName, Name),
    /// The default of a column.
    Default(QualifiedName, Name),
    /// What an exclusion constraint compares, and its predicate.
    Exclusion(QualifiedName, Name),
    /// A function's arguments and definition.
    Function(Signature),
    /// What a generated column is computed from.
    Generated(QualifiedName, Name),
    /// What an index is of, and its predicate.
    Index(QualifiedName, Name),
    /// What of its parent a partition has.
    Partition(QualifiedName),
    /// What a table is parted by.
    PartitionKey(QualifiedName),
    /// A trigger's event and definition.
    Trigger(QualifiedName, Name),
    /// A view's query.
    View(QualifiedName),
}

impl Scope {
    /// All that a schema can have.
    pub fn all() -> Self {
        Self { whole: Kind::ALL.into(), additions: BTreeSet::new() }
    }

    /// What models can say: tables and enum types, and the schemas that these name.
    pub fn models() -> Self {
        Self { whole: [Kind::Enum, Kind::Table].into(), additions: [Kind::Schema].into() }
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self::all()
    }
}
