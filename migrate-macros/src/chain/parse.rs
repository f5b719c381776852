//! From tokens to the chain's type and name.

use migrate_source::name::check_chain_name;
use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, LitStr, Token, Visibility};

use crate::problems::Problems;
use crate::wording;

/// `pub Shop = "shop"`.
pub(crate) struct Chain {
    /// What stands above the type.
    pub(crate) attributes: Vec<Attribute>,
    /// The type's visibility.
    pub(crate) visibility: Visibility,
    /// The type's name.
    pub(crate) ident: Ident,
    /// The name in the ledger.
    pub(crate) name: LitStr,
}

/// Reads what stands in `chain!(…)`.
pub(crate) fn chain(input: TokenStream, problems: &mut Problems) -> Option<Chain> {
    let parse = |input: ParseStream<'_>| {
        let attributes = Attribute::parse_outer(input)?;
        let visibility = input.parse()?;
        let ident = input.parse()?;
        let _: Token![=] = input.parse()?;
        let name = input.parse()?;
        let _: Option<Token![;]> = input.parse()?;
        Ok(Chain { attributes, visibility, ident, name })
    };
    let chain = match parse.parse2(input) {
        Ok(chain) => chain,
        Err(error) => {
            problems.add(error.span(), wording::chain_form(&error));
            return None;
        }
    };
    if let Err(error) = check_chain_name(&chain.name.value()) {
        problems.add(chain.name.span(), error);
    }
    Some(chain)
}
