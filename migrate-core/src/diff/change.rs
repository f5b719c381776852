//! One thing that differs, and what mends it.

use std::fmt;

use super::{Effect, Hit, Object};
use crate::operation::{Misfit, Operation};

/// One thing that differs between two schemas, and what makes the one of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is: by its name after, unless it goes.
    pub object: Object,
    /// In which way it differs.
    pub verdict: Verdict,
    /// What of it differs, in words.
    pub differences: Vec<Difference>,
    /// What makes it as it is after. Each finds what it needs once the changes before have been made.
    pub operations: Vec<Operation>,
    /// What rows that makes of the ones that are there.
    pub hits: Vec<Hit>,
    /// What a person has to say where the operations have a stopgap.
    pub fill_ins: Vec<FillIn>,
    /// Why its operations do not go together with the rest of the schema, if so: they were not applied.
    pub blocked: Option<Misfit>,
}

/// In which way something differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Only the schema after has it.
    Added,
    /// Both have it, and not alike.
    Changed,
    /// Only the schema before has it.
    Dropped,
    /// Both have it alike, and it is in the way of another change, which is made meanwhile: what goes now comes again.
    Remade,
    /// It has another name after.
    Renamed {
        /// Its name before, with that of its table.
        from: Object,
    },
}

/// A property that differs, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The property.
    pub property: &'static str,
    /// What it is before, as a revision would have it; none where there is no such thing.
    pub before: Option<String>,
    /// What it is after.
    pub after: Option<String>,
}

/// Something that only a person can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillIn {
    /// The place of the operation among those of the change.
    pub operation: usize,
    /// Which of its fields has a stopgap, or nothing, in the place of what is to be said.
    pub field: Field,
    /// What is to be said.
    pub question: String,
}

/// A field of an operation that only a person can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `AlterColumn`: `.not_null().fill(…)`, a value. The operation has the expression `NULL`.
    Fill,
    /// `RemoveEnumValue`: `.map_to(…)`, a text. The operation has none.
    MapTo,
    /// `AlterColumn`: `.set_type(…).using(…)`, an expression. The operation has the column itself.
    Using,
}

impl Change {
    /// A change without more.
    pub(crate) fn new(object: Object, verdict: Verdict, operations: Vec<Operation>) -> Self {
        Self {
            object,
            verdict,
            differences: Vec::new(),
            operations,
            hits: Vec::new(),
            fill_ins: Vec::new(),
            blocked: None,
        }
    }

    /// Whether rows or values are lost by it, or become others.
    pub fn is_destructive(&self) -> bool {
        self.hits.iter().any(|hit| match hit.effect {
            Effect::Alters | Effect::Loses => true,
            Effect::Refuses => false,
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { property, before, after } = self;
        let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        write!(f, "{property}: {} → {}", text(before), text(after))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.verdict {
            Verdict::Added => write!(f, "{} is added", self.object),
            Verdict::Changed => {
                write!(f, "{} is another", self.object)?;
                for (at, difference) in self.differences.iter().enumerate() {
                    write!(f, "{}{difference}", if at == 0 { ": " } else { "; " })?;
                }
                Ok(())
            }
            Verdict::Dropped => write!(f, "{} is dropped", self.object),
            Verdict::Remade => write!(f, "{} is in the way, and made again", self.object),
            Verdict::Renamed { from } => write!(f, "{from} is {} from now on", self.object),
        }
    }
}
