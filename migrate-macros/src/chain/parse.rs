//! From tokens to the chain's type and name.

use migrate_source::name::check_chain_name;
use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Path, Token, Visibility, bracketed};

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
    /// What stands for the models of other crates that are the chain's.
    pub(crate) models: Vec<Path>,
}

/// Reads what stands in `chain!(…)`.
pub(crate) fn chain(input: TokenStream, problems: &mut Problems) -> Option<Chain> {
    let parse = |input: ParseStream<'_>| {
        let attributes = Attribute::parse_outer(input)?;
        let visibility = input.parse()?;
        let ident = input.parse::<Ident>()?;
        let name = match name(input) {
            Ok(name) => name,
            Err(error) => {
                problems.add(error.span(), wording::chain_form(&error));
                // The type is known: what names it is no mistake.
                let _: TokenStream = input.parse()?;
                let (name, models) = (unnamed(&ident), Vec::new());
                return Ok(Chain { attributes, visibility, ident, name, models });
            }
        };
        let models = models(input, problems)?;
        if let Err(error) = check_chain_name(&name.value()) {
            problems.add(name.span(), error);
        }
        Ok(Chain { attributes, visibility, ident, name, models })
    };
    parse.parse2(input).map_err(|error| problems.add(error.span(), wording::chain_form(&error))).ok()
}

/// `= "shop"`, and a comma or a semicolon.
fn name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let _: Token![=] = input.parse()?;
    let name = input.parse()?;
    if input.peek(Token![,]) {
        let _: Token![,] = input.parse()?;
        if input.peek(Ident) {
            return Ok(name);
        }
    } else {
        let _: Option<Token![;]> = input.parse()?;
    }
    if input.is_empty() { Ok(name) } else { Err(input.error("expected nothing behind the name")) }
}

/// `models = [entities::Entities]`, or nothing.
fn models(input: ParseStream<'_>, problems: &mut Problems) -> syn::Result<Vec<Path>> {
    if input.is_empty() {
        return Ok(Vec::new());
    }
    let paths = |input: ParseStream<'_>| {
        let word: Ident = input.parse()?;
        if word != "models" {
            return Err(syn::Error::new(word.span(), wording::CHAIN_MODELS));
        }
        let _: Token![=] = input.parse()?;
        let list;
        bracketed!(list in input);
        let paths = Punctuated::<Path, Token![,]>::parse_terminated(&list)?;
        let _: Option<Token![,]> = input.parse()?;
        let _: Option<Token![;]> = input.parse()?;
        if input.is_empty() { Ok(paths) } else { Err(input.error(wording::CHAIN_MODELS)) }
    };
    match paths(input) {
        Ok(paths) => Ok(paths.into_iter().collect()),
        Err(error) => {
            problems.add(error.span(), wording::CHAIN_MODELS);
            let _: TokenStream = input.parse()?;
            Ok(Vec::new())
        }
    }
}

/// What stands for the name of a chain that has none.
fn unnamed(ident: &Ident) -> LitStr {
    LitStr::new(&ident.to_string(), ident.span())
}
