//! The revisions of one chain as its sources declare them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::attribute::{AttributeError, AttributeFault};
use crate::place::Place;

/// A file and a place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The file, as its `mod` line leads to it from the file that was read first.
    pub file: Arc<PathBuf>,
    /// The place in it.
    pub place: Place,
}

impl std::fmt::Display for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", crate::path_text(&self.file), self.place)
    }
}

/// A string literal of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Its value.
    pub text: String,
    /// Where it stands.
    pub site: Site,
}

/// A revision of another chain that one depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The path of the chain's type, as it is written.
    pub chain: String,
    /// The id.
    pub id: Literal,
}

/// One revision.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The label of the branch that starts here.
    pub branch: Option<Literal>,
    /// Whether a `cfg` stands on it, or on a module around it, so that it may be absent.
    pub conditional: bool,
    /// Revisions that must be applied before, without being parents.
    pub depends_on: Vec<Literal>,
    /// The parents: none for a base, several for a merge.
    pub down: Vec<Literal>,
    /// The path of the downgrade's function, as it is written.
    pub downgrade: Option<String>,
    /// What is wrong with its attribute, in itself.
    pub faults: Vec<AttributeFault<Place>>,
    /// The name of the function that the attribute stands on; `None` where it stands on no function.
    pub function: Option<String>,
    /// The id.
    pub id: Literal,
    /// The doc comment, lines joined by `\n`.
    pub message: String,
    /// The names of the modules around it, from the chain's file on.
    pub modules: Vec<String>,
    /// Revisions of other chains that must be applied before.
    pub needs: Vec<Need>,
    /// Where the attribute starts.
    pub site: Site,
}

impl Revision {
    /// Whether it joins several revisions.
    pub fn is_merge(&self) -> bool {
        self.down.len() > 1
    }

    /// Whether it has no parent, and its attribute says so without a mistake.
    pub fn is_base(&self) -> bool {
        self.down.is_empty() && self.faults.is_empty()
    }
}

/// A `#[revision]` without an id that can be read.
#[derive(Clone, Debug)]
pub struct Unnamed {
    /// Where the attribute starts.
    pub site: Site,
    /// What is wrong with it.
    pub faults: Vec<AttributeFault<Place>>,
}

impl Unnamed {
    /// What is wrong with it.
    pub fn errors(&self) -> impl Iterator<Item = &AttributeError> {
        self.faults.iter().map(|fault| &fault.error)
    }
}

/// A `mod` line whose file cannot be read.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The module's name.
    pub name: String,
    /// Where the `mod` line stands.
    pub site: Site,
    /// The file where it was looked for first.
    pub file: PathBuf,
}

/// A file beside the chain's that holds a revision and that no `mod` line names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unlisted {
    /// The file.
    pub file: PathBuf,
    /// The `mod` line that is missing.
    pub line: String,
    /// The file that lacks it.
    pub parent: PathBuf,
}

/// A `chain!` that stands before another in one module.
#[derive(Clone, Debug)]
pub struct Rival {
    /// Where it stands.
    pub site: Site,
    /// The name of its type.
    pub type_name: String,
}

/// The chain that a `chain!` makes, and the revisions that belong to it.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The name in the ledger; `None` where it is no string literal.
    pub name: Option<String>,
    /// The name of the chain's type.
    pub type_name: String,
    /// Where `chain!` stands.
    pub site: Site,
    /// The folder where the files of new revisions are looked for.
    pub folder: PathBuf,
    /// The revisions, in the order of the `mod` lines.
    pub revisions: Vec<Revision>,
    /// Revisions without an id, in the same order.
    pub unnamed: Vec<Unnamed>,
    /// `mod` lines that lead nowhere.
    pub missing: Vec<Missing>,
    /// Another `chain!` that stands before this one in the same module, where only one may.
    pub rival: Option<Rival>,
    /// Files that no `mod` line names, sorted.
    pub unlisted: Vec<Unlisted>,
    /// Whether the chain may have revisions that were not read: made by a macro, or in a module of the crate
    /// that is not below the chain's file.
    pub unseen: bool,
}

impl Graph {
    /// Whether every revision of the chain was read and is there in every build.
    pub fn is_complete(&self) -> bool {
        !self.unseen && self.revisions.iter().all(|revision| !revision.conditional)
    }

    /// The first revision of an id, in reading order.
    pub fn find(&self, id: &str) -> Option<&Revision> {
        self.revisions.iter().find(|revision| revision.id.text == id)
    }

    /// The revisions that no other continues, in reading order.
    pub fn heads(&self) -> Vec<&Revision> {
        let continued = self.successors();
        let heads =
            self.revisions.iter().filter(|revision| !continued.contains_key(revision.id.text.as_str()));
        heads.collect()
    }

    /// The revisions that continue each id, in reading order.
    pub fn successors(&self) -> BTreeMap<&str, Vec<&Revision>> {
        let mut successors = BTreeMap::<_, Vec<_>>::new();
        for revision in &self.revisions {
            for parent in &revision.down {
                successors.entry(parent.text.as_str()).or_default().push(revision);
            }
        }
        successors
    }
}
