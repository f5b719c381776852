//! `__verdict!`: says at a revision's own literals what `chain!` found wrong with them.
//!
//! `chain!` cannot make an error in another file, since it has no token of it. So where there is something to
//! say, the macro that it makes sends each revision's literals here, with what was found.

mod expand;
mod parse;
mod table;

use proc_macro2::TokenStream;

pub(crate) use table::{Backstop, Finding, Table};

use crate::problems::Problems;

/// What `__verdict!(input)` becomes.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    parse::call(input).map_or_else(
        || {
            let mut problems = Problems::default();
            problems.add(proc_macro2::Span::call_site(), crate::wording::NOT_PUBLIC);
            problems.into_tokens()
        },
        |call| expand::call(&call),
    )
}
