//! What is written for a revision: the function as it is, and one call of the chain's own macro.
//!
//! The chain's macro decides what becomes of the rest: `chain!` has read the sources and knows whether there
//! is anything to check. See [`chain::expand`](crate::chain) for what it makes of it.

use migrate_source::attribute::{Attribute, Path, Word};
use migrate_source::key::Key;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::check::argument_span;
use super::parse::Function;
use crate::wording::CHAIN_ALIAS;

/// Writes a sound revision.
pub(crate) fn revision(attribute: &Attribute<Span>, function: &Function, item: &TokenStream) -> TokenStream {
    let entry = entry(attribute, function);
    let call = call(attribute, &entry);
    quote!(#item #call)
}

/// Writes the call of the chain's macro: the entry, which may be empty, and what to check of it.
pub(crate) fn call(attribute: &Attribute<Span>, entry: &TokenStream) -> TokenStream {
    let chain = chain_path(attribute);
    let checks = checks(attribute, &chain);
    quote!(#chain! { { #entry } { #chain } #checks })
}

fn entry(attribute: &Attribute<Span>, function: &Function) -> TokenStream {
    let texts = |words: &[Word<Span>]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
    let id = attribute.id.iter().map(|word| &word.text);
    let (down, depends_on) = (texts(&attribute.down), texts(&attribute.depends_on));
    let branch = match &attribute.branch {
        Some(word) => {
            let label = &word.text;
            quote!(::core::option::Option::Some(#label))
        }
        None => quote!(::core::option::Option::None),
    };
    let downgrade = match &attribute.downgrade {
        Some(path) => {
            let path = expand_path(path);
            quote!(::core::option::Option::Some(#path))
        }
        None => quote!(::core::option::Option::None),
    };
    let mut upgrade = function.signature.ident.clone();
    upgrade.set_span(upgrade.span().located_at(argument_span(function)));
    let message = function.message();
    let start = attribute.id.as_ref().map_or_else(Span::call_site, |word| word.at).start();
    let line = Literal::usize_unsuffixed(start.line);
    let column = Literal::usize_unsuffixed(start.column + 1);
    quote! {
        id: #(#id)*,
        down: &[#(#down),*],
        depends_on: &[#(#depends_on),*],
        branch: #branch,
        message: #message,
        upgrade: #upgrade,
        downgrade: #downgrade,
        site: ::migrate_core::__private::Site::new(::core::file!(), #line, #column),
    }
}

/// What the chain's macro may check, each at its literal: a call of the chain's own check, and keys.
fn checks(attribute: &Attribute<Span>, chain: &TokenStream) -> TokenStream {
    let span = Span::call_site();
    let file = span.local_file().map(|file| Key::of_file(&migrate_source::path_text(&file)));
    let check = |kind: &str, word: &Word<Span>| {
        let start = word.at.start();
        let line = u32::try_from(start.line).unwrap_or(u32::MAX);
        let column = u32::try_from(start.column + 1).unwrap_or(u32::MAX);
        let occurrence = Literal::u128_unsuffixed(file.map_or(0, |file| file.at(line, column)));
        let key = Literal::u128_unsuffixed(Key::of_id(&word.text));
        let kind = Ident::new(kind, span);
        let at = word.at.resolved_at(span);
        quote_spanned!(at=> [#kind #occurrence #key #chain])
    };
    let id = attribute.id.iter().map(|word| check("id", word));
    let kind = match (attribute.down.len(), &attribute.branch) {
        (1, Some(_)) => "parent",
        _ => "down",
    };
    let base = attribute.id.iter().filter(|_| attribute.down.is_empty() && attribute.branch.is_none());
    let base = base.map(|word| check("base", word));
    let down = attribute.down.iter().map(|word| check(kind, word));
    let depends_on = attribute.depends_on.iter().map(|word| check("depends_on", word));
    let branch = attribute.branch.iter().map(|word| check("branch", word));
    quote!(#(#id)* #(#base)* #(#down)* #(#depends_on)* #(#branch)*)
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
            let alias = Ident::new(CHAIN_ALIAS, Span::call_site());
            quote!(super::#alias)
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
