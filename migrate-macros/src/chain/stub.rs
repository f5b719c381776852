//! What stands in place of a faulty chain, so that its mistake is the only error.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::check::Reading;
use super::expand;
use super::parse::Chain;
use crate::problems::Problems;
use crate::wording::CHAIN_ALIAS;

/// A chain in a module that has one already: the type alone, since revisions find the first.
pub(crate) fn second(chain: &Chain, problems: Problems) -> TokenStream {
    let errors = problems.into_tokens();
    let make = expand::make(chain, &Reading { ids: None, files: BTreeMap::new(), table: None, rival: None });
    let ident = &chain.ident;
    quote!(#errors #make ::migrate_core::__chain_methods!(#ident);)
}

/// A chain whose type cannot be told: what its revisions call, which does nothing.
pub(crate) fn without_type(problems: Problems) -> TokenStream {
    let errors = problems.into_tokens();
    let alias = Ident::new(CHAIN_ALIAS, Span::call_site());
    quote! {
        #errors
        macro_rules! __chain { ($($revision:tt)*) => {}; }
        #[allow(unused_imports, reason = "a chain may have no revision yet")]
        use __chain as #alias;
    }
}
