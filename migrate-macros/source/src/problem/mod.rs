//! What can be wrong with a chain, and how it is said.

mod judge;
mod ring;

use std::path::PathBuf;

use thiserror::Error;

use crate::attribute::AttributeError;
use crate::graph::Site;
use crate::path_text;

pub use judge::judge;

/// One broken rule, and where.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The rule.
    pub kind: ProblemKind,
    /// The literal at fault, or the `chain!` or `mod` line that lacks something.
    pub site: Site,
    /// Other literals that say something wrong only because of this.
    pub consequences: Vec<Site>,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind.fmt(f)
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProblemKind {
    /// A mistake in the arguments of an attribute.
    #[error(transparent)]
    Attribute(#[from] AttributeError),
    /// `depends_on` leads back to the revision that names it.
    #[error(
        "the revisions {} wait for each other in a ring, so that none can be the first; remove this `depends_on`",
        ring(.ids)
    )]
    DependsOnRing {
        /// The ids round the ring, each standing on the next.
        ids: Vec<String>,
    },
    /// An id that another revision has.
    #[error("the id `{id}` is taken by the revision at {first}; give this one another id")]
    Duplicate {
        /// The id.
        id: String,
        /// Where the other has it.
        first: Site,
    },
    /// A label that is an id.
    #[error("the branch label `{label}` is the id of the revision at {id}; give this branch another label")]
    LabelIsId {
        /// The label.
        label: String,
        /// Where the revision has it.
        id: Site,
    },
    /// A label that another branch has.
    #[error("the branch label `{label}` is taken at {first}; give this branch another label")]
    LabelTaken {
        /// The label.
        label: String,
        /// Where the other has it.
        first: Site,
    },
    /// A merge that names a revision beside one that comes after it.
    #[error(
        "`{parent}` comes before `{after}`, which this merge names too; a merge joins heads, so remove `{parent}` here"
    )]
    MergeOfAncestor {
        /// What is named.
        parent: String,
        /// The parent that comes after it.
        after: String,
    },
    /// A merge that names a revision which another continues.
    #[error("`{parent}` is already continued by `{other}` at {other_site}; a merge joins heads, so {}", merge_advice(.head.as_deref()))]
    MergeOfContinued {
        /// What is named.
        parent: String,
        /// The revision that continues it.
        other: String,
        /// Where that one says so.
        other_site: Site,
        /// The head to name instead; `None` where the merge names it already.
        head: Option<String>,
    },
    /// A `mod` line that leads to no file.
    #[error("`mod {name};` leads to no file; make `{}` or remove the line", path_text(.file))]
    MissingFile {
        /// The module's name.
        name: String,
        /// Where its file should be.
        file: PathBuf,
    },
    /// A second `chain!` in one module.
    #[error("this module has a chain already, at {first}; put the second chain into a module of its own")]
    Rival {
        /// Where the first stands.
        first: Site,
    },
    /// `down` leads back to the revision that names it.
    #[error(
        "the revisions {} follow each other in a ring, so that none can be the first; let this `down` name a \
         revision outside of the ring",
        ring(.ids)
    )]
    Ring {
        /// The ids round the ring, each standing on the next.
        ids: Vec<String>,
    },
    /// A second revision without a parent.
    #[error(
        "`{id}` has no `down`, but `{base}` at {base_site} is the base of `{chain}` already; name the revision before \
         it: `down = \"{head}\"`, or begin a branch: `branch = \"…\"`"
    )]
    SecondBase {
        /// The revision.
        id: String,
        /// The chain's type.
        chain: String,
        /// The base that the chain has.
        base: String,
        /// Where that one stands.
        base_site: Site,
        /// The head above the base.
        head: String,
    },
    /// A second revision on one parent, without `branch`.
    #[error(
        "`{parent}` is already continued by `{other}` at {other_site}; follow the head: `down = \"{head}\"`, or begin a \
         branch here: `branch = \"…\"`"
    )]
    UndeclaredBranch {
        /// The parent.
        parent: String,
        /// The revision that continues it.
        other: String,
        /// Where that one says so.
        other_site: Site,
        /// The head above the other.
        head: String,
    },
    /// An id that no revision of the chain has.
    #[error("`{key}` names `{id}`, which is no revision of `{chain}`; {}", near_advice(.key, .id, .near.as_deref()))]
    Unknown {
        /// `down` or `depends_on`.
        key: &'static str,
        /// The id.
        id: String,
        /// The chain's type.
        chain: String,
        /// The id that is nearest to it.
        near: Option<String>,
    },
    /// A file with a revision that no `mod` line names.
    #[error("`{}` holds a revision, but no `mod` line names it; add `{line}` to `{}`, or remove the file", path_text(.file), path_text(.parent))]
    Unlisted {
        /// The file.
        file: PathBuf,
        /// The line that is missing.
        line: String,
        /// The file that lacks it.
        parent: PathBuf,
    },
}

fn near_advice(key: &str, id: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if key == "depends_on" => format!(
            "name the `id` of one of its revisions, or one of another chain by the path of that chain's type: \
             `accounts::Accounts(\"{id}\")`"
        ),
        None => "name the `id` of one of its revisions".to_owned(),
    }
}

fn merge_advice(head: Option<&str>) -> String {
    match head {
        Some(head) => format!("name `{head}` instead"),
        None => "remove it here".to_owned(),
    }
}

/// A ring as text: at most six of its ids, and back to the first.
fn ring(ids: &[String]) -> String {
    let quote = |id: &String| format!("`{id}`");
    let mut shown = match ids.len() {
        0..=6 => ids.iter().map(quote).collect::<Vec<_>>(),
        length => {
            let mut shown = ids[..3].iter().map(quote).collect::<Vec<_>>();
            shown.push(format!("… {} more …", length - 4));
            shown.extend(ids.last().map(quote));
            shown
        }
    };
    shown.extend(ids.first().map(quote));
    shown.join(" → ")
}
