//! From tokens to the chain's path and the function. Its body stays as it is.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Path, Signature, Token, Visibility};

use crate::problems::Problems;
use crate::wording;

/// The function that the attribute stands on.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    /// The body with its braces.
    pub(crate) body: TokenTree,
}

/// Reads the path of the chain.
pub(crate) fn chain(arguments: TokenStream, problems: &mut Problems) -> Option<Path> {
    if arguments.is_empty() {
        problems.add(Span::call_site(), wording::TEST_WITHOUT_CHAIN);
        return None;
    }
    let parse = |input: ParseStream<'_>| {
        let chain = input.call(Path::parse_mod_style)?;
        let _: Option<Token![,]> = input.parse()?;
        let rest: TokenStream = input.parse()?;
        Ok((chain, rest))
    };
    match parse.parse2(arguments) {
        Ok((chain, rest)) => match rest.into_iter().next() {
            Some(option) => {
                problems.add(option.span(), wording::TEST_OPTION);
                None
            }
            None => Some(chain),
        },
        Err(error) => {
            problems.add(error.span(), wording::TEST_WITHOUT_CHAIN);
            None
        }
    }
}

/// Reads the function; its body is the last group in braces.
pub(crate) fn function(item: TokenStream, problems: &mut Problems) -> Option<Function> {
    let mut head = item.into_iter().collect::<Vec<_>>();
    let at = head.first().map_or_else(Span::call_site, TokenTree::span);
    let is_body = |tree: &mut TokenTree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let Some(body) = head.pop_if(is_body) else {
        problems.add(at, wording::TEST);
        return None;
    };
    let parse = |input: ParseStream<'_>| {
        let attributes = Attribute::parse_outer(input)?;
        Ok((attributes, input.parse()?, input.parse()?))
    };
    match parse.parse2(head.into_iter().collect()) {
        Ok((attributes, visibility, signature)) => Some(Function { attributes, visibility, signature, body }),
        Err(error) => {
            problems.add(error.span(), wording::TEST);
            None
        }
    }
}
