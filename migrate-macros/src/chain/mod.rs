//! `chain!`: makes a chain of the revisions in the modules beside it.
//!
//! It stands behind the `mod` lines, reads their files with `migrate-source`, and makes a macro of its own
//! that every revision calls, by a name that is always the same. What that macro does depends on what
//! was read:
//!
//! * every revision was seen and all is well: it registers the revision, and costs nothing more;
//! * something is wrong: it also calls [`__verdict!`](crate::verdict), which reports at the revision's literals;
//! * revisions may have escaped the reader (a `cfg`, a macro, a module elsewhere, an editor that has no file): it also
//!   lets the compiler check the chain by trait implementations.

mod check;
mod expand;
mod parse;
mod stub;

use proc_macro2::TokenStream;

use crate::problems::Problems;

/// What `chain!(input)` becomes.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    let Some(chain) = parse::chain(input, &mut problems) else { return stub::without_type(problems) };
    let reading = check::sources(&chain, &mut problems);
    match &reading.rival {
        None => expand::chain(&chain, &reading, problems),
        // The type is there already.
        Some(rival) if chain.ident == rival.type_name => problems.into_tokens(),
        Some(_) => stub::second(&chain, problems),
    }
}
