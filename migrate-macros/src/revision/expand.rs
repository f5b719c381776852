//! What is written for a revision: the function as it is, and one call of the chain's own macro.
//!
//! The chain's macro decides what becomes of the rest: `chain!` has read the sources and knows whether there
//! is anything to check. See [`chain::expand`](crate::chain) for what it makes of it.

use migrate_source::Standing;
use migrate_source::attribute::{Attribute, Need, Path, Word};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::Function;
use crate::wording::{self, CHAIN_ALIAS};

/// Writes a sound revision.
///
/// The call is as short as it can be, since every token costs: the chain's macro makes the fields of it.
pub(crate) fn revision(
    attribute: &Attribute<Span>,
    standing: Standing,
    function: &Function,
    item: &TokenStream,
) -> TokenStream {
    let chain = chain_path(attribute, standing);
    let literals = literals(attribute);
    let Function { name, argument, message } = function;
    // There rustc reports a function of another type.
    let mut upgrade = name.clone();
    upgrade.set_span(name.span().located_at(*argument));
    let downgrade = attribute.downgrade.as_ref().map(expand_path);
    let needs = attribute.needs.iter().map(|one| need(one, &chain));
    let start = attribute.id.as_ref().map_or_else(Span::call_site, |word| word.at).start();
    let line = Literal::usize_unsuffixed(start.line);
    let column = Literal::usize_unsuffixed(start.column + 1);
    // The message is read on a terminal, and may name tables as they are.
    quote! {
        #[allow(clippy::doc_markdown, reason = "a message is no markdown")]
        #item
        #chain! { entry { #chain } { #literals } { #message #upgrade [#downgrade] [#(#needs),*] #line #column } }
    }
}

/// Writes what a faulty revision is to others: its id, and what it names.
///
/// Where its attribute is sound it counts for the others; where not, it is only told what is wrong with it.
pub(crate) fn stub(attribute: &Attribute<Span>, standing: Standing) -> TokenStream {
    let chain = chain_path(attribute, standing);
    let literals = literals(attribute);
    let kind = if attribute.faults.is_empty() { quote!(stub) } else { quote!(faulty) };
    quote!(#chain! { #kind { #chain } { #literals } })
}

/// The user's literals, each with its own place: id, parents, dependencies and branch.
fn literals(attribute: &Attribute<Span>) -> TokenStream {
    let literal = |word: &Word<Span>| {
        let mut literal = Literal::string(&word.text);
        literal.set_span(word.at);
        TokenTree::Literal(literal)
    };
    let group = |words: &mut dyn Iterator<Item = &Word<Span>>| {
        let words = words.map(literal).collect::<TokenStream>();
        TokenTree::Group(Group::new(Delimiter::Bracket, words))
    };
    let Attribute { id, down, depends_on, branch, chain: _, downgrade: _, needs: _, faults: _ } = attribute;
    [group(&mut id.iter()), group(&mut down.iter()), group(&mut depends_on.iter()), group(&mut branch.iter())]
        .into_iter()
        .collect()
}

/// A revision of another chain, which rustc finds by the path of that chain's type. Whether it has the revision is told at
/// the id.
fn need(need: &Need<Span>, own: &TokenStream) -> TokenStream {
    let Need { chain, id } = need;
    let (path, text) = (expand_path(chain), &id.text);
    let (unknown, same) =
        (wording::unknown_need(text, &chain.text()), wording::own_need(text, &chain.text()));
    let at = Span::call_site().located_at(id.at);
    quote_spanned!(at=> ::migrate_core::__private::Need::new(
        <#own as ::migrate_core::Chain>::DEFINITION, <#path as ::migrate_core::Chain>::DEFINITION, #text, #unknown, #same
    ))
}

/// The path of the chain's macro, which is that of the chain's type.
fn chain_path(attribute: &Attribute<Span>, standing: Standing) -> TokenStream {
    match &attribute.chain {
        Some(path) if path.segments.len() == 1 && !path.global => {
            let path = expand_path(path);
            quote!(self::#path)
        }
        Some(path) => expand_path(path),
        None => {
            let alias = Ident::new(CHAIN_ALIAS, Span::call_site());
            match standing {
                Standing::BesideChain => quote!(self::#alias),
                Standing::InModule | Standing::Misplaced => quote!(super::#alias),
            }
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
