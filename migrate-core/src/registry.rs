//! What the macros registered: the chains and their revisions, as they came from the linker.
//!
//! The registry has no order and may lack entries (a crate that nothing names is not linked), so
//! [`collect`] compares what it finds with what `chain!` read in the sources and refuses a difference.

use crate::operation::Operations;
use crate::site::Site;

/// A chain of revisions: the type that `chain!` makes.
///
/// Every entry point takes the chain as an argument, since naming it is what links its crate.
pub trait Chain: Copy + std::fmt::Debug + Send + Sync + 'static {
    /// What `chain!` knows of this chain.
    #[doc(hidden)]
    const DEFINITION: &'static ChainDefinition;
}

/// What `chain!` knows of a chain. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ChainDefinition {
    /// The name in the ledger, for ever.
    pub name: &'static str,
    /// The name of the chain's type, for messages.
    pub type_name: &'static str,
    /// Tells this chain from all others of the program: module path and type name.
    pub identity: &'static str,
    /// Where `chain!` stands.
    pub site: Site,
    /// The ids that `chain!` read in the sources, sorted, with a blank between them; a `?` stands behind one that may be
    /// absent, for a `cfg` on the revision or on a module around it. `None` where it could not find its own file.
    pub read: Option<&'static str>,
    /// The files of the revisions that `chain!` read, sorted, a line for each: the key of its text, a blank, and its path.
    pub files: &'static str,
}

/// A revision as `#[revision]` registered it. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// [`ChainDefinition::identity`] of the chain it belongs to.
    pub chain: &'static str,
    /// The id.
    pub id: &'static str,
    /// The parents: none for a base, several for a merge.
    pub down: &'static [&'static str],
    /// Revisions that must be applied before, without being parents.
    pub depends_on: &'static [&'static str],
    /// Revisions of other chains that must be applied before.
    pub needs: &'static [Need],
    /// The label of the branch that starts here.
    pub branch: Option<&'static str>,
    /// The doc comment, lines joined by `\n`, without the leading blank of each.
    pub message: &'static str,
    /// Records the operations of the upgrade.
    pub upgrade: fn(&mut Operations),
    /// Records the operations of the downgrade, where the author wrote one.
    pub downgrade: Option<fn(&mut Operations)>,
    /// Where the id is written.
    pub site: Site,
}

inventory::collect!(Entry);

/// A revision of another chain that one depends on. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The other chain.
    pub chain: &'static ChainDefinition,
    /// The revision's id.
    pub id: &'static str,
}

impl Need {
    /// A revision of another chain.
    ///
    /// # Panics
    ///
    /// With `fault` where the sources of that chain had no such revision: rustc evaluates it when it compiles.
    #[expect(clippy::panic, reason = "it is how a constant is refused")]
    pub const fn new(chain: &'static ChainDefinition, id: &'static str, fault: &'static str) -> Self {
        if let Some(read) = chain.read
            && !holds(read.as_bytes(), id.as_bytes())
        {
            panic!("{}", fault);
        }
        Self { chain, id }
    }
}

impl std::fmt::Display for Need {
    /// As the ledger has it: `accounts:9f0c`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.chain.name, self.id)
    }
}

/// Whether an id is one of a text of ids with a blank between them, a `?` behind some.
const fn holds(ids: &[u8], id: &[u8]) -> bool {
    let (mut at, mut start) = (0, 0);
    while at <= ids.len() {
        if at == ids.len() || ids[at] == b' ' {
            let end = if at > start && ids[at - 1] == b'?' { at - 1 } else { at };
            if end - start == id.len() {
                let mut same = 0;
                while same < id.len() && ids[start + same] == id[same] {
                    same += 1;
                }
                if same == id.len() {
                    return true;
                }
            }
            start = at + 1;
        }
        at += 1;
    }
    false
}

/// A chain of the program, as `chain!` registered it. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Registered(pub &'static ChainDefinition);

inventory::collect!(Registered);

/// A chain as a value, whatever its type: one that is named, or one that the program has.
#[derive(Clone, Copy, Debug)]
pub struct AnyChain(pub(crate) &'static ChainDefinition);

impl AnyChain {
    /// The name in the ledger.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The name of the chain's type.
    pub fn type_name(self) -> &'static str {
        self.0.type_name
    }

    /// What `chain!` knows of it. Not public API.
    #[doc(hidden)]
    pub fn definition(self) -> &'static ChainDefinition {
        self.0
    }

    /// Where its `chain!` stands.
    pub fn site(self) -> Site {
        self.0.site
    }

    /// The chains of the program, sorted by name. A crate of which nothing is named is not linked, and neither is its
    /// chain.
    pub fn linked() -> Vec<Self> {
        let mut chains = inventory::iter::<Registered>().map(|chain| Self(chain.0)).collect::<Vec<_>>();
        chains.sort_by_key(|chain| (chain.name(), chain.0.identity));
        chains
    }
}

impl<C: Chain> From<C> for AnyChain {
    fn from(_chain: C) -> Self {
        Self(C::DEFINITION)
    }
}

