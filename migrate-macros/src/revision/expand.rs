//! What is written for a revision: the function as it is, and one call of the chain's own macro.
//!
//! The chain's macro decides what becomes of the rest: `chain!` has read the sources and knows whether there
//! is anything to check. See [`chain::expand`](crate::chain) for what it makes of it.

use migrate_source::attribute::{Attribute, Path, Word};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::check::argument_span;
use super::parse::Function;
use crate::wording::CHAIN_ALIAS;

/// Writes a sound revision.
pub(crate) fn revision(attribute: &Attribute<Span>, function: &Function, item: &TokenStream) -> TokenStream {
    let chain = chain_path(attribute);
    let literals = literals(attribute);
    let functions = functions(attribute, function);
    quote! {
        #item
        #chain! { entry { #chain } { #literals #functions } }
    }
}

/// Writes what a revision whose function is faulty is to others: its id, and what it names.
pub(crate) fn stub(attribute: &Attribute<Span>) -> TokenStream {
    let chain = chain_path(attribute);
    let literals = literals(attribute);
    quote!(#chain! { stub { #chain } { #literals } })
}

/// The fields of the entry that are the user's literals, each with its own place.
fn literals(attribute: &Attribute<Span>) -> TokenStream {
    let literal = |word: &Word<Span>| {
        let mut literal = Literal::string(&word.text);
        literal.set_span(word.at);
        literal
    };
    let id = attribute.id.iter().map(literal);
    let down = attribute.down.iter().map(literal);
    let depends_on = attribute.depends_on.iter().map(literal);
    let branch = attribute.branch.as_ref().map(literal);
    let branch = option(branch.map(|label| quote!(#label)));
    quote!(id: #(#id)*, down: &[#(#down),*], depends_on: &[#(#depends_on),*], branch: #branch,)
}

fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}

/// The other fields of the entry.
fn functions(attribute: &Attribute<Span>, function: &Function) -> TokenStream {
    let downgrade = option(attribute.downgrade.as_ref().map(expand_path));
    let mut upgrade = function.signature.ident.clone();
    upgrade.set_span(upgrade.span().located_at(argument_span(function)));
    let message = function.message();
    let start = attribute.id.as_ref().map_or_else(Span::call_site, |word| word.at).start();
    let line = Literal::usize_unsuffixed(start.line);
    let column = Literal::usize_unsuffixed(start.column + 1);
    quote! {
        message: #message,
        upgrade: #upgrade,
        downgrade: #downgrade,
        site: ::migrate_core::__private::Site::new(::core::file!(), #line, #column),
    }
}

/// The path of the chain's macro, which is that of the chain's type.
fn chain_path(attribute: &Attribute<Span>) -> TokenStream {
    match &attribute.chain {
        Some(path) if path.segments.len() == 1 && !path.global => {
            let path = expand_path(path);
            quote!(self::#path)
        }
        Some(path) => expand_path(path),
        None => {
            let here = Span::call_site();
            let alias = Ident::new(CHAIN_ALIAS, here);
            let line = u32::try_from(here.start().line).unwrap_or(u32::MAX);
            let beside = here.local_file().is_some_and(|file| migrate_source::has_chain_beside(&file, line));
            if beside { quote!(self::#alias) } else { quote!(super::#alias) }
        }
    }
}

fn expand_path(path: &Path<Span>) -> TokenStream {
    let global = path.global.then(|| quote!(::));
    let segments = path.segments.iter().map(|segment| match segment.text.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, segment.at),
        None => Ident::new(&segment.text, segment.at),
    });
    quote!(#global #(#segments)::*)
}
