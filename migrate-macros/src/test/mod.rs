//! `#[migrate_core::test(Shop)]`: makes an async function a test with a database of its own.

mod check;
mod expand;
mod parse;
mod stub;

use proc_macro2::TokenStream;

use crate::problems::Problems;

/// What `#[migrate_core::test(arguments)] item` becomes.
pub(crate) fn derive(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    let chain = parse::chain(arguments, &mut problems);
    let Some(function) = parse::function(item, &mut problems) else { return problems.into_tokens() };
    let argument = check::function(&function, &mut problems);
    match (chain, argument) {
        (Some(chain), Some(argument)) if problems.is_empty() => expand::test(&chain, &function, argument),
        _ => stub::test(&function, problems),
    }
}
