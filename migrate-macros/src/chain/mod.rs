//! `chain!`: makes a chain of the revisions in the modules beside it.

mod expand;
mod parse;

use proc_macro2::TokenStream;

use crate::problems::Problems;

/// What `chain!(input)` becomes.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    match parse::chain(input, &mut problems) {
        Some(chain) if problems.is_empty() => expand::chain(&chain),
        Some(_) | None => problems.into_tokens(),
    }
}
