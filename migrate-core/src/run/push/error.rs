//! Why models were not pushed.

use thiserror::Error;

use super::rows::{Lost, Unfilled};
use crate::diff::{Ambiguous, Change, Guess, Object, Rename};
use crate::operation::Misfit;
use crate::session::DatabaseError;

/// Why models were not pushed. Nothing has run.
#[derive(Debug, Error)]
pub(crate) enum PushError {
    #[error("{}", either(.0))]
    Ambiguous(Ambiguous),
    #[error("{}", blocked(.0))]
    Blocked(Box<Change>),
    #[error("{0}")]
    Elsewhere(Box<Elsewhere>),
    #[error("the push would lose what is in the database")]
    Loses(Vec<Lost>),
    #[error(
        "models are pushed by the names that they have, and chain `{chain}` has a prefix before its names"
    )]
    Prefixed { chain: String },
    #[error("rows cannot be counted: {0}")]
    Uncounted(#[source] DatabaseError),
    #[error("only a person can say what becomes of some rows")]
    Unfilled(Vec<Unfilled>),
}

/// The ledger holds revisions of a chain, and is not at its heads.
#[derive(Debug, Error)]
#[error("the database is not where the models begin: {}", self.words())]
pub(crate) struct Elsewhere {
    /// The chain's name.
    pub(crate) chain: String,
    /// What is applied with nothing applied that continues it.
    pub(crate) current: Vec<String>,
    /// The revisions of the program that are not applied.
    pub(crate) missing: usize,
    /// Those that are begun and not finished.
    pub(crate) unfinished: Vec<String>,
    /// Those that are applied and not in the program.
    pub(crate) unknown: Vec<String>,
}

impl Elsewhere {
    fn words(&self) -> String {
        let Self { chain, current, missing, unfinished, unknown } = self;
        let ids = |ids: &[String]| format!("`{}`", ids.join("`, `"));
        if !unfinished.is_empty() {
            return format!("chain `{chain}` is inside {}", ids(unfinished));
        }
        if !unknown.is_empty() {
            return format!(
                "the ledger holds {} of chain `{chain}`, which this program does not have",
                ids(unknown)
            );
        }
        let revisions = if *missing == 1 { "1 revision".to_owned() } else { format!("{missing} revisions") };
        format!("chain `{chain}` is at {}, and {revisions} of it are not applied", ids(current))
    }

    fn help(&self) -> String {
        let anew = "or push to a database without revisions: `db drop` and `db create` make this one anew";
        if !self.unfinished.is_empty() {
            return format!("`upgrade` finishes what is begun; {anew}");
        }
        if !self.unknown.is_empty() {
            return format!("push with a program that has them, or undo them: `downgrade --stored`; {anew}");
        }
        format!("`upgrade` applies what is missing, and then `push` what the models say beyond it; {anew}")
    }
}

impl PushError {
    /// What to do next.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Ambiguous(Ambiguous { guesses }) => {
                let ways = guesses.iter().map(|Guess { rename, likelihood: _ }| {
                    format!("say that {rename} is a rename, by `renamed_from` in the model, or that it is none")
                });
                ways.collect::<Vec<_>>().join("; ")
            }
            Self::Blocked(change) if is_of_no_model(&change.object) => {
                "drop it, or change what it uses, by hand first (`db shell` opens the database), then push again".to_owned()
            }
            Self::Blocked(change) => {
                let help = change.blocked.as_ref().and_then(Misfit::help);
                help.unwrap_or_else(|| {
                    "push the models of all chains, `--chain all`, or first apply what it needs: `upgrade`".to_owned()
                })
            }
            Self::Elsewhere(elsewhere) => elsewhere.help(),
            Self::Loses(_) => {
                "give leave with `--allow destructive` (in code: `.consent(Consent::Destructive)`), or keep what is there \
                 elsewhere first"
                    .to_owned()
            }
            Self::Prefixed { .. } => {
                "leave the prefix out: `--prefix \"\"`; or write a revision, which can have one".to_owned()
            }
            Self::Uncounted(_) => {
                "let this user read the tables, `GRANT SELECT`, and nobody else change them meanwhile; then push again"
                    .to_owned()
            }
            Self::Unfilled(unfilled) => {
                let mut ways = unfilled.iter().map(|it| it.way.clone()).collect::<Vec<_>>();
                ways.dedup();
                format!("{}; then push again", ways.join("; "))
            }
        }
    }

    /// What it is made of, where it is several things.
    pub(crate) fn parts(&self) -> Vec<String> {
        match self {
            Self::Loses(losses) => losses.iter().map(ToString::to_string).collect(),
            Self::Unfilled(unfilled) => unfilled.iter().map(ToString::to_string).collect(),
            Self::Ambiguous(_)
            | Self::Blocked(_)
            | Self::Elsewhere(_)
            | Self::Prefixed { .. }
            | Self::Uncounted(_) => Vec::new(),
        }
    }
}

/// What is right of a guess if nothing was renamed: no table and no enum type goes.
pub(super) fn otherwise(guess: &Guess) -> String {
    match &guess.rename {
        Rename::Column { .. } | Rename::EnumValue { .. } => guess.otherwise(),
        Rename::Enum { from, to } => format!("enum `{from}` is left alone, and `{to}` is created"),
        Rename::Table { from, to } => format!("table `{from}` is left alone, and `{to}` is created"),
    }
}

fn either(ambiguous: &Ambiguous) -> String {
    let both = |guess: &Guess| format!("either rename {}, or {}", guess.rename, otherwise(guess));
    ambiguous.guesses.iter().map(both).collect::<Vec<_>>().join("; ")
}

/// Whether no model says such: it is somebody else's.
fn is_of_no_model(object: &Object) -> bool {
    match object {
        Object::Extension(_)
        | Object::Function(_)
        | Object::Schema(_)
        | Object::Sequence(_)
        | Object::Trigger(..)
        | Object::View(_) => true,
        Object::Column(..)
        | Object::Constraint(..)
        | Object::Enum(_)
        | Object::Index(..)
        | Object::Table(_) => false,
    }
}

fn blocked(change: &Change) -> String {
    if is_of_no_model(&change.object) {
        let reason = change.blocked.as_ref().map(ToString::to_string).unwrap_or_default();
        return format!("{} is of no model, and uses what changes or goes: {reason}", change.object);
    }
    let reason = change.blocked.as_ref().map(|misfit| format!(": {misfit}")).unwrap_or_default();
    format!("{change}, which does not go together with what is in the database{reason}")
}
