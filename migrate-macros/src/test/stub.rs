//! What stands in place of a faulty test, so that its mistake is the only error.

use proc_macro2::TokenStream;
use quote::quote;

use super::parse::Function;
use crate::problems::Problems;

/// Keeps the function as it is, so that what it uses counts as used.
pub(crate) fn test(function: &Function, problems: Problems) -> TokenStream {
    let errors = problems.into_tokens();
    let Function { attributes, visibility, signature, body } = function;
    quote!(#errors #(#attributes)* #visibility #signature #body)
}
