//! Targets, as users type them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The longest text that can be an id or a label.
const LONGEST: usize = 128;

/// Where to go in a chain: `[branch@]place[±N]`, or `[branch@]±N`, which counts from what is applied.
///
/// ```
/// use migrate_core::graph::{Place, Target};
///
/// let target: Target = "deals@head-1".parse()?;
/// assert_eq!(target.branch.as_deref(), Some("deals"));
/// assert_eq!((target.place, target.steps), (Place::Head, -1));
/// # Ok::<(), migrate_core::graph::TargetError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The branch that it is meant on: a label, or the id, or a start of the id, of a revision on it.
    pub branch: Option<String>,
    /// From where it counts.
    pub place: Place,
    /// So many revisions on, or back where negative.
    pub steps: i32,
}

/// A place in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the first revision, of the chain or of the branch.
    Base,
    /// What is applied and has nothing applied on top of it.
    Current,
    /// The one head.
    Head,
    /// All heads.
    Heads,
    /// A revision: its id, a start of the id that no other has, or the label of the branch that starts there.
    Named(String),
}

impl Target {
    /// Before the first revision.
    pub const BASE: Self = Self::at(Place::Base);
    /// What is applied.
    pub const CURRENT: Self = Self::at(Place::Current);
    /// The one head.
    pub const HEAD: Self = Self::at(Place::Head);
    /// All heads.
    pub const HEADS: Self = Self::at(Place::Heads);

    /// A place, on no branch in particular.
    pub const fn at(place: Place) -> Self {
        Self { branch: None, place, steps: 0 }
    }

    /// A revision, by its id, a start of its id, or the label of the branch that starts there.
    pub fn named(name: impl Into<String>) -> Self {
        Self::at(Place::Named(name.into()))
    }

    /// The same, meant on a branch.
    #[must_use]
    pub fn on(self, branch: impl Into<String>) -> Self {
        Self { branch: Some(branch.into()), ..self }
    }

    /// So many revisions on from it, or back where negative.
    #[must_use]
    pub fn plus(self, steps: i32) -> Self {
        Self { steps, ..self }
    }

    /// Whether it cannot be known without asking a database.
    pub fn asks_database(&self) -> bool {
        self.place == Place::Current
    }
}

/// A target that is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` is no target: {fault}")]
pub struct TargetError {
    /// What was typed.
    pub text: String,
    /// What is wrong with it.
    pub fault: TargetFault,
}

/// What is wrong with a target or a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TargetFault {
    /// More than one `@`, or nothing before or behind it.
    #[error("one `@` stands between a branch and a place on it")]
    Branch,
    /// A character that no id and no label has.
    #[error("{0:?} stands in no id and no label")]
    Character(char),
    /// A count that is no number from 1 on.
    #[error("`+` and `-` are followed by a number of revisions from 1 on")]
    Count,
    /// Nothing at all.
    #[error("it is empty")]
    Empty,
    /// More than an id can have.
    #[error("ids have at most 128 characters")]
    Length,
    /// No colon where a range was asked for.
    #[error("a range has a `:` between its ends, each of which may be left out")]
    NoRange,
    /// A range where one place was asked for.
    #[error("it is a range, and one place is asked for")]
    Range,
}

impl TargetError {
    /// What can be typed.
    pub fn help(&self) -> &'static str {
        match self.fault {
            TargetFault::NoRange => "write `from:to`, `from:` or `:to`",
            _ => {
                "write `head`, `heads`, `base`, `current`, an id, the start of an id or the label of a branch, \
                 `+N` or `-N` behind it or alone, and `branch@` before it"
            }
        }
    }
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        parse(text).map_err(|fault| TargetError { text: text.to_owned(), fault })
    }
}

fn parse(text: &str) -> Result<Target, TargetFault> {
    if text.contains(':') {
        return Err(TargetFault::Range);
    }
    let (branch, rest) = match text.split_once('@') {
        None => (None, text),
        Some(("", _) | (_, "")) => return Err(TargetFault::Branch),
        Some((_, rest)) if rest.contains('@') => return Err(TargetFault::Branch),
        Some((branch, rest)) => (Some(check(branch)?.to_owned()), rest),
    };
    if rest.starts_with(['+', '-']) {
        return Ok(Target { branch, place: Place::Current, steps: count(rest).ok_or(TargetFault::Count)? });
    }
    let counted = rest.rfind(['+', '-']).and_then(|at| Some((&rest[..at], count(&rest[at..])?)));
    let (place, steps) = match counted {
        Some((place, steps)) => (place, steps),
        None if rest.contains('+') => return Err(TargetFault::Count),
        None => (rest, 0),
    };
    let place = match place {
        "base" => Place::Base,
        "current" => Place::Current,
        "head" => Place::Head,
        "heads" => Place::Heads,
        name => Place::Named(check(name)?.to_owned()),
    };
    Ok(Target { branch, place, steps })
}

/// A sign and a number without a zero before it. `x-01` can be the label of a branch.
fn count(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-'])?;
    let is_count = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_count { text.parse().ok() } else { None }
}

/// A text that can be an id or a label.
fn check(name: &str) -> Result<&str, TargetFault> {
    if name.is_empty() {
        return Err(TargetFault::Empty);
    }
    if name.len() > LONGEST {
        return Err(TargetFault::Length);
    }
    match name.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))) {
        None => Ok(name),
        Some('+') => Err(TargetFault::Count),
        Some(other) => Err(TargetFault::Character(other)),
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Base => "base",
            Self::Current => "current",
            Self::Head => "head",
            Self::Heads => "heads",
            Self::Named(name) => name,
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { branch, place, steps } = self;
        if let Some(branch) = branch {
            write!(f, "{branch}@")?;
        }
        match (place, steps) {
            (_, 0) => write!(f, "{place}"),
            (Place::Current, steps) => write!(f, "{steps:+}"),
            (_, steps) => write!(f, "{place}{steps:+}"),
        }
    }
}

/// The revisions between two places, both with them: `from:to`, where an end that is left out is the chain's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Where it begins; at the base where nothing is said.
    pub from: Option<Target>,
    /// Where it ends; at the heads where nothing is said.
    pub to: Option<Target>,
}

impl Range {
    /// Whether it cannot be known without asking a database.
    pub fn asks_database(&self) -> bool {
        [&self.from, &self.to].into_iter().flatten().any(Target::asks_database)
    }
}

impl FromStr for Range {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let fault = |fault| TargetError { text: text.to_owned(), fault };
        let (from, to) = text.split_once(':').ok_or_else(|| fault(TargetFault::NoRange))?;
        let end = |end: &str| (!end.is_empty()).then(|| end.parse()).transpose();
        Ok(Self { from: end(from)?, to: end(to)? })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: &Option<Target>| end.as_ref().map(Target::to_string).unwrap_or_default();
        write!(f, "{}:{}", end(&self.from), end(&self.to))
    }
}

/// What a run is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To undo revisions until the target is the last one applied.
    Downgrade(Target),
    /// To apply the target and all before it.
    Upgrade(Target),
}
