//! `#[revision(…)]`: makes a function a revision of a chain.

mod check;
mod expand;
mod parse;
mod plain;
mod stub;

use proc_macro2::{Ident, Span, TokenStream};

use crate::problems::Problems;

/// What a revision's function comes down to.
pub(crate) struct Function {
    pub(crate) name: Ident,
    /// Where the type of its argument stands.
    pub(crate) argument: Span,
    /// The text of its doc comments.
    pub(crate) message: String,
}

/// What `#[revision(arguments)] item` becomes.
pub(crate) fn derive(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    let attribute = parse::attribute(arguments, &mut problems);
    let function = plain::function(item.clone()).or_else(|| {
        let head = parse::function(item.clone(), &mut problems)?;
        Some(check::function(&head, &mut problems))
    });
    match function {
        None => stub::without_function(problems),
        Some(function) if problems.is_empty() => expand::revision(&attribute, &function, item),
        Some(_) => stub::revision(&attribute, item, problems),
    }
}
