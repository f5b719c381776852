//! What to type where there is no way to a target.

use super::RouteError;
use super::error::quoted;

impl RouteError {
    /// What to type instead.
    pub fn help(&self) -> String {
        match self {
            Self::AmbiguousPrefix { .. } => "type more of the id".to_owned(),
            Self::AmbiguousStep { steps, candidates, branches } => {
                let along = along(branches, *steps);
                if *steps > 0 {
                    format!(
                        "name the revision instead of counting steps: {}{along}",
                        quoted(candidates, " or ")
                    )
                } else {
                    format!(
                        "name the revision to go back to instead of counting steps, and what stands on top of it is undone{along}"
                    )
                }
            }
            Self::AmbiguousWalk { target, candidates, branches, .. } if !target.contains('@') => {
                let ways = branches.iter().map(|branch| format!("{branch}@{target}")).collect::<Vec<_>>();
                let names = quoted(candidates, " or ");
                format!("say along which branch: {}; or name the revision: {names}", quoted(&ways, " or "))
            }
            Self::AmbiguousWalk { candidates, .. } => {
                format!("name the revision instead of counting steps: {}", quoted(candidates, " or "))
            }
            Self::BehindHeads { revision, .. } => {
                format!("to undo what stands on top of it: `downgrade {revision}`")
            }
            Self::EmptyRange { .. } => "write the older end first: `from:to`".to_owned(),
            Self::Hole(hole) => hole.help(),
            Self::ManyChains { chains, .. } => format!(
                "name the chain: {}; `head`, `heads`, `base` and `current` are places of every chain",
                chains.iter().map(|chain| format!("`--chain {chain}`")).collect::<Vec<_>>().join(" or ")
            ),
            Self::NeededOutside { ways, .. } if ways.is_empty() => {
                "undo those first, by the program that has them".to_owned()
            }
            Self::NeededOutside { ways, .. } => format!("undo those first: {}", quoted(ways, ", then ")),
            Self::ManyCurrent { heads, steps, .. } => {
                let ways = heads.iter().map(|head| format!("{head}@{steps:+}")).collect::<Vec<_>>();
                format!("count on the branch of one of them: {}", quoted(&ways, " or "))
            }
            Self::ManyHeads { branch, heads, labels, .. } => {
                let all =
                    branch.as_ref().map_or_else(|| "heads".to_owned(), |branch| format!("{branch}@heads"));
                let label = |label: &String| format!("{label}@head");
                let labels = labels.iter().map(label).collect::<Vec<_>>();
                let ways = [heads.as_slice(), &labels].concat();
                format!("`{all}` for all of them, or one: {}", quoted(&ways, ", "))
            }
            Self::HalfApplied { revision } => format!(
                "finish it with a program that has it; or put the database right by hand and take it out of the ledger: \
                 `stamp --forget {revision}`"
            ),
            Self::NotApplied { heads, .. } if heads.is_empty() => "nothing is applied".to_owned(),
            Self::NotApplied { heads, .. } => format!("what is applied ends in {}", quoted(heads, ", ")),
            Self::NotOnBranch { revision, .. } => {
                format!(
                    "leave the branch out: `{revision}`; `history` shows which revision is on which branch"
                )
            }
            Self::NotUnknown { unknown, .. } if unknown.is_empty() => {
                "the ledger holds no revision that this program does not have; `downgrade` and `stamp` without it do the rest"
                    .to_owned()
            }
            Self::NotUnknown { unknown, .. } => format!("those that there are: {}", quoted(unknown, ", ")),
            Self::OnlyInLedger { revision } => format!(
                "`show {revision}` tells what the ledger keeps of it; `downgrade --stored {revision}` undoes it, \
                 `stamp --forget {revision}` takes it out of the ledger and runs nothing"
            ),
            Self::StampOverlap { ancestor, .. } if ancestor == "base" => {
                "`stamp base` alone counts nothing as applied; leave it out otherwise".to_owned()
            }
            Self::StampOverlap { ancestor, descendant } => {
                format!("`stamp {descendant}` counts `{ancestor}` as applied too")
            }
            Self::TooFewSteps { branch, steps, .. } => {
                let on = branch.as_ref().map(|branch| format!("{branch}@")).unwrap_or_default();
                let what = if branch.is_some() { "branch" } else { "chain" };
                if *steps > 0 {
                    format!("`{on}head` goes to the end of the {what}")
                } else {
                    format!("`{on}base` goes to the beginning of the {what}")
                }
            }
            Self::UnderKnown { below, .. } => {
                let below = below.as_deref().unwrap_or("base");
                format!("to undo those with it, by what the ledger keeps of them too: `downgrade --stored {below}`")
            }
            Self::UnfinishedDowngrade { revision } => format!(
                "finish it with the same `downgrade`, or put the database right by hand and say so with `stamp {revision}` or its parent"
            ),
            Self::UnfinishedUpgrade { revision } => format!(
                "finish it with `upgrade {revision}`, or put the database right by hand and say so with `stamp {revision}` or its parent"
            ),
            Self::UnknownApplied { revisions, .. } => format!(
                "run a program that has them: another branch or a newer version of this one; or undo them by what the ledger \
                 keeps: `downgrade --stored`; or, where the database is right as it is, forget them: `stamp --forget {}`",
                revisions.join(" --forget ")
            ),
            Self::UnknownBranch { chain, branch, .. } if chain == branch => {
                format!("`{branch}` is the chain itself: leave out `{branch}@`")
            }
            Self::UnknownBranch { branch, elsewhere, .. } if elsewhere.contains(branch) => {
                format!("it is another chain: type `--chain {branch}`, and leave out `{branch}@`")
            }
            Self::UnknownBranch { elsewhere, .. } if !elsewhere.is_empty() => {
                let ways = elsewhere.iter().map(|chain| format!("--chain {chain}")).collect::<Vec<_>>();
                format!("it is a branch of another chain: {}", quoted(&ways, " or "))
            }
            Self::UnknownBranch { labels, .. } if labels.is_empty() => {
                "the chain has no labels; an id before the `@` stands for the branch that it is on".to_owned()
            }
            Self::UnknownBranch { labels, .. } => {
                format!("the labels of the chain are {}", quoted(labels, ", "))
            }
            Self::UnknownRevision { elsewhere, .. } if elsewhere.is_empty() => {
                "`history` lists the revisions of the chain".to_owned()
            }
            Self::UnknownRevision { elsewhere, .. } => {
                let ways = elsewhere.iter().map(|chain| format!("--chain {chain}")).collect::<Vec<_>>();
                format!("it is a revision of another chain: {}", quoted(&ways, " or "))
            }
            Self::WrongWay { goal: "upgrade", .. } => "`downgrade` goes the other way".to_owned(),
            Self::WrongWay { .. } => "`upgrade` goes the other way".to_owned(),
        }
    }
}

/// The same steps along the branches that there are.
fn along(branches: &[String], steps: i32) -> String {
    if branches.is_empty() {
        return String::new();
    }
    let ways = branches.iter().map(|branch| format!("{branch}@{steps:+}")).collect::<Vec<_>>();
    format!("; or count along a branch: {}", quoted(&ways, " or "))
}
