//! What the macros registered: the chains and their revisions, as they came from the linker.
//!
//! The registry has no order and may lack entries (a crate that nothing names is not linked), so
//! [`collect`] compares what it finds with what `chain!` read in the sources and refuses a difference.

mod collect;
mod error;
mod need;

use crate::operation::Operations;
use crate::site::Site;

pub use collect::collect;
pub(crate) use collect::{id_start, sorted};
pub use error::RegistryError;
pub use need::Need;

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
