//! What nobody but a person can tell: whether something was renamed.

use thiserror::Error;

use super::Rename;

/// Something goes and something like it comes: it may have been renamed, or be another thing.
///
/// Tables and enums are asked for first, then the columns within those that are the same and the values.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", words(.guesses))]
pub struct Ambiguous {
    /// The pairs: those of one thing that goes stand together, the likeliest first.
    pub guesses: Vec<Guess>,
}

impl Ambiguous {
    /// What to do about it.
    pub fn help(&self) -> String {
        let mut attributes = self.guesses.iter().map(|guess| format!("`{}`", guess.rename.attribute()));
        let said = attributes.next().unwrap_or_default();
        let more = if attributes.next().is_some() { " and the like" } else { "" };
        format!(
            "where it was renamed, say so in the model: {said}{more}; where it was not, `cargo migrate revision --autogenerate` asks, \
             and writes the revision"
        )
    }
}

/// A pair of something that goes and something that comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The rename that it may be. Which it is, is said by putting this into [`Renames::renamed`](super::Renames::renamed) or
    /// into [`Renames::apart`](super::Renames::apart).
    pub rename: Rename,
    /// How likely it is, in percent.
    pub likelihood: u8,
}

impl Guess {
    /// What is right if nothing was renamed.
    pub fn otherwise(&self) -> String {
        match &self.rename {
            Rename::Column { table, from, to } => {
                format!("column `{from}` of `{table}` and its values are dropped, and `{to}` is added")
            }
            Rename::Enum { from, to } => format!("enum `{from}` is dropped, and `{to}` is created"),
            Rename::EnumValue { name, from, to } => {
                format!("value {from:?} of enum `{name}` is removed, and {to:?} is added")
            }
            Rename::Table { from, to } => {
                format!("table `{from}` and its rows are dropped, and `{to}` is created")
            }
        }
    }
}

fn words(guesses: &[Guess]) -> String {
    let both = |guess: &Guess| format!("either rename {}, or {}", guess.rename, guess.otherwise());
    guesses.iter().map(both).collect::<Vec<_>>().join("; ")
}
