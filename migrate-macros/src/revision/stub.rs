//! What stands in place of a faulty revision, so that its mistake is the only error.

use migrate_source::Standing;
use migrate_source::attribute::Attribute;
use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::expand;
use crate::problems::Problems;

/// Keeps the function, and the id for those that name it, but registers nothing.
pub(crate) fn revision(
    attribute: &Attribute<Span>,
    standing: Standing,
    item: &TokenStream,
    problems: Problems,
) -> TokenStream {
    let errors = problems.into_tokens();
    // The chain cannot be named from within an `impl`.
    let stub = (standing != Standing::Misplaced).then(|| expand::stub(attribute, standing));
    quote!(#errors #item #stub)
}

/// The mistakes alone: what the attribute stands on is no function.
pub(crate) fn without_function(problems: Problems) -> TokenStream {
    problems.into_tokens()
}
