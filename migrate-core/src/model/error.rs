//! What can be wrong with the models of a chain.

use thiserror::Error;

use super::definition::Standing;
use crate::operation::Misfit;
use crate::site::Site;

/// Why the models of a chain make no schema.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ModelError {
    /// A model is in a crate that has no chain, and is taken by none.
    #[error("model `{model}` belongs to no chain: its crate has none")]
    Homeless {
        /// The model's Rust type.
        model: String,
        /// Where it stands.
        site: Site,
    },
    /// What a model says fits no table.
    #[error("model `{model}` does not fit: {misfit}")]
    Misfit {
        /// The model's Rust type.
        model: String,
        /// Where it stands.
        site: Site,
        /// Why it does not fit.
        misfit: Box<Misfit>,
    },
    /// The program has no models of the chain.
    #[error("chain `{chain}` has no models in this program")]
    NoModels {
        /// The chain's name.
        chain: String,
        /// Where its `chain!` stands.
        site: Site,
    },
    /// Two models are one table, or one enum.
    #[error("models {} are both {kind} `{name}`", .models.iter().map(|(model, _)| format!("`{model}`")).collect::<Vec<_>>().join(" and "))]
    SameName {
        /// What they are both.
        kind: &'static str,
        /// Its name.
        name: String,
        /// The Rust types, and where they stand, sorted by that.
        models: Vec<(String, Site)>,
    },
    /// A model may belong to several chains.
    #[error("model `{model}` may belong to several chains: {}", .chains.join(", "))]
    SeveralChains {
        /// The model's Rust type.
        model: String,
        /// The types of the chains, sorted.
        chains: Vec<String>,
        /// Where it stands.
        site: Site,
    },
}

impl ModelError {
    pub(super) fn homeless(standing: &Standing) -> Self {
        Self::Homeless { model: standing.type_name.to_owned(), site: standing.site }
    }

    pub(super) fn misfit(standing: &Standing, misfit: Misfit) -> Self {
        let (model, site) = (standing.type_name.to_owned(), standing.site);
        Self::Misfit { model, site, misfit: Box::new(misfit) }
    }

    pub(super) fn several(standing: &Standing, chains: &[&str]) -> Self {
        let chains = chains.iter().map(|chain| format!("`{chain}`")).collect();
        Self::SeveralChains { model: standing.type_name.to_owned(), chains, site: standing.site }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::Homeless { .. } => {
                "say `#[table(chain = path::to::Chain)]`; or, where the chain's crate depends on this one, `migrate_core::models!(pub \
                 Entities);` here, and `chain!(pub Shop = \"shop\", models = [entities::Entities])` there"
            }
            Self::Misfit { misfit, .. } => return misfit.help(),
            Self::NoModels { .. } => {
                "derive `migrate_core::Table` for a struct of the chain's crate, or take the models of another crate: `chain!(pub \
                 Shop = \"shop\", models = [entities::Entities])`"
            }
            Self::SameName { .. } => {
                "derive it for one of them, or give one another name: `#[table(name = \"…\")]`"
            }
            Self::SeveralChains { .. } => {
                "say which: `#[table(chain = path::to::Chain)]`, or `#[sql_enum(chain = …)]`"
            }
        };
        Some(help.to_owned())
    }

    /// Where in the source it is.
    pub fn sites(&self) -> Vec<Site> {
        match self {
            Self::Homeless { site, .. }
            | Self::Misfit { site, .. }
            | Self::NoModels { site, .. }
            | Self::SeveralChains { site, .. } => vec![*site],
            Self::SameName { models, .. } => models.iter().map(|(_, site)| *site).collect(),
        }
    }
}