impl PartialEq for AnyChain {
    fn eq(&self, other: &Self) -> bool {
        self.0.identity == other.0.identity
    }
}

impl Eq for AnyChain {}

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

/// Collects the registered revisions of a chain, sorted by id.
///
/// # Errors
///
/// When there are none, when an id is registered twice, or when they are not those that `chain!` read.
pub fn collect(chain: &ChainDefinition) -> Result<Vec<&'static Entry>, RegistryError> {
    let entries = inventory::iter::<Entry>().filter(|entry| entry.chain == chain.identity);
    check(chain, entries)
}

/// Revisions sorted by id, and those of one id by where they stand.
pub(crate) fn sorted<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut entries = entries.map(|entry| (id_start(entry.id), entry)).collect::<Vec<_>>();
    entries.sort_unstable_by(|(start, one), (other_start, other)| {
        let by_id = start.cmp(other_start).then_with(|| one.id.cmp(other.id));
        by_id.then_with(|| one.site.cmp(&other.site))
    });
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// The first bytes of an id as a number that is sorted as they are: most comparisons need no more.
pub(crate) fn id_start(id: &str) -> u64 {
    match id.as_bytes().first_chunk() {
        Some(bytes) => u64::from_be_bytes(*bytes),
        None => {
            id.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |all, byte| (all << 8) | u64::from(byte))
        }
    }
}

fn check<'a>(
    chain: &ChainDefinition,
    entries: impl Iterator<Item = &'a Entry>,
) -> Result<Vec<&'a Entry>, RegistryError> {
    let name = || chain.name.to_owned();
    let entries = sorted(entries);
    if let Some([one, two]) = entries.array_windows().find(|[one, two]| one.id == two.id) {
        let (first, second) = (one.site, two.site);
        return Err(RegistryError::Duplicate { chain: name(), id: one.id.to_owned(), first, second });
    }
    if entries.is_empty() {
        let written = chain.read.is_none_or(|read| !read.is_empty());
        let (chain, site) = (name(), chain.site);
        return Err(if written {
            RegistryError::Empty { chain, site }
        } else {
            RegistryError::Unwritten { chain, site }
        });
    }
    let Some(read) = chain.read else { return Ok(entries) };
    let is_read = |(entry, word): (&&Entry, &str)| entry.id == word;
    let words = || read.split_terminator(' ');
    if entries.iter().zip(words()).all(is_read) && words().count() == entries.len() {
        return Ok(entries);
    }
    let mut ids = words().map(|word| word.trim_end_matches('?')).collect::<Vec<_>>();
    ids.sort_unstable();
    let lacks = |id: &str| entries.binary_search_by_key(&id, |entry| entry.id).is_err();
    let missing = words().filter(|word| lacks(word)).filter(|word| !word.ends_with('?'));
    let mut missing = missing.map(str::to_owned).collect::<Vec<_>>();
    missing.sort_unstable();
    if !missing.is_empty() {
        return Err(RegistryError::Missing { chain: name(), ids: missing, site: chain.site });
    }
    let unread = entries.iter().filter(|entry| ids.binary_search(&entry.id).is_err());
    let unread = unread.map(|entry| entry.id.to_owned()).collect::<Vec<_>>();
    if !unread.is_empty() {
        return Err(RegistryError::Unread { chain: name(), ids: unread, site: chain.site });
    }
    Ok(entries)
}

/// The inherent methods of a chain's type. Not public API. Used by generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! __chain_methods {
    ($chain:ident) => {
        impl $chain {
            /// Applies what is pending to a pool's database: await it, or call `blocking()` on it.
            #[allow(dead_code, reason = "a program calls what it needs")]
            pub fn upgrade<'a>(self, pool: &impl $crate::session::Pool) -> $crate::run::Run<'a> {
                $crate::run::Run::upgrade(self, pool)
            }

            /// Applies what is pending to the database of a URL: await it, or call `blocking()` on it.
            #[allow(dead_code, reason = "a program calls what it needs")]
            pub fn upgrade_url<'a>(self, url: &::core::primitive::str) -> $crate::run::Run<'a> {
                $crate::run::Run::upgrade_url(self, url)
            }

            /// Undoes what stands on top of a target on a pool's database: await it, or call `blocking()` on it.
            #[allow(dead_code, reason = "a program calls what it needs")]
            pub fn downgrade<'a>(
                self,
                pool: &impl $crate::session::Pool,
                target: impl $crate::run::IntoTarget,
            ) -> $crate::run::Run<'a> {
                $crate::run::Run::downgrade(self, pool, target)
            }

            /// Undoes what stands on top of a target on the database of a URL: await it, or call `blocking()` on it.
            #[allow(dead_code, reason = "a program calls what it needs")]
            pub fn downgrade_url<'a>(
                self,
                url: &::core::primitive::str,
                target: impl $crate::run::IntoTarget,
            ) -> $crate::run::Run<'a> {
                $crate::run::Run::downgrade_url(self, url, target)
            }

            /// The schema that the revisions make up to a target, on a dialect. It asks no database.
            ///
            /// # Errors
            ///
            /// When there is no such target, or when a revision does not fit the ones before it.
            #[allow(dead_code, reason = "a program calls what it needs")]
            pub fn schema(
                self,
                target: impl $crate::run::IntoTarget,
                dialect: $crate::dialect::Dialect,
            ) -> ::core::result::Result<$crate::schema::Schema, $crate::Error> {
                $crate::run::schema(self, target, dialect)
            }
        }
    };
}

