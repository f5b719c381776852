//! From tokens to the attribute's arguments and the function's head. Its body stays as it is.

use migrate_source::attribute::{self, Attribute};
use migrate_source::token::{Lexeme, Token, string_value};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Lit, Meta, Signature, Visibility};

use crate::problems::Problems;
use crate::wording;

/// The head of the function that the attribute stands on.
pub(crate) struct Head {
    /// What stands above it, its doc comment too.
    pub(crate) attributes: Vec<syn::Attribute>,
    /// From `const` to the return type.
    pub(crate) signature: Signature,
}

/// Reads the arguments of the attribute.
pub(crate) fn attribute(arguments: TokenStream, problems: &mut Problems) -> Attribute<Span> {
    let mut tokens = Vec::new();
    flatten(arguments, &mut tokens);
    let attribute = attribute::parse(&tokens, Span::call_site());
    for fault in &attribute.faults {
        problems.add(fault.at, &fault.error);
    }
    attribute
}

fn flatten(trees: TokenStream, tokens: &mut Vec<Token<Span>>) {
    for tree in trees {
        let at = tree.span();
        let lexeme = match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::Parenthesis => ('(', ')'),
                    // What a macro captured (`$id`) stands between invisible brackets.
                    Delimiter::None => {
                        flatten(group.stream(), tokens);
                        continue;
                    }
                };
                tokens.push(Token { lexeme: Lexeme::Open(open), at });
                flatten(group.stream(), tokens);
                Lexeme::Close(close)
            }
            TokenTree::Ident(ident) => Lexeme::Ident(ident.to_string()),
            TokenTree::Literal(literal) => {
                string_value(&literal.to_string()).map_or(Lexeme::Other, Lexeme::Text)
            }
            TokenTree::Punct(punct) => Lexeme::Punct(punct.as_char()),
        };
        tokens.push(Token { lexeme, at });
    }
}

/// Reads the head of the function: all but its body, which is the last group in braces.
pub(crate) fn function(item: TokenStream, problems: &mut Problems) -> Option<Head> {
    let mut head = item.into_iter().collect::<Vec<_>>();
    let body =
        head.pop_if(|tree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace));
    let at = head.first().map_or_else(Span::call_site, TokenTree::span);
    if body.is_none() {
        problems.add(at, wording::SIGNATURE);
        return None;
    }
    let parse = |input: ParseStream<'_>| {
        let attributes = syn::Attribute::parse_outer(input)?;
        let _: Visibility = input.parse()?;
        Ok(Head { attributes, signature: input.parse()? })
    };
    match parse.parse2(head.into_iter().collect()) {
        Ok(head) => Some(head),
        Err(error) => {
            problems.add(error.span(), wording::SIGNATURE);
            None
        }
    }
}

impl Head {
    /// The message of the revision: the text of its doc comments.
    pub(crate) fn message(&self) -> String {
        let docs = self.attributes.iter().filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                Expr::Lit(value) => match &value.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        });
        let docs = docs.collect::<Vec<_>>();
        migrate_source::message::message(docs.iter().map(String::as_str))
    }
}
