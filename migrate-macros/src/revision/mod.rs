//! `#[revision(…)]`: makes a function a revision of a chain.

mod check;
mod expand;
mod parse;
mod stub;

use proc_macro2::TokenStream;

use crate::problems::Problems;

/// What `#[revision(arguments)] item` becomes.
pub(crate) fn derive(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    let attribute = parse::attribute(arguments, &mut problems);
    let Some(function) = parse::function(item.clone(), &mut problems) else {
        return stub::without_function(problems);
    };
    check::function(&function, &mut problems);
    if problems.is_empty() {
        expand::revision(&attribute, &function, item)
    } else {
        stub::revision(&attribute, item, problems)
    }
}
