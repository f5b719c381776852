//! Which chain a model belongs to.

use super::definition::Standing;
use super::error::ModelError;
use crate::registry::{AnyChain, Chain};
use crate::site::Site;

/// What models belong to: a chain, or what [`models!`](crate::models) makes in a crate that has none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no chain",
    label = "no type that `chain!` or `models!` has made"
)]
pub trait Home {
    /// Tells it from all others of the program. Not public API. Used by generated code.
    #[doc(hidden)]
    const IDENTITY: &'static str;
}

impl<C: Chain> Home for C {
    const IDENTITY: &'static str = C::DEFINITION.identity;
}

/// The models of a crate that has no chain, as `models!` registered them. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct RegisteredHome {
    /// Module path and type name.
    pub identity: &'static str,
    /// Where `models!` stands.
    pub site: Site,
}

inventory::collect!(RegisteredHome);

/// What a chain says of the models of another crate: they are its own. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The chain.
    pub chain: &'static str,
    /// What `models!` has made.
    pub home: &'static str,
}

inventory::collect!(Taken);

/// Makes a type that stands for the models of a crate that has no chain.
///
/// ```
/// use migrate_core::Table;
///
/// // In the crate `entities`:
/// #[derive(Table)]
/// struct Offer {
///     #[column(primary_key)]
///     id: i64,
/// }
///
/// migrate_core::models!(pub Entities);
///
/// // In the crate with the chain, where it would be `entities::Entities`:
/// mod migrations {
///     migrate_core::chain!(pub Shop = "shop", models = [super::Entities]);
/// }
/// # fn main() -> Result<(), migrate_core::model::ModelError> {
/// # let models = migrate_core::model::collect(migrations::Shop, migrate_core::prelude::Sqlite)?;
/// # assert_eq!(models.schema.tables().count(), 1);
/// # Ok(())
/// # }
/// ```
///
/// Naming the type there is what links the crate, so that its models are not silently missing.
#[macro_export]
macro_rules! models {
    ($(#[$attribute:meta])* $visibility:vis $name:ident $(;)?) => {
        $(#[$attribute])*
        ///
        /// The models of this crate, which a chain of another takes by `models = […]`.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        $visibility struct $name;

        impl $crate::model::Home for $name {
            const IDENTITY: &'static ::core::primitive::str =
                ::core::concat!(::core::module_path!(), "::", ::core::stringify!($name));
        }

        $crate::__private::inventory::submit! {
            $crate::model::RegisteredHome {
                identity: <$name as $crate::model::Home>::IDENTITY,
                site: $crate::__private::Site::new(::core::file!(), ::core::line!(), ::core::column!()),
            }
        }
    };
}

/// What models may belong to, for all that the program has.
#[derive(Debug)]
pub(super) struct Homes {
    /// Identities, sorted.
    all: Vec<&'static str>,
    taken: Vec<Taken>,
}

impl Homes {
    pub(super) fn of_program() -> Self {
        let chains = AnyChain::linked().into_iter().map(|chain| chain.0.identity);
        let others = inventory::iter::<RegisteredHome>().map(|home| home.identity);
        let mut all = chains.chain(others).collect::<Vec<_>>();
        all.sort_unstable();
        all.dedup();
        Self { all, taken: inventory::iter::<Taken>().copied().collect() }
    }

    /// Whether what stands there belongs to a chain.
    ///
    /// # Errors
    ///
    /// When it belongs to none, or when it cannot be told to which and this one may be it.
    pub(super) fn belongs(&self, standing: &Standing, chain: &'static str) -> Result<bool, ModelError> {
        let home = match standing.home {
            Some(home) => home,
            None => match *self.nearest(standing.module) {
                [] => return Err(ModelError::homeless(standing)),
                [home] => home,
                ref several if several.iter().all(|home| self.is(home, chain)) => return Ok(true),
                ref several if several.iter().any(|home| self.is(home, chain)) => {
                    return Err(ModelError::several(standing, several));
                }
                _ => return Ok(false),
            },
        };
        Ok(self.is(home, chain))
    }

    /// Whether a home is a chain's, or is taken by it.
    fn is(&self, home: &str, chain: &str) -> bool {
        home == chain || self.taken.iter().any(|taken| taken.home == home && taken.chain == chain)
    }

    /// The homes of a module: of those whose reach it is in, the ones with the least; all of its crate, where it is in the
    /// reach of none.
    fn nearest(&self, module: &str) -> Vec<&'static str> {
        let within = |outer: &str| {
            module.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        let reaching = self.all.iter().filter(|home| within(reach(home)));
        let least = reaching.clone().map(|home| reach(home).len()).max();
        let nearest = reaching.filter(|home| Some(reach(home).len()) == least).copied().collect::<Vec<_>>();
        if nearest.is_empty() {
            return self.all.iter().filter(|home| within(root(home))).copied().collect();
        }
        nearest
    }
}

/// The module that holds the one in which a chain stands: `crate` of `crate::migrations::Shop`.
fn reach(identity: &str) -> &str {
    let module = identity.rsplit_once("::").map_or(identity, |(module, _)| module);
    module.rsplit_once("::").map_or(module, |(above, _)| above)
}

/// The crate.
fn root(identity: &str) -> &str {
    identity.split_once("::").map_or(identity, |(root, _)| root)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn homes(all: &[&'static str]) -> Homes {
        Homes { all: all.to_vec(), taken: Vec::new() }
    }

    #[test]
    fn a_model_belongs_to_the_chain_whose_modules_parent_holds_it() {
        let one = homes(&["shop::migrations::Shop"]);
        assert_eq!(one.nearest("shop::models::deals"), ["shop::migrations::Shop"]);
        assert_eq!(one.nearest("shop"), ["shop::migrations::Shop"]);
        assert!(one.nearest("shopping::models").is_empty());
        let inner = homes(&["app::audit::migrations::Audit", "app::migrations::App"]);
        assert_eq!(inner.nearest("app::audit::models"), ["app::audit::migrations::Audit"]);
        assert_eq!(inner.nearest("app::audited"), ["app::migrations::App"]);
        let beside = homes(&["app::a::migrations::A", "app::b::migrations::B"]);
        assert_eq!(beside.nearest("app::models").len(), 2);
        assert_eq!(homes(&["app::a::migrations::A"]).nearest("app::models"), ["app::a::migrations::A"]);
        assert_eq!(homes(&["app::App"]).nearest("app::models"), ["app::App"]);
    }
}
