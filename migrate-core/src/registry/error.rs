//! Why the registry cannot be trusted.

use crate::site::Site;

/// Why the registry cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// No revision of the chain is in the program.
    #[error("chain `{chain}` has no revision in this program")]
    Empty {
        /// The chain's name.
        chain: String,
        /// Where `chain!` stands.
        site: Site,
    },
    /// Two revisions of one id are registered.
    #[error("revision `{id}` of chain `{chain}` is registered twice: at {first} and at {second}")]
    Duplicate {
        /// The chain's name.
        chain: String,
        /// The id that both have.
        id: String,
        /// Where the first stands, in the order of files and lines.
        first: Site,
        /// Where the second stands.
        second: Site,
    },
    /// No chain was asked for, or the program has none.
    #[error("there is no chain to work with")]
    NoChain,
    /// Two chains have one name.
    #[error("two chains of this program are called `{chain}`")]
    SameName {
        /// The name.
        chain: String,
        /// A place of each.
        sites: [Site; 2],
    },
    /// The sources hold revisions that the program lacks.
    #[error("the sources of chain `{chain}` hold revisions that are not in this program: {}", list(.ids))]
    Missing {
        /// The chain's name.
        chain: String,
        /// The ids, sorted.
        ids: Vec<String>,
        /// Where `chain!` stands.
        site: Site,
    },
    /// The program holds revisions that the sources lacked when `chain!` read them.
    #[error("this program holds revisions of chain `{chain}` that were not in its sources when it was compiled: {}", list(.ids))]
    Unread {
        /// The chain's name.
        chain: String,
        /// The ids, sorted.
        ids: Vec<String>,
        /// Where `chain!` stands.
        site: Site,
    },
    /// No revision was written yet.
    #[error("chain `{chain}` has no revision yet")]
    Unwritten {
        /// The chain's name.
        chain: String,
        /// Where `chain!` stands.
        site: Site,
    },
}

impl RegistryError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } => "give one of them another id",
            Self::Empty { .. } | Self::Missing { .. } | Self::NoChain => {
                "name the chain's type in the program, so that its crate is linked, and build it anew"
            }
            Self::SameName { .. } => {
                "give one of them another name; where it is one crate in two versions, let the program have one"
            }
            Self::Unread { .. } => {
                "write each in a file with a `mod` line, not inside of a macro or an `include!`"
            }
            Self::Unwritten { .. } => {
                "write the first: a file with a `#[revision(id = \"…\")]`, and its `mod` line beside `chain!`"
            }
        }
    }
}

fn list(ids: &[String]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
