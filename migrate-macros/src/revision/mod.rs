//! `#[revision(…)]`: makes a function a revision of a chain.

mod check;
mod expand;
mod parse;
mod plain;
mod stub;

use migrate_source::Standing;
use migrate_source::attribute::AttributeError;
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
    let standing = standing();
    if let Some(function) = &function
        && standing == Standing::Misplaced
        && problems.is_empty()
    {
        problems.add(function.name.span(), AttributeError::Misplaced);
    }
    match function {
        None => stub::without_function(problems),
        Some(function) if problems.is_empty() => expand::revision(&attribute, standing, &function, item),
        Some(_) => stub::revision(&attribute, standing, item, problems),
    }
}

/// Where the attribute stands, as far as the compiler lets its file be read.
fn standing() -> Standing {
    let here = Span::call_site();
    match (here.local_file(), u32::try_from(here.start().line)) {
        (Some(file), Ok(line)) => migrate_source::standing(&file, line),
        (Some(_) | None, Ok(_) | Err(_)) => Standing::InModule,
    }
}