/// The revision of an id, by the key of the id. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Debug)]
pub struct Id<const KEY: u128>;

/// The revision is one of the chain `C`. Two revisions of one id implement it twice, which rustc refuses.
///
/// Not public API. Used by generated code, where the sources could not be read as a whole.
#[doc(hidden)]
pub trait Revision<C> {}

/// What names a revision asks for this. Not public API. Used by generated code.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this names a revision that `{C}` does not have",
    label = "no revision of `{C}` has this id",
    note = "a revision counts only if the `cfg`s of this build let it stand"
)]
pub trait Known<C> {
    /// Evaluated to ask.
    const KNOWN: ();
}

#[diagnostic::do_not_recommend]
impl<C, R: Revision<C>> Known<C> for R {
    const KNOWN: () = ();
}

/// The revision is continued by one other that declares no branch. Not public API. Used by generated code.
///
/// A second one implements it again, which rustc refuses: it needs a `branch`, or another `down`.
#[doc(hidden)]
pub trait OnlySuccessorWithoutBranch<C> {}

/// The chain has one base that declares no branch. Not public API. Used by generated code.
///
/// A second one implements it again, which rustc refuses: it needs a `branch`, or a `down`.
#[doc(hidden)]
pub trait OnlyBaseWithoutBranch {}

/// The only element of a list, if it has one. Not public API. Used by generated code.
#[doc(hidden)]
pub const fn first<T: Copy>(list: &'static [T]) -> Option<T> {
    match list {
        [] => None,
        [first, ..] => Some(*first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: ChainDefinition = ChainDefinition {
        name: "shop",
        type_name: "Shop",
        identity: "shop::Shop",
        site: Site::new("src/migrations.rs", 1, 1),
        read: Some(""),
        files: "",
    };

    #[test]
    fn a_chain_without_revisions_is_told_from_one_that_is_not_linked() {
        let unlinked = ChainDefinition { read: Some("a"), ..NOTHING };
        let error = |chain: &ChainDefinition| check(chain, std::iter::empty()).expect_err("no revision");
        assert!(matches!(error(&NOTHING), RegistryError::Unwritten { .. }));
        assert!(matches!(error(&unlinked), RegistryError::Empty { .. }));
        assert!(error(&NOTHING).help().starts_with("write the first"));
    }

    #[test]
    fn what_is_registered_is_compared_with_what_was_read() {
        const ENTRY: Entry = Entry {
            chain: "shop::Shop",
            id: "b",
            down: &[],
            depends_on: &[],
            needs: &[],
            branch: None,
            message: "",
            upgrade: |_| {},
            downgrade: None,
            site: Site::new("src/migrations.rs", 1, 1),
        };
        const FIRST: Entry = Entry { id: "a.long.id", ..ENTRY };
        let check = |read| {
            let entries =
                check(&ChainDefinition { read: Some(read), ..NOTHING }, [&ENTRY, &FIRST].into_iter())?;
            Ok(entries.iter().map(|entry| entry.id).collect::<Vec<_>>())
        };
        let sorted = Ok(vec!["a.long.id", "b"]);
        assert_eq!(check("a.long.id b"), sorted);
        assert_eq!(check("a.long.id? b? c?"), sorted);
        let site = NOTHING.site;
        let (chain, ids) = ("shop".to_owned(), vec!["c".to_owned()]);
        assert_eq!(check("a.long.id b c"), Err(RegistryError::Missing { chain, ids, site }));
        let (chain, ids) = ("shop".to_owned(), vec!["b".to_owned()]);
        assert_eq!(check("a.long.id"), Err(RegistryError::Unread { chain, ids, site }));
    }

    #[test]
    fn an_id_is_found_among_those_that_were_read() {
        let read = b"a.long.id b? bcd";
        let held = ["a.long.id", "b", "bcd"].map(|id| holds(read, id.as_bytes()));
        assert_eq!(held, [true; 3]);
        let others = ["a.long", "a.long.i", "bc", "bcde", "b?", "", "d"].map(|id| holds(read, id.as_bytes()));
        assert_eq!(others, [false; 7]);
        assert!(!holds(b"", b"a"));
    }

    #[test]
    fn ids_are_sorted_as_their_bytes() {
        let ids = ["", "A", "a", "a.", "a1", "abcdefg", "abcdefgh", "abcdefgh1", "abcdefgi", "~"];
        for pair in ids.windows(2) {
            assert!(id_start(pair[0]) <= id_start(pair[1]), "{pair:?}");
        }
        assert!(id_start("a") < id_start("a1"));
    }
}
