//! What is wrong with a graph, or with the way to a target.

use thiserror::Error;

use super::Hole;
use crate::site::Site;

/// What is wrong with a chain's graph.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GraphError {
    /// Chains depend on each other.
    #[error("chains depend on each other in a ring: {}", quoted(.chains, " -> "))]
    ChainRing {
        /// The chains of the ring, each before the one that depends on it.
        chains: Vec<String>,
        /// Where `chain!` of the first stands.
        site: Site,
    },
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
    #[error("`depends_on` of revision `{revision}` names `{depends_on}`, which is no revision of chain `{chain}` in this program{}", did_you_mean(.near))]
    UnknownDependency {
        /// The chain's name.
        chain: String,
        /// The revision.
        revision: String,
        /// What it names.
        depends_on: String,
        /// The likeliest slips.
        near: Vec<String>,
        /// Where the revision is written.
        site: Site,
    },
    /// A parent is no revision of the chain.
    #[error("`down` of revision `{revision}` names `{down}`, which is no revision of chain `{chain}` in this program{}", did_you_mean(.near))]
    UnknownDown {
        /// The chain's name.
        chain: String,
        /// The revision.
        revision: String,
        /// What it names.
        down: String,
        /// The likeliest slips.
        near: Vec<String>,
        /// Where the revision is written.
        site: Site,
    },
    /// A dependency is no revision of the other chain.
    #[error("`depends_on` of revision `{revision}` of chain `{chain}` names `{needs}`, which is no revision in this program{}", did_you_mean(.near))]
    UnknownNeed {
        /// The chain's name.
        chain: String,
        /// The revision.
        revision: String,
        /// What it names, behind the other chain's name and a colon.
        needs: String,
        /// The likeliest slips.
        near: Vec<String>,
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
    /// Steps from what is applied were counted past a fork.
    #[error("`{steps:+}` is not one way: the {} could be {}", if *.steps > 0 { "next" } else { "one to undo" }, quoted(.candidates, " or "))]
    AmbiguousStep {
        /// The steps that were asked for.
        steps: i32,
        /// The revisions to choose from.
        candidates: Vec<String>,
        /// The labels of the branches that they are on.
        branches: Vec<String>,
    },
    /// Steps from a revision were counted past a fork or a merge.
    #[error("`{target}` is not one way: {} {} stand {}", if *.steps > 0 { "behind" } else { "before" }, behind(.at.as_deref()), quoted(.candidates, " and "))]
    AmbiguousWalk {
        /// The target.
        target: String,
        /// The revision where the ways part; none for the base.
        at: Option<String>,
        /// The steps that were asked for.
        steps: i32,
        /// The revisions to choose from.
        candidates: Vec<String>,
        /// The names of their branches.
        branches: Vec<String>,
    },
    /// An upgrade to something that later revisions stand on.
    #[error("revision `{revision}` is applied, and {} on top of it", quoted(.heads, ", "))]
    BehindHeads {
        /// The target.
        revision: String,
        /// What is applied on top of it.
        heads: Vec<String>,
    },
    /// A range with nothing in it.
    #[error("`{range}` holds no revision: its end does not stand on its beginning")]
    EmptyRange {
        /// The range.
        range: String,
    },
    /// Steps are counted from what is applied of a branch, and it has forked.
    #[error("several revisions of branch `{branch}` are current: {}", quoted(.heads, ", "))]
    ManyCurrent {
        /// The branch.
        branch: String,
        /// The steps that were asked for.
        steps: i32,
        /// The revisions.
        heads: Vec<String>,
    },
    /// A revision of which the program does not have the code was begun and is not finished.
    #[error("the upgrade to revision `{revision}` stopped inside it, and this program does not have it")]
    HalfApplied {
        /// The revision.
        revision: String,
    },
    /// `head` is asked for, and there are several.
    #[error("{} has several heads: {}", holder(.chain, .branch.as_deref()), quoted(.heads, ", "))]
    ManyHeads {
        /// The chain's name.
        chain: String,
        /// The branch, where one was named.
        branch: Option<String>,
        /// The heads.
        heads: Vec<String>,
        /// The labels that tell them apart.
        labels: Vec<String>,
    },
    /// A downgrade to something that is not applied.
    #[error("revision `{revision}` is not applied, so nothing can be undone down to it")]
    NotApplied {
        /// The target.
        revision: String,
        /// What is applied.
        heads: Vec<String>,
    },
    /// A revision is named on a branch that it is not on.
    #[error("revision `{revision}` is not on branch `{branch}`{}", but_on(.labels))]
    NotOnBranch {
        /// The revision.
        revision: String,
        /// The branch.
        branch: String,
        /// The labels of the branches that it is on.
        labels: Vec<String>,
    },
    /// A revision is named that is none of those that are in the ledger and not in the program.
    #[error("`{name}` is no revision that the ledger holds and this program does not have")]
    NotUnknown {
        /// The chain's name.
        chain: String,
        /// What was typed.
        name: String,
        /// The ids of those that there are.
        unknown: Vec<String>,
    },
    /// A revision is named that the ledger holds, and the program does not have.
    #[error("revision `{revision}` is in the ledger, and not in this program")]
    OnlyInLedger {
        /// The revision.
        revision: String,
    },
    /// A stamp of a revision beside one that stands on top of it.
    #[error("`{descendant}` stands on top of `{ancestor}`, and both cannot be the last that is applied")]
    StampOverlap {
        /// The target below.
        ancestor: String,
        /// The target above.
        descendant: String,
    },
    /// More steps than there are.
    #[error("`{target}` asks for {}, and there {}", counted(steps.unsigned_abs()), if *.available == 1 { "is 1".to_owned() } else { format!("are {available}") })]
    TooFewSteps {
        /// The target.
        target: String,
        /// The branch, where one was named.
        branch: Option<String>,
        /// The steps that were asked for.
        steps: i32,
        /// How many there are.
        available: u32,
    },
    /// A revision that the program does not have is under some that it has.
    #[error("{} on top of `{revision}` in the database", standing(.on_top))]
    UnderKnown {
        /// The revision.
        revision: String,
        /// What stands on it.
        on_top: Vec<String>,
        /// What it stands on itself, and the program has.
        below: Option<String>,
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
    /// No branch has this label, and no revision this id.
    #[error("chain `{chain}` has no branch `{branch}`{}", did_you_mean(.near))]
    UnknownBranch {
        /// The chain's name.
        chain: String,
        /// What was typed.
        branch: String,
        /// The likeliest slips.
        near: Vec<String>,
        /// The labels that there are.
        labels: Vec<String>,
        /// The chains that this one depends on that are called so, or have it.
        elsewhere: Box<[String]>,
    },
    /// What would be undone is what revisions of chains depend on that are not in the program, or not as they are in the
    /// database.
    #[error("{} depended on: {}", are_needed(.revisions), by_those(.by))]
    NeededOutside {
        /// The revisions that would be undone, each behind its chain and a colon.
        revisions: Vec<String>,
        /// The applied revisions that depend on them, in the same form.
        by: Vec<String>,
        /// What to type for those of chains that the program has.
        ways: Vec<String>,
    },
    /// A revision is not applied, though one that stands on it or depends on it is: the database is in a state that no
    /// run leaves.
    #[error("{0}")]
    Hole(Box<Hole>),
    /// Several chains have a target that is the place of one.
    #[error("`{target}` is for one chain, and there are several: {}", quoted(.chains, ", "))]
    ManyChains {
        /// The target.
        target: String,
        /// The chains.
        chains: Vec<String>,
    },
    /// No revision has this id or label, or an id that starts with it.
    #[error("chain `{chain}` has no revision `{id}`{}", did_you_mean(.near))]
    UnknownRevision {
        /// The chain's name.
        chain: String,
        /// What was typed.
        id: String,
        /// The likeliest slips.
        near: Vec<String>,
        /// The chains that it depends on and that have such a revision.
        elsewhere: Vec<String>,
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

fn holder(chain: &str, branch: Option<&str>) -> String {
    branch.map_or_else(|| format!("chain `{chain}`"), |branch| format!("branch `{branch}`"))
}

fn standing(ids: &[String]) -> String {
    let verb = if ids.len() == 1 { "stands" } else { "stand" };
    format!("{} {verb}", quoted(ids, ", "))
}

fn behind(revision: Option<&str>) -> String {
    revision.map_or_else(|| "the base".to_owned(), |revision| format!("`{revision}`"))
}

fn but_on(labels: &[String]) -> String {
    if labels.is_empty() { String::new() } else { format!(", but on {}", quoted(labels, " and ")) }
}

fn are_needed(revisions: &[String]) -> String {
    let verb = if revisions.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", quoted(revisions, ", "))
}

fn by_those(by: &[String]) -> String {
    let verb = if by.len() == 1 { "is" } else { "are" };
    format!("{} {verb} applied", quoted(by, ", "))
}

fn counted(number: u32) -> String {
    if number == 1 { "1 step".to_owned() } else { format!("{number} steps") }
}

pub(super) fn quoted(ids: &[String], between: &str) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(between)
}

fn did_you_mean(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", quoted(near, " or ")) }
}
