//! What is wrong with a graph, or with the way to a target.

use thiserror::Error;

use crate::site::Site;

/// What is wrong with a chain's graph.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GraphError {
    /// Revisions wait for each other.
    #[error("revisions of chain `{chain}` wait for each other in a ring: {}", quoted(.revisions, " -> "))]
    Ring {
        /// The chain's name.
        chain: String,
        /// The ids of the ring, each before the one that waits for it.
        revisions: Vec<String>,
        /// Where the first is written.
        site: Site,
    },
    /// A dependency is no revision of the chain.
    #[error("`depends_on` of revision `{revision}` names `{depends_on}`, which is no revision of chain `{chain}` in this program{}", did_you_mean(.near.as_deref()))]
    UnknownDependency {
        /// The chain's name.
        chain: String,
        /// The revision.
        revision: String,
        /// What it names.
        depends_on: String,
        /// The likeliest slip.
        near: Option<String>,
        /// Where the revision is written.
        site: Site,
    },
    /// A parent is no revision of the chain.
    #[error("`down` of revision `{revision}` names `{down}`, which is no revision of chain `{chain}` in this program{}", did_you_mean(.near.as_deref()))]
    UnknownDown {
        /// The chain's name.
        chain: String,
        /// The revision.
        revision: String,
        /// What it names.
        down: String,
        /// The likeliest slip.
        near: Option<String>,
        /// Where the revision is written.
        site: Site,
    },
}

/// Why there is no way to a target.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RouteError {
    /// Several revisions start with what was typed.
    #[error("`{prefix}` is the start of several revisions of chain `{chain}`: {}", quoted(.candidates, ", "))]
    AmbiguousPrefix {
        /// The chain's name.
        chain: String,
        /// What was typed.
        prefix: String,
        /// The ids that start with it.
        candidates: Vec<String>,
    },
    /// Steps were counted past a fork.
    #[error("{steps} steps from here are not one way: the {} could be {}", if *.steps > 0 { "next" } else { "one to undo" }, quoted(.candidates, " or "))]
    AmbiguousStep {
        /// The steps that were asked for.
        steps: i32,
        /// The revisions to choose from.
        candidates: Vec<String>,
    },
    /// An upgrade to something that later revisions stand on.
    #[error("revision `{revision}` is applied, and {} on top of it", quoted(.heads, ", "))]
    BehindHeads {
        /// The target.
        revision: String,
        /// What is applied on top of it.
        heads: Vec<String>,
    },
    /// `head` is asked for, and there are several.
    #[error("chain `{chain}` has several heads: {}", quoted(.heads, ", "))]
    ManyHeads {
        /// The chain's name.
        chain: String,
        /// The heads.
        heads: Vec<String>,
    },
    /// A downgrade to something that is not applied.
    #[error("revision `{revision}` is not applied, so nothing can be undone down to it")]
    NotApplied {
        /// The target.
        revision: String,
        /// What is applied.
        heads: Vec<String>,
    },
    /// More steps than there are.
    #[error("{steps} steps were asked for, and there are {available}")]
    TooFewSteps {
        /// The steps that were asked for.
        steps: i32,
        /// How many there are.
        available: i32,
    },
    /// A downgrade stopped inside a revision, and something else was asked for than to finish it.
    #[error("the downgrade of revision `{revision}` stopped inside it, and must be finished first")]
    UnfinishedDowngrade {
        /// The revision.
        revision: String,
    },
    /// An upgrade stopped inside a revision, and something else was asked for than to finish it.
    #[error("the upgrade to revision `{revision}` stopped inside it, and must be finished first")]
    UnfinishedUpgrade {
        /// The revision.
        revision: String,
    },
    /// The database holds revisions that the program does not know.
    #[error("the ledger holds revisions of chain `{chain}` that this program does not have: {}", quoted(.revisions, ", "))]
    UnknownApplied {
        /// The chain's name.
        chain: String,
        /// Their ids.
        revisions: Vec<String>,
    },
    /// No revision has this id, or starts with it.
    #[error("chain `{chain}` has no revision `{id}`{}", did_you_mean(.near.as_deref()))]
    UnknownRevision {
        /// The chain's name.
        chain: String,
        /// What was typed.
        id: String,
        /// The likeliest slip.
        near: Option<String>,
    },
    /// A target that leads the other way.
    #[error("{goal} cannot go to `{target}`")]
    WrongWay {
        /// `upgrade` or `downgrade`.
        goal: &'static str,
        /// The target.
        target: String,
    },
}

impl RouteError {
    /// What to type instead.
    pub fn help(&self) -> String {
        match self {
            Self::AmbiguousPrefix { .. } => "type more of the id".to_owned(),
            Self::AmbiguousStep { steps, candidates } if *steps > 0 => {
                format!("name the revision instead of counting steps: {}", quoted(candidates, " or "))
            }
            Self::AmbiguousStep { .. } => {
                "name the revision to go back to instead of counting steps: what stands on top of it is undone".to_owned()
            }
            Self::BehindHeads { revision, .. } => {
                format!("to undo what stands on top of it: `downgrade {revision}`")
            }
            Self::ManyHeads { heads, .. } => {
                format!("`heads` for all of them, or the id of one: {}", quoted(heads, ", "))
            }
            Self::NotApplied { heads, .. } if heads.is_empty() => "nothing is applied".to_owned(),
            Self::NotApplied { heads, .. } => format!("what is applied ends in {}", quoted(heads, ", ")),
            Self::TooFewSteps { steps, .. } if *steps > 0 => "`head` goes to the end of the chain".to_owned(),
            Self::TooFewSteps { .. } => "`base` goes to the beginning of the chain".to_owned(),
            Self::UnfinishedDowngrade { revision } => format!(
                "finish it with the same `downgrade`, or put the database right by hand and say so with `stamp {revision}` or its parent"
            ),
            Self::UnfinishedUpgrade { revision } => format!(
                "finish it with `upgrade {revision}`, or put the database right by hand and say so with `stamp {revision}` or its parent"
            ),
            Self::UnknownApplied { .. } => {
                "run a program that has them: another version of this one was here before".to_owned()
            }
            Self::UnknownRevision { .. } => "`history` lists the revisions of the chain".to_owned(),
            Self::WrongWay { goal: "upgrade", .. } => "`downgrade` goes the other way".to_owned(),
            Self::WrongWay { .. } => "`upgrade` goes the other way".to_owned(),
        }
    }
}

fn quoted(ids: &[String], between: &str) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(between)
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}
